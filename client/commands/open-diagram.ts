import * as vscode from "vscode";
import { activeDocument } from "../debugging/launch-document.ts";
import type { Command } from "./command.ts";

export const openDiagram: Command = {
  id: "statecraft.openDiagram",
  run({ diagrams }, resource) {
    const uri = resource ?? activeDocument()?.uri;
    if (uri) diagrams.open(uri);
    else void vscode.window.showInformationMessage("Open a state machine first: its diagram is drawn beside it.");
  },
};
