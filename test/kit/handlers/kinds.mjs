// Lambda handlers of every shape that Lambda takes, good and bad, for tests.
export const greet = async (event, context) => ({ hello: event.name, function: context.functionName });
export const callsBack = (event, _context, callback) => setTimeout(() => callback(null, { got: event }), 5);
export const throws = async () => {
  throw Object.assign(new Error("Out of stock"), { name: "OutOfStock" });
};
export const hangs = () => new Promise(() => {});
export const exits = () => process.exit(3);
export const prints = async () => {
  console.log("counting");
  return 1;
};
export const environment = async () => ({
  key: process.env.AWS_ACCESS_KEY_ID,
  profile: process.env.AWS_PROFILE ?? null,
  credentials: process.env.AWS_SHARED_CREDENTIALS_FILE,
  own: process.env.TABLE,
});
export const notAFunction = 42;
export const answersTooMuch = async () => "x".repeat(7 * 1024 * 1024);
export const answersBigInt = async () => 1n;
export const rejectsText = () => Promise.reject("no error");
export const throwsLater = () =>
  new Promise(() => {
    setTimeout(() => {
      throw new RangeError("later");
    }, 5);
  });
export const nothing = async () => undefined;
export const streams = globalThis.awslambda?.streamifyResponse(async (_event, stream) => {
  stream.write('{"a":[1,');
  stream.end("2]}");
});
export const callsBackEarly = (_event, _context, callback) => {
  setTimeout(() => console.log("the last"), 50);
  callback(null, 1);
};
export const overlaps = async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return process.pid;
};
/** Never gives the thread back, and leaves a process of its own behind. */
export const spins = async ({ file }) => {
  const { spawn } = await import("node:child_process");
  const { writeFileSync } = await import("node:fs");
  const { pid } = spawn("sleep", ["60"], { stdio: "ignore" });
  writeFileSync(file, JSON.stringify([process.pid, pid]));
  for (;;);
};
/** Answers the token that it gets, as the SDK would. */
export const sendsToken = async ({ token, output }) => {
  const { status } = await fetch(process.env.AWS_ENDPOINT_URL_SFN, {
    method: "POST",
    headers: { "X-Amz-Target": "AWSStepFunctions.SendTaskSuccess" },
    body: JSON.stringify({ taskToken: token, output: JSON.stringify(output) }),
  });
  return status;
};
