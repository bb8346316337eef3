import type { TaskHandler } from "./handler.ts";

/** The same handler, which tells the user something first when it is used for the first time. */
export function withHints(handler: TaskHandler, hints: readonly string[]): TaskHandler {
  if (hints.length === 0) return handler;
  let told = false;
  return {
    ...handler,
    invoke(invocation) {
      if (!told) for (const hint of hints) invocation.print(`${hint}\n`);
      told = true;
      return handler.invoke(invocation);
    },
  };
}
