import type { Command } from "./command.ts";

export const useResult: Command = {
  id: "statecraft.useResult",
  run: ({ openTasks }, editor) => openTasks.use(editor),
};
