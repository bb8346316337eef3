// Runs an ordinary Lambda handler for Statecraft: asks the Lambda Runtime API for events and answers them.
// It is started as a process of its own, on any Node from 18 on, and uses nothing but Node itself.
import { spawnSync } from "node:child_process";
import { existsSync, writeSync } from "node:fs";
import { request } from "node:http";
import { Session } from "node:inspector";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
/** Whether a debugger has started this process: its standard input then says nothing. */
const DEBUGGED = process.env.STATECRAFT_DEBUGGED === "1";
const STREAMED = Symbol.for("aws.lambda.runtime.handler.streaming");

async function main() {
  if (DEBUGGED) {
    writeAtOnce(process.stdout, 1);
    writeAtOnce(process.stderr, 2);
    await exchange("POST", "process");
  } else endWithParent();
  globalThis.awslambda = { streamifyResponse, HttpResponseStream: { from: withMetadata } };
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    await post("init/error", describe(error));
    process.exit(1);
  }
  let current;
  for (const [event, name] of [
    ["uncaughtException", undefined],
    ["unhandledRejection", "Runtime.UnhandledPromiseRejection"],
  ]) {
    process.on(event, async (error) => {
      const told = describe(error);
      const body = name ? { ...told, errorType: name, errorMessage: `${told.errorType}: ${told.errorMessage}` } : told;
      if (current) await post(`invocation/${current}/error`, body).catch(() => {});
      process.exit(128);
    });
  }
  for (;;) {
    const { headers, body } = await exchange("GET", "invocation/next").catch(
      DEBUGGED ? () => process.exit(0) : undefined,
    );
    const context = contextOf(headers);
    current = context.awsRequestId;
    let [path, answer] = [`invocation/${current}/response`, undefined];
    const stop = headers["statecraft-stop"] ? stopIn(handler) : undefined;
    try {
      answer = toText(await call(handler, JSON.parse(body), context));
    } catch (error) {
      [path, answer] = [`invocation/${current}/error`, JSON.stringify(describe(error))];
    }
    stop?.end();
    const answered = current;
    await exchange("POST", path, answer);
    if (current === answered) current = undefined;
  }
}

/**
 * Lets a stream write without a callback for later: a step into `console.log` would wait for that callback, which is in code that
 * is skipped, and the rest of the handler would run meanwhile.
 */
function writeAtOnce(stream, fd) {
  stream.write = (chunk, encoding, then) => {
    const called = typeof encoding === "function" ? encoding : then;
    let rest = typeof chunk === "string" ? Buffer.from(chunk, called === encoding ? undefined : encoding) : chunk;
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(fd, rest));
      } catch (error) {
        if (error?.code !== "EAGAIN") break;
      }
    }
    called?.(null);
    return true;
  };
}

/** Whoever started this process holds its standard input open: at its end nobody is left to work for. */
function endWithParent() {
  process.stdin.on("end", endGroup).on("error", endGroup).resume();
  // A handler that never gives the thread back would not hear of it.
  const watch = `const parent = ${process.ppid};
    setInterval(() => {
      try { process.kill(parent, 0); if (process.ppid === parent) return; } catch {}
      try { process.kill(-process.pid, "SIGKILL"); } catch { process.kill(process.pid, "SIGKILL"); }
    }, 250);`;
  new Worker(watch, { eval: true, env: {}, execArgv: [] }).unref();
}

/** Ends this process and whatever the handler started. */
function endGroup() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(0);
  }
}

/** This process's own view of its debugger; made when it is needed, then kept: V8 of Node 20 dies where it ends in a step. */
let debuggerSession;

function ownDebugger() {
  if (debuggerSession) return debuggerSession;
  debuggerSession = new Session();
  debuggerSession.connect();
  debuggerSession.post("Debugger.enable");
  // V8 skips only what everybody skips: without this, steps would lead through this file and through Node's own.
  debuggerSession.post("Debugger.setBlackboxPatterns", { patterns: [".*"] });
  return debuggerSession;
}

/** Lets the debugger of this process stop where a function begins; it finds the place in whatever source it came from. */
function stopIn(handler) {
  const session = ownDebugger();
  let breakpointId;
  globalThis.statecraftHandler = handler;
  session.post("Runtime.evaluate", { expression: "globalThis.statecraftHandler" }, (_, { result } = {}) => {
    session.post("Debugger.setBreakpointOnFunctionCall", { objectId: result?.objectId }, (_, set) => {
      breakpointId = set?.breakpointId;
    });
    if (result?.objectId) session.post("Runtime.releaseObject", { objectId: result.objectId });
  });
  delete globalThis.statecraftHandler;
  return { end: () => breakpointId && session.post("Debugger.removeBreakpoint", { breakpointId }) };
}

