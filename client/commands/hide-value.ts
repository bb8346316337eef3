import type { Command } from "./command.ts";

export const hideValue: Command = {
  id: "statecraft.hideValue",
  run: ({ evaluations }) => evaluations.hideValue(),
};
