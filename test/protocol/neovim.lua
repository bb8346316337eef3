-- What Neovim makes of the language server: run without a screen by neovim.test.ts, with Neovim 0.7 and newer.
-- STATECRAFT_NODE, STATECRAFT_PROGRAM and STATECRAFT_FOLDER say what to start and where; the answers go to seen.json there.

local folder = vim.env.STATECRAFT_FOLDER
local seen = {}

local function wait(what, done)
  if not vim.wait(30000, done, 20) then
    error("waited in vain for " .. what)
  end
end

local languages = { json = "asl", yaml = "asl-yaml" }

local client = vim.lsp.start_client({
  name = "statecraft",
  cmd = { vim.env.STATECRAFT_NODE, vim.env.STATECRAFT_PROGRAM, "language-server", "--stdio" },
  root_dir = folder,
  get_language_id = function(_, filetype)
    return languages[filetype] or filetype
  end,
  init_options = { rules = { ["choice-no-default"] = "error" } },
  -- Neovim 0.7 sends its settings to nobody who doesn't do it for it.
  on_init = function(started)
    started.notify("workspace/didChangeConfiguration", { settings = started.config.settings })
  end,
  settings = { statecraft = { rules = { ["unreachable-state"] = "off" } } },
})

-- Opens a file as a person does, with the server attached to it.
local function open(name)
  vim.cmd("edit " .. folder .. "/" .. name)
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  wait("the diagnostics of " .. name, function()
    local found = vim.diagnostic.get(buffer)
    -- The first ones may come before the settings do.
    return #found > 0 and vim.tbl_isempty(vim.tbl_filter(function(each)
      return each.code == "unreachable-state"
    end, found))
  end)
  return buffer
end

local function diagnostics(buffer)
  return vim.tbl_map(function(found)
    return { code = found.code, line = found.lnum, column = found.col, severity = found.severity }
  end, vim.diagnostic.get(buffer))
end

-- Puts the cursor on the first letter of a text.
local function go(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  if vim.fn.search("\\V" .. text) == 0 then
    error("no " .. text)
  end
end

local function complete(buffer)
  local params = vim.lsp.util.make_position_params()
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/completion", params, 30000)
  local labels = {}
  for _, answer in pairs(answers or {}) do
    for _, item in ipairs(answer.result.items or answer.result) do
      table.insert(labels, item.label)
    end
  end
  return labels
end

local function visit(name, reference)
  local buffer = open(name)
  local answer = { diagnostics = diagnostics(buffer) }
  go(reference)
  answer.completion = complete(buffer)
  local row = vim.api.nvim_win_get_cursor(0)[1]
  vim.lsp.buf.definition()
  wait("the definition in " .. name, function()
    return vim.api.nvim_win_get_cursor(0)[1] ~= row
  end)
  answer.definition = vim.api.nvim_win_get_cursor(0)[1] - 1
  vim.lsp.buf.rename("Renamed")
  wait("the new name in " .. name, function()
    return vim.fn.search("Renamed", "nw") > 0
  end)
  answer.lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  return answer
end

local function all()
  wait("the server", function()
    local started = vim.lsp.get_client_by_id(client)
    return started ~= nil and started.initialized
  end)
  seen.json = visit("broken.asl.json", 'Done", "End')
  seen.yaml = visit("broken.asl.yaml", "Done, End")
end

local ok, message = xpcall(all, debug.traceback)
if not ok then
  seen.error = message
end
vim.fn.writefile({ vim.fn.json_encode(seen) }, folder .. "/seen.json")
vim.lsp.stop_client(client)
vim.cmd("qall!")