/** One request to the Runtime API, however long the answer takes. */
function exchange(method, path, text) {
  return new Promise((resolve, reject) => {
    // While it stands at a breakpoint it doesn't hear that an idle connection was closed: each request has its own.
    const more = DEBUGGED ? { agent: false, headers: { "Statecraft-Process": process.pid } } : {};
    const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}`, ...more }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString("utf8") }));
    });
    sent.on("error", reject).end(text);
  });
}

const post = (path, body) => exchange("POST", path, JSON.stringify(body));

function toText(result) {
  if (typeof result === "object" && result?.[STREAMED]) return result.text;
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  // The frames of this file say nothing to the function's author.
  const trace = String(error.stack)
    .split("\n")
    .filter((line) => !line.includes(import.meta.url));
  return { errorType: error.name, errorMessage: error.message, trace };
}

async function loadHandler() {
  const root = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
  const [, folder, file, name] = /^(.*?\/?)([^/]+?)\.([^/]+)$/.exec(process.env._HANDLER ?? "") ?? [];
  if (!name)
    throw namedError("Runtime.MalformedHandlerName", `"${process.env._HANDLER}" is no handler: write file.function.`);
  const base = join(root, folder, file);
  const path = ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"].map((extension) => base + extension).find(isFile);
  if (!path) throw namedError("Runtime.ImportModuleError", `There is no module at ${base} (.js, .mjs, .cjs or .ts).`);
  const module = await import(pathToFileURL(path).href).catch((error) => rename(error, path));
  const found =
    name.split(".").reduce((at, key) => at?.[key], module) ??
    name.split(".").reduce((at, key) => at?.[key], module.default);
  if (typeof found !== "function")
    throw namedError("Runtime.HandlerNotFound", `${path} exports no function "${name}".`);
  return found;
}

function isFile(path) {
  return /\.[cm]?[jt]s$/.test(path) && existsSync(path);
}

/** What can't be loaded has the names that Lambda gives it. */
function rename(error, path) {
  if (error?.code === "MODULE_NOT_FOUND" || error?.code === "ERR_MODULE_NOT_FOUND")
    throw namedError("Runtime.ImportModuleError", error.message);
  if (error instanceof SyntaxError) throw syntaxError(error, path);
  throw error;
}

/** The service's text; its trace begins with what Node says of the place: the file and line, and the line itself. */
function syntaxError(error, path) {
  const told = namedError("Runtime.UserCodeSyntaxError", `SyntaxError: ${error.message}`);
  const place = placeIn(String(error.stack)) ?? placeByNode(error, path);
  if (!place) return told;
  console.error(`${place}\n${told.message}`);
  told.stack = `${place}\n${told.name}: ${told.message}`;
  return told;
}

/** What stands before the error itself: `file:///work/app.mjs:3`, the line, and a mark under the place in it. */
function placeIn(text) {
  const [place] = text.split(/^SyntaxError\b/m);
  return /^\S.*:\d+$/m.test(place.split("\n")[0]) ? place.trim() : undefined;
}

/**
 * Of ES modules Node tells the place only where nobody catches the error. What can't be read isn't run: it is read once more, in
 * a process of its own. An error that code throws while it is loaded has that code in its trace.
 */
function placeByNode(error, path) {
  const frames = String(error.stack).split("\n").slice(1);
  if (frames.some((line) => /file:\/\//.test(line) && !line.includes(import.meta.url))) return undefined;
  const options = process.execArgv.filter((option) => !option.startsWith("--inspect"));
  const env = DEBUGGED ? { ...process.env, NODE_OPTIONS: "" } : process.env;
  const read = spawnSync(process.execPath, [...options, path], {
    encoding: "utf8",
    timeout: 5000,
    windowsHide: true,
    env,
  });
  return placeIn(read.stderr ?? "");
}

function namedError(name, message) {
  return Object.assign(new Error(message), { name });
}

/** Calls a handler that streams, gives a promise or a value, or calls back. */
function call(handler, event, context) {
  if (handler[STREAMED]) return streamed(handler, event, context);
  return new Promise((resolve, reject) => {
    const callback = (error, result) => {
      const settle = () => (error ? reject(error) : resolve(result));
      if (context.callbackWaitsForEmptyEventLoop) whenLoopIsEmpty(settle);
      else settle();
    };
    Object.assign(context, {
      done: callback,
      succeed: (result) => callback(null, result),
      fail: (error) => callback(error ?? new Error("handled")),
    });
    const result = handler(event, context, callback);
    if (typeof result?.then === "function") result.then(resolve, reject);
    else if (handler.length < 3 && result !== undefined) resolve(result);
    else if (handler.length < 3) setImmediate(() => resolve(undefined));
  });
}

/** Lambda keeps the answer of a callback back until nothing is left to do. */
function whenLoopIsEmpty(then) {
  process.stdin.unref();
  process.once("beforeExit", () => {
    process.stdin.ref();
    then();
  });
}

function streamifyResponse(handler) {
  handler[STREAMED] = true;
  return handler;
}

const withMetadata = (stream, metadata) => {
  stream.metadata = metadata;
  return stream;
};

/** The whole of what a streaming handler writes: Step Functions doesn't stream. */
function streamed(handler, event, context) {
  return new Promise((resolve, reject) => {
    const stream = Object.assign(new PassThrough(), { setContentType() {} });
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
    stream.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      resolve({
        [STREAMED]: true,
        text: stream.metadata ? JSON.stringify({ ...stream.metadata, body }) : asJson(body),
      });
    });
    Promise.resolve(handler(event, stream, context)).then(() => stream.end(), reject);
  });
}

function asJson(text) {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

function contextOf(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

main().catch(() => process.exit(0));
