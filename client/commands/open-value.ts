import type { Command } from "./command.ts";

export const openValue: Command = {
  id: "statecraft.openValue",
  run: ({ evaluations }) => evaluations.openValue(),
};
