import { builtinHandler } from "./builtin.ts";
import type { MakeHandler } from "./handler.ts";
import { inlineMock } from "./inline-mock.ts";
import { nodeHandler } from "./node.ts";
import { pythonHandler } from "./python.ts";
import type { TaskKind } from "./task-config.ts";

const later =
  (kind: TaskKind): MakeHandler =>
  () => ({
    ok: false,
    message: `kind "${kind}" does not exist yet: use "mock" or "node".`,
  });

/** The kinds of handlers by name. A new kind is one file, and one line here. */
export const taskKinds: { readonly [K in TaskKind]: MakeHandler } = {
  mock: inlineMock,
  node: nodeHandler,
  python: pythonHandler,
  exec: later("exec"),
  http: later("http"),
  builtin: builtinHandler,
  aws: later("aws"),
};
