import { svg } from "./elements.ts";
import type { Picture } from "./picture.ts";
import type { StateDiagnostic } from "./protocol.ts";

/** What is wrong with the text: why it can't be read, and which states have diagnostics. */
export interface Problems {
  /** Shows why the text is broken, and dims the picture, which is older than the text; null takes that back. */
  showProblem(problem: string | null): void;
  showDiagnostics(diagnostics: readonly StateDiagnostic[]): void;
  redraw(): void;
}

export function createProblems(banner: HTMLElement, root: HTMLElement, picture: Picture): Problems {
  let marked: readonly StateDiagnostic[] = [];

  function redraw(): void {
    const byState = new Map<string, StateDiagnostic[]>();
    for (const diagnostic of marked) {
      const own = byState.get(diagnostic.id);
      if (own) own.push(diagnostic);
      else byState.set(diagnostic.id, [diagnostic]);
    }
    for (const { node } of picture.layout?.nodes ?? []) mark(picture, node.id, byState.get(node.id) ?? []);
  }

  return {
    showProblem(problem) {
      banner.hidden = problem === null;
      banner.textContent = problem ?? "";
      root.classList.toggle("outdated", problem !== null);
    },
    showDiagnostics(diagnostics) {
      marked = diagnostics;
      redraw();
    },
    redraw,
  };
}

/** A triangle on the state's lower left corner, the messages as its tooltip. */
function mark(picture: Picture, id: string, diagnostics: readonly StateDiagnostic[]): void {
  const [element, placed] = [picture.element(id), picture.node(id)];
  element?.querySelector(":scope > .problem")?.remove();
  if (!element || !placed || diagnostics.length === 0) return;
  const severity = diagnostics.some((diagnostic) => diagnostic.severity === "error") ? "error" : "warning";
  const title = svg("title", {}, diagnostics.map(({ message }) => message).join("\n"));
  const at = `translate(-3 ${placed.dividers ? -3 : placed.height - 11})`;
  const triangle = svg("path", { d: "M7 .8 13.6 12.6H.4z" });
  const sign = svg("path", { class: "sign", d: "M7 5v3.4M7 10.4v.3" });
  element.append(svg("g", { class: `problem ${severity}`, transform: at }, title, triangle, sign));
}
