import type { Command } from "./command.ts";

export const evaluateExpression: Command = {
  id: "statecraft.evaluateExpression",
  run: ({ evaluations }) => evaluations.evaluate(),
};
