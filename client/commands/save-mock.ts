import type { Command } from "./command.ts";

export const saveMock: Command = {
  id: "statecraft.saveMock",
  run: ({ openTasks }, editor) => openTasks.saveAsMock(editor),
};
