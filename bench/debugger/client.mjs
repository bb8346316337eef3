import { spawn } from "node:child_process";
import { once } from "node:events";

/** A message begins with fewer bytes. */
const MOST_OF_A_HEAD = 64;

/**
 * A client of the debug adapter that measures: no checks, no waiting beyond the answers.
 * @param {string} program
 */
export function startAdapter(program) {
  const adapter = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = new Map();
  const waiting = new Map();
  const kept = new Map();
  let seq = 0;

  readMessages(adapter.stdout, (message) => {
    if (message.type === "response") {
      const { resolve, reject } = answers.get(message.request_seq);
      if (message.success) resolve(message.body);
      else reject(new Error(`${message.command}: ${message.message}`));
      return;
    }
    const listener = waiting.get(message.event);
    waiting.delete(message.event);
    if (listener) listener(message.body);
    else kept.set(message.event, message.body);
  });

  return {
    pid: adapter.pid,
    request(command, args) {
      const text = JSON.stringify({ seq: ++seq, type: "request", command, arguments: args });
      adapter.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
      return new Promise((resolve, reject) => answers.set(seq, { resolve, reject }));
    },
    /** The next event of a name, or the last one that nobody has waited for. */
    event(name) {
      const body = kept.get(name);
      kept.delete(name);
      return body === undefined ? new Promise((resolve) => waiting.set(name, resolve)) : Promise.resolve(body);
    },
    async end() {
      adapter.stdin.end();
      await once(adapter, "exit");
    },
  };
}

/** Large messages come in many chunks, which are joined once. */
function readMessages(from, receive) {
  let chunks = [];
  let size = 0;

  function join() {
    const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks = [all];
    return all;
  }

  function take() {
    const first = chunks[0]?.length > MOST_OF_A_HEAD ? chunks[0] : join();
    const head = first.indexOf("\r\n\r\n");
    const length = Number(/Content-Length: (\d+)/.exec(first.toString("latin1", 0, Math.max(0, head)))?.[1]);
    if (head < 0 || size < head + 4 + length) return undefined;
    const all = join();
    const message = JSON.parse(all.toString("utf8", head + 4, head + 4 + length));
    chunks = [all.subarray(head + 4 + length)];
    size = chunks[0].length;
    return message;
  }

  from.on("data", (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    for (let message = take(); message; message = take()) receive(message);
  });
}
