import * as vscode from "vscode";
import type { OfferedInput } from "../debugging/offered-inputs.ts";
import type { DataSource } from "./data-source.ts";

/** What the picker is asked for. */
export interface SourceChoice {
  readonly state: string;
  /** Whether the last run came to the state. */
  readonly hasRun: boolean;
  readonly inputs: readonly OfferedInput[];
}

/** Asks which data expressions are evaluated with; Esc gives undefined. */
export async function pickSource({ state, hasRun, inputs }: SourceChoice): Promise<DataSource | undefined> {
  const items: readonly SourceItem[] = [
    ...(hasRun ? [item("$(history) Last run", `What "${state}" had to work with`, { kind: "run" })] : []),
    item("$(edit) Data typed in", "Opens an editor beside; the value follows what you type", { kind: "typed" }),
    { label: "As the state's input", kind: vscode.QuickPickItemKind.Separator },
    ...inputs.map(({ input, label, description }) =>
      item(label, description, input.kind === "file" ? input : { kind: "text", text: input.text, label }),
    ),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Data for expressions",
    placeHolder: "Choose what expressions of this file are evaluated with",
    matchOnDescription: true,
  });
  return chosen?.source;
}

interface SourceItem extends vscode.QuickPickItem {
  readonly source?: DataSource;
}

const item = (label: string, description: string, source: DataSource): SourceItem => ({ label, description, source });
