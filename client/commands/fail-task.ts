import type { Command } from "./command.ts";

export const failTask: Command = {
  id: "statecraft.failTask",
  run: ({ openTasks }, editor) => openTasks.fail(editor),
};
