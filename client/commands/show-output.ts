import type { Command } from "./command.ts";

export const showOutput: Command = {
  id: "statecraft.showOutput",
  run: ({ output }) => output.show(),
};
