import * as vscode from "vscode";
import type { UsedInput } from "./input-history.ts";
import type { OfferedInput } from "./offered-inputs.ts";
import { typedInput } from "./typed-input.ts";

/** Asks for an input. What is offered first is chosen by Enter alone; JSON can be typed or pasted; Esc gives undefined. */
export async function pickInput(machine: string, offered: readonly OfferedInput[]): Promise<UsedInput | undefined> {
  const picker = vscode.window.createQuickPick<InputItem>();
  picker.title = `Input of ${machine}`;
  picker.placeholder = "Choose an input, or type or paste JSON";
  picker.matchOnDescription = true;
  const items = withHeadings(offered);
  picker.items = items;
  const typed = picker.onDidChangeValue((text) => {
    const item = typedItem(text);
    picker.items = item ? [item, ...items] : items;
    if (item) picker.activeItems = [item];
  });
  try {
    return await answerOf(picker);
  } finally {
    typed.dispose();
    picker.dispose();
  }
}

interface InputItem extends vscode.QuickPickItem {
  readonly input?: UsedInput;
}

function answerOf(picker: vscode.QuickPick<InputItem>): Promise<UsedInput | undefined> {
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems;
      if (chosen?.input) resolve(chosen.input);
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
}

function withHeadings(offered: readonly OfferedInput[]): readonly InputItem[] {
  return offered.flatMap(({ input, label, description, group }, index) => {
    const isFirst = offered[index - 1]?.group !== group;
    const heading = { label: group, kind: vscode.QuickPickItemKind.Separator };
    return [...(isFirst ? [heading] : []), { label, description, input }];
  });
}

/** What is typed: the input once it is JSON, else what is wrong with it; a word to search by is none. */
function typedItem(text: string): InputItem | undefined {
  const typed = typedInput(text);
  if (!typed) return undefined;
  if (typed.kind === "faulty") return { label: "$(warning) This isn't JSON", detail: typed.message, alwaysShow: true };
  return { label: text.trim(), description: "Use this input", input: { kind: "text", text }, alwaysShow: true };
}
