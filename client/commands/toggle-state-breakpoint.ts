import type { Command } from "./command.ts";

export const toggleStateBreakpoint: Command = {
  id: "statecraft.toggleStateBreakpoint",
  async run({ diagrams }, resource, state) {
    if (resource && typeof state === "string") await diagrams.toggleBreakpoint(resource, state);
  },
};
