import { textOption, UsageError, type Verb } from "../verb.ts";

export const debugAdapter: Verb = {
  name: "debug-adapter",
  summary: "Serves an editor by the Debug Adapter Protocol.",
  usage: `statecraft debug-adapter [--port N]

  Speaks the Debug Adapter Protocol over standard input and output.
  --port   Listens on this port of the loopback interface instead; 0 takes a free one and prints it.`,
  options: { port: { type: "string" } },
  async run(call) {
    const port = textOption(call, "port");
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536))
      throw new UsageError(`--port takes a number from 0 to 65535, not "${port}".`);
    const { startDebugAdapter } = await import("../../debugger/index.ts");
    await startDebugAdapter(port === undefined ? {} : { port: Number(port) });
    return 0;
  },
};
