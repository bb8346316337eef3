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
