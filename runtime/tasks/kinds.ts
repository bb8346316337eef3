import { builtinHandler } from "./builtin.ts";
import { httpHandler } from "./http.ts";
import { inlineMock } from "./inline-mock.ts";
import type { MakeHandler } from "./kind.ts";
import { nodeHandler } from "./node.ts";
import { pythonHandler } from "./python.ts";
import type { TaskKind } from "./task-config.ts";

const later =
  (kind: TaskKind): MakeHandler =>
  () => ({
    ok: false,
    message: `kind "${kind}" comes later: use "mock", "node", "python", "http" or "builtin".`,
  });

/** The kinds of handlers by name. A new kind is one file, and one line here. */
export const taskKinds: { readonly [K in TaskKind]: MakeHandler } = {
  mock: inlineMock,
  node: nodeHandler,
  python: pythonHandler,
  exec: later("exec"),
  http: httpHandler,
  builtin: builtinHandler,
  aws: later("aws"),
};
