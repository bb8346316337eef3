import type { Verb } from "../verb.ts";
import { debugAdapter } from "./debug-adapter.ts";
import { graph } from "./graph.ts";
import { languageServer } from "./language-server.ts";
import { mocks } from "./mocks.ts";
import { run } from "./run.ts";
import { validate } from "./validate.ts";

/** Every command of the program. A new one is a file, and a line here. */
export const verbs: readonly Verb[] = [validate, run, mocks, graph, languageServer, debugAdapter];
