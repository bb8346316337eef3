import { useTextEditor as makeTextDefault } from "../offers/text-editor.ts";
import type { Command } from "./command.ts";

export const useTextEditor: Command = {
  id: "statecraft.useTextEditor",
  run: () => makeTextDefault(),
};
