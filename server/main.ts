import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve, serveStdio } from "./index.ts";

/** The language server as a program of its own: over a channel of the process that started it, else over pipes. */
const hasChannel = process.argv.some((argument) => /^--(?:node-ipc|socket|pipe)/.test(argument));

if (hasChannel) serve(createConnection(ProposedFeatures.all));
else serveStdio();
