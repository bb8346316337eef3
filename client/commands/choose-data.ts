import type { Command } from "./command.ts";

export const chooseData: Command = {
  id: "statecraft.chooseData",
  run: ({ evaluations }) => evaluations.chooseData(),
};
