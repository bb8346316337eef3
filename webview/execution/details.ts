import { type PlacedNode, type Status, statusIcons } from "../../diagram/index.ts";
import type { Json } from "../../language/index.ts";
import { button, html, icon } from "../elements.ts";
import type { RunOverlay, StateOverlay, ValueAnswer, ValueField } from "../protocol.ts";
import { jsonTree } from "./json-tree.ts";
import { statusNames } from "./overlay.ts";

/** The pane beside the picture: what an execution did in the selected state. */
export interface Details {
  /** Shows a state of an execution; without one the pane is closed. */
  show(placed: PlacedNode | undefined, run: RunOverlay | null): void;
  /** A whole value has come, of which a preview was shown. */
  answer(value: ValueAnswer): void;
}

export interface DetailsEvents {
  copy(text: string): void;
  /** The whole value is wanted. */
  inspect(run: string, id: string, field: ValueField): void;
  close(): void;
}

const CLOSE = "M4 4l8 8M12 4l-8 8";
const COPY = "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z";

export function createDetails(pane: HTMLElement, events: DetailsEvents): Details {
  let shown: { readonly run: RunOverlay; readonly placed: PlacedNode; readonly state: StateOverlay } | undefined;
  const sections = new Map<ValueField, HTMLElement>();

  function value(title: string, field: ValueField, text: string | undefined): HTMLElement | undefined {
    if (text === undefined || !shown) return undefined;
    const { run, placed } = shown;
    const { tree, isWhole } = content(text);
    const more = isWhole
      ? undefined
      : button("Show the whole value", "Show all", () => events.inspect(run.id, placed.node.id, field));
    const body = html("div", "value", tree, more);
    sections.set(field, body);
    const copy = button(`Copy ${title.toLowerCase()}`, icon(COPY), () => events.copy(text));
    return html("section", "", html("h3", "", title, copy), body);
  }

  return {
    show(placed, run) {
      const state = placed && run ? run.states[placed.node.id] : undefined;
      pane.hidden = !placed || !run;
      if (!placed || !run) {
        shown = undefined;
        pane.replaceChildren();
        return;
      }
      if (shown?.state === state && shown?.placed === placed && shown?.run.id === run.id) return;
      sections.clear();
      shown = state && { run, placed, state };
      const close = button("Close", icon(CLOSE), () => events.close());
      pane.replaceChildren(html("header", "", html("h2", "", placed.node.label), close));
      if (!state) {
        pane.append(html("p", "note", "The execution has not come here."));
        return;
      }
      pane.append(statusLine(state));
      const error = state.error === undefined ? undefined : plain("Error", state.error, events);
      for (const part of [
        error,
        value("Cause", "cause", state.cause),
        value("Input", "input", state.input),
        value("Output", "output", state.output),
      ]) {
        if (part) pane.append(part);
      }
    },
    answer({ run, id, field, text }) {
      if (shown?.run.id !== run || shown.placed.node.id !== id) return;
      sections.get(field)?.replaceChildren(content(text).tree);
    },
  };
}

function statusLine({ status, visits }: StateOverlay): HTMLElement {
  const times = visits > 1 ? `, entered ${visits} times` : "";
  return html("p", `state-status ${status}`, statusIcon(status), `${statusNames[status]}${times}`);
}

export function statusIcon(status: Status): SVGSVGElement {
  return icon(statusIcons[status], 12);
}

function plain(title: string, text: string, events: DetailsEvents): HTMLElement {
  const copy = button(`Copy ${title.toLowerCase()}`, icon(COPY), () => events.copy(text));
  return html("section", "", html("h3", "", title, copy), html("div", "value error-name", text));
}

/** A tree where the text is JSON; else the text as it is: a cause in plain words, or a preview that was cut off. */
function content(text: string): { readonly tree: HTMLElement; readonly isWhole: boolean } {
  const value = parsed(text);
  if (value !== undefined) return { tree: jsonTree(value), isWhole: true };
  return { tree: html("pre", "", text), isWhole: !/^\s*[[{"]/.test(text) };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
