import type { Command } from "./command.ts";

export const copyValue: Command = {
  id: "statecraft.copyValue",
  run: ({ evaluations }) => evaluations.copyValue(),
};
