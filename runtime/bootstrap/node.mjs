// Runs an ordinary Lambda handler for Statecraft: asks the Lambda Runtime API for events and answers them.
// It is started as a process of its own, on any Node from 18 on, and uses nothing but Node itself.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;

// Whoever started this process holds its standard input open: at its end nobody is left to work for.
process.stdin
  .on("end", () => process.exit(0))
  .on("error", () => process.exit(0))
  .resume();

async function post(path, body) {
  await fetch(`${api}/${path}`, { method: "POST", body: JSON.stringify(body ?? null) });
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
  const module = await import(pathToFileURL(path).href);
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

function namedError(name, message) {
  return Object.assign(new Error(message), { name });
}

/** Calls a handler that gives a promise, a value, or calls back. */
function call(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    Object.assign(context, { done: callback, succeed: resolve, fail: reject });
    const result = handler(event, context, callback);
    if (typeof result?.then === "function") result.then(resolve, reject);
    else if (handler.length < 3 && result !== undefined) resolve(result);
    else if (handler.length < 3) setImmediate(() => resolve(undefined));
  });
}

function contextOf(headers) {
  const deadline = Number(headers.get("lambda-runtime-deadline-ms"));
  return {
    awsRequestId: headers.get("lambda-runtime-aws-request-id"),
    invokedFunctionArn: headers.get("lambda-runtime-invoked-function-arn"),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function main() {
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    await post("init/error", describe(error));
    process.exit(1);
  }
  for (;;) {
    const response = await fetch(`${api}/invocation/next`);
    const context = contextOf(response.headers);
    const id = context.awsRequestId;
    const event = await response.json();
    try {
      await post(`invocation/${id}/response`, await call(handler, event, context));
    } catch (error) {
      await post(`invocation/${id}/error`, describe(error));
    }
  }
}

main().catch(() => process.exit(0));
