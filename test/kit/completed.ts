import { expect } from "vitest";
import {
  type Analysis,
  analyze,
  applyEdits,
  type Catalogue,
  type Completion,
  completionsAt,
  notationOf,
} from "../../language/index.ts";
import { readCursor } from "./marks.ts";

/** What completion offers in texts that are marked `<|>`, as tests write it. */
export interface Completing {
  open(marked: string): { readonly text: string; readonly offset: number; readonly analysis: Analysis };
  complete(marked: string, trigger?: string): { readonly text: string; readonly completions: readonly Completion[] };
  /** The labels, those that are needed with an exclamation mark; only the first ones where `…` ends them. */
  check(marked: string, expected: string): void;
  /** The text after a completion was taken. */
  checkTaken(marked: string, label: string, expected: string): void;
}

export function completing(catalogue?: Catalogue): Completing {
  const open: Completing["open"] = (marked) => {
    const { text, offset } = readCursor(marked);
    const document = { uri: "", version: 1, notation: notationOf(text), text };
    return { text, offset, analysis: analyze({ ...document, ...(catalogue && { catalogue }) }) };
  };
  const complete: Completing["complete"] = (marked, trigger) => {
    const { text, offset, analysis } = open(marked);
    return { text, completions: completionsAt(analysis, offset, trigger) };
  };
  return {
    open,
    complete,
    check(marked, expected) {
      const { completions } = complete(marked);
      const shown = completions.map(({ label, detail }) => (detail === "needed" ? `${label}!` : label)).join(" ");
      if (expected.endsWith("…")) expect(`${shown.slice(0, expected.length - 1)}…`).toBe(expected);
      else expect(shown).toBe(expected);
    },
    checkTaken(marked, label, expected) {
      const { text, completions } = complete(marked);
      const taken = completions.find((each) => each.label === label);
      if (!taken) throw new Error(`"${label}" isn't offered, but ${completions.map((each) => each.label).join(", ")}`);
      expect(applyEdits(text, [taken.edit, ...(taken.also ? [taken.also] : [])])).toBe(expected);
    },
  };
}
