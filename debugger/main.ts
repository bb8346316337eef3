import { parseArgs } from "node:util";
import { startDebugAdapter } from "./index.ts";

/** The debug adapter as a program of its own: over pipes, or with `--port N` over TCP. */
const { values } = parseArgs({ options: { port: { type: "string" } } });

void startDebugAdapter(values.port === undefined ? {} : { port: Number(values.port) }).then(() => process.exit());
