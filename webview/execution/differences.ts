import type { Comparison, ValueDifference } from "../../executions/index.ts";
import { html } from "../elements.ts";
import { textButton } from "./text-button.ts";
import { createList } from "./virtual-list.ts";

export interface Differences {
  readonly element: HTMLElement;
  show(comparison: Comparison | null, other: string): void;
}

export interface DifferencesEvents {
  /** A person wants to see the state of a difference. */
  chosen(path: string): void;
  end(): void;
}

/** How two executions differ, as a list with both values. */
export function createDifferences(events: DifferencesEvents): Differences {
  let values: readonly ValueDifference[] = [];
  const list = createList({
    label: "Differences",
    role: "grid",
    rowRole: "row",
    row: (index) => differenceRow(values[index]),
    activated(index) {
      const path = values[index]?.path;
      if (path !== undefined) events.chosen(path);
    },
  });
  const head = html("p", "note");
  const otherTitle = html("span", "");
  const columns = ["State", "Value", "This execution"].map((text) => html("span", "", text));
  const titles = html("div", "difference-row titles", ...columns, otherTitle);
  titles.setAttribute("aria-hidden", "true");
  const end = textButton("End comparison", "Show the execution alone again", () => events.end());
  return {
    element: html("div", "differences", html("div", "value-tools", head, end), titles, list.element),
    show(comparison, other) {
      values = comparison?.values ?? [];
      otherTitle.textContent = other;
      otherTitle.title = other;
      const states = Object.values(comparison?.states ?? {});
      const count = (kind: string): number => states.filter((state) => state === kind).length;
      const parts = [
        [count("differs"), "differ"],
        [count("onlyLeft"), "only in this one"],
        [count("onlyRight"), "only in the other"],
      ].flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]));
      const cut = comparison?.isCut ? ` The first ${values.length} values are shown.` : "";
      head.textContent =
        states.length === 0 ? `No difference to ${other}.` : `Compared with ${other}: ${parts.join(", ")}.${cut}`;
      list.setCount(values.length);
    },
  };
}

function differenceRow(difference: ValueDifference | undefined): HTMLElement {
  const element = html("div", "difference-row");
  if (!difference) return element;
  const { place, field, at, left = "–", right = "–" } = difference;
  for (const text of [place, `${field}${at && ` ${at}`}`, left, right]) {
    const cell = html("span", "", text);
    cell.setAttribute("role", "gridcell");
    cell.title = text;
    element.append(cell);
  }
  return element;
}
