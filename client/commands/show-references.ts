import * as vscode from "vscode";
import type { Command } from "./command.ts";

/** A place as the language server gives it to a lens. */
interface Place {
  readonly uri: string;
  readonly range: { readonly start: Point; readonly end: Point };
}

interface Point {
  readonly line: number;
  readonly character: number;
}

/** Opens the list of places that a lens counted: the editor's own command takes its own kinds of values only. */
export const showReferences: Command = {
  id: "statecraft.showReferences",
  async run(_, resource, at, places) {
    if (!resource || !at || !places) return;
    const locations = (places as readonly Place[]).map(
      ({ uri, range: { start, end } }) =>
        new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(position(start), position(end))),
    );
    await vscode.commands.executeCommand("editor.action.showReferences", resource, position(at as Point), locations);
  },
};

const position = ({ line, character }: Point): vscode.Position => new vscode.Position(line, character);
