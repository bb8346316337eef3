import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./index.ts";

/** The language server as a program of its own: over pipes (`--stdio`), or a channel of the process that started it. */
const hasTransport = process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)/.test(argument));
const connection = hasTransport
  ? createConnection(ProposedFeatures.all)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

serve(connection);
