import type { Command } from "./command.ts";

export const saveDiagram: Command = {
  id: "statecraft.saveDiagram",
  run: ({ diagrams }, resource) => diagrams.save(resource),
};
