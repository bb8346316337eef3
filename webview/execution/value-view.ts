import type { StateAnswer, ValueField } from "../../executions/index.ts";
import type { Json } from "../../language/index.ts";
import { html } from "../elements.ts";
import type { Asking } from "./ask.ts";
import { jsonTree } from "./json-tree.ts";
import { createTabs } from "./tabs.ts";
import { textButton } from "./text-button.ts";

/** The values of a visit, one at a time. */
export interface ValueView {
  readonly parts: readonly HTMLElement[];
  /** Shows the values of a visit of an execution, under the name of its state. */
  show(run: string, name: string, answer: StateAnswer): Promise<void>;
  hide(): void;
}

export interface ValueEvents {
  copy(text: string): void;
  open(title: string, text: string): void;
}

const labels: { readonly [F in ValueField]: string } = {
  input: "Input",
  arguments: "Arguments",
  result: "Result",
  output: "Output",
  variables: "Variables",
  cause: "Cause",
};

export function createValueView({ ask }: Pick<Asking, "ask">, events: ValueEvents): ValueView {
  let of: { readonly run: string; readonly name: string; readonly answer: StateAnswer } | undefined;
  let shown = "";
  const tabs = createTabs<ValueField>("Values", () => void load());

  async function load(): Promise<void> {
    const [asked, field] = [of, tabs.chosen];
    if (!asked || !field) return tabs.panel.replaceChildren();
    const { run, name, answer } = asked;
    // A value that is there stays as it is, unless one went back in time: then the visit stands elsewhere meanwhile.
    const which = [run, name, answer.visit, field, answer.status].join(" ");
    if (which === shown) return;
    const value = await ask("value", { visit: answer.visit, field }).catch(() => null);
    if (of?.run !== run || of.answer.visit !== answer.visit || tabs.chosen !== field) return;
    shown = which;
    tabs.panel.replaceChildren(valueElement(`${name} ${labels[field].toLowerCase()}`, value?.text ?? "", events));
  }

  return {
    parts: [tabs.list, tabs.panel],
    async show(run, name, answer) {
      tabs.list.hidden = tabs.panel.hidden = false;
      of = { run, name, answer };
      tabs.offer(answer.fields.map((id) => ({ id, label: labels[id] })));
      await load();
    },
    hide() {
      of = undefined;
      shown = "";
      tabs.list.hidden = tabs.panel.hidden = true;
    },
  };
}

/** A tree where the text is JSON; else the text as it is: a cause in plain words, or what a history has cut off. */
function valueElement(title: string, text: string, events: ValueEvents): HTMLElement {
  const value = parsed(text);
  const open = (whole: string): void => events.open(title, whole);
  if (value !== undefined) return jsonTree(title, value, text, { copy: events.copy, open });
  const copy = textButton("Copy", "Copy the value", () => events.copy(text));
  const opener = textButton("Open", "Open in an editor", () => open(text));
  const plain = html("pre", "", text.slice(0, LONGEST_TEXT));
  plain.tabIndex = 0;
  return html("div", "json", html("div", "value-tools", copy, opener), plain);
}

/** More of a plain text is for an editor. */
const LONGEST_TEXT = 100_000;

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
