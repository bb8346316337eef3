import type { IterationPage, IterationRow, Progress } from "../../executions/index.ts";
import { html, svg } from "../elements.ts";
import type { Asking } from "./ask.ts";
import { createPages } from "./pages.ts";
import { durationText, statusIcon, statusNames } from "./status.ts";
import { textButton } from "./text-button.ts";
import { createList } from "./virtual-list.ts";

export interface Iterations {
  readonly element: HTMLElement;
  /** The items of a Map state, within the strand that is looked at; undefined shows none. Asks again if they were shown. */
  show(of: { readonly path: string; readonly focus: number | undefined } | undefined): void;
}

/** A picker of iterations with how far they are. `chosen` is told of the iteration to look into. */
export function createIterations(
  { ask }: Pick<Asking, "ask">,
  chosen: (strand: number | undefined) => void,
): Iterations {
  let asked: { readonly path: string; readonly focus?: number; readonly only?: "failed" } | undefined;
  let round = 0;
  const pages = createPages<IterationRow>(
    async (from, count) => (asked ? (await ask("iterations", { ...asked, from, count })).rows : []),
    () => list.refresh(),
  );
  const list = createList({
    label: "Iterations",
    role: "listbox",
    rowRole: "option",
    row: (index) => iterationRow(pages.at(index)),
    activated(index) {
      const row = pages.at(index);
      if (row) chosen(row.strand);
    },
  });
  const head = iterationsHead(chosen, () => load());
  const element = html("section", "iterations", ...head.parts, list.element);
  element.hidden = true;

  function load(): void {
    const mine = ++round;
    if (!asked) return;
    const { path, focus } = asked;
    asked = { path, ...(focus !== undefined && { focus }), ...(head.isFailedOnly() && { only: "failed" }) };
    ask("iterations", { ...asked, from: 0, count: 1 }).then(
      (page) => {
        if (mine !== round) return;
        head.show(page);
        pages.clear();
        list.setCount(page.total);
      },
      () => {},
    );
  }

  return {
    element,
    show(of) {
      element.hidden = of === undefined;
      if (of?.path !== asked?.path) list.activate(-1);
      asked = of && { path: of.path, ...(of.focus !== undefined && { focus: of.focus }) };
      load();
    },
  };
}

/** What stands above the list: how far it is, the way to the first failure, the filter. */
function iterationsHead(chosen: (strand: number | undefined) => void, filtered: () => void) {
  let firstFailed: number | undefined;
  const text = html("span", "progress-text");
  const bar = html("div", "progress");
  const failing = textButton("First failing", "Go to the first iteration that failed", () => chosen(firstFailed));
  const filter = html("input", "");
  filter.type = "checkbox";
  filter.addEventListener("change", filtered);
  const row = html("div", "row", text, failing, html("label", "", filter, "Failed only"));
  return {
    parts: [row, bar],
    isFailedOnly: () => filter.checked,
    show({ progress, firstFailed: first }: IterationPage): void {
      firstFailed = first;
      failing.disabled = first === undefined;
      text.textContent = progressText(progress);
      bar.replaceChildren(progressBar(progress));
    },
  };
}

export function progressText({ total, succeeded, failed, aborted, running }: Progress): string {
  const parts = [`${(succeeded + failed + aborted).toLocaleString("en")} of ${total.toLocaleString("en")}`];
  if (failed > 0) parts.push(`${failed.toLocaleString("en")} failed`);
  if (aborted > 0) parts.push(`${aborted.toLocaleString("en")} aborted`);
  if (running > 0) parts.push(`${running.toLocaleString("en")} running`);
  return parts.join(", ");
}

/** How far the items are: those that succeeded, that failed, that were aborted. The text beside it says the same. */
function progressBar({ total, succeeded, failed, aborted }: Progress): SVGSVGElement {
  const share = (count: number): number => (total === 0 ? 0 : (count / total) * 100);
  const box = { viewBox: "0 0 100 6", preserveAspectRatio: "none", width: "100%", height: 6, "aria-hidden": "true" };
  return svg(
    "svg",
    box,
    svg("rect", { class: "rest", width: 100, height: 6 }),
    svg("rect", { class: "succeeded", width: share(succeeded), height: 6 }),
    svg("rect", { class: "failed", x: share(succeeded), width: share(failed), height: 6 }),
    svg("rect", { class: "aborted", x: share(succeeded + failed), width: share(aborted), height: 6 }),
  );
}

function iterationRow(row: IterationRow | undefined): HTMLElement {
  if (!row) return html("div", "iteration-row");
  const { index, status, duration, error } = row;
  const after = error ?? (duration === undefined ? "" : durationText(duration));
  return html(
    "div",
    "iteration-row",
    statusIcon(status),
    html("span", "name", `[${index}]`),
    html("span", "unseen", ` ${statusNames[status]} `),
    html("span", "after", after),
  );
}
