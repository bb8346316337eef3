import type { PlacedNode } from "../../diagram/index.ts";
import { svg } from "../elements.ts";
import type { StateDiagnostic } from "../protocol.ts";
import type { Picture } from "./picture.ts";

/** What is wrong with the text: why it can't be read, and which states have diagnostics. */
export interface Problems {
  /** Shows why the text is broken, and dims the picture, which is older than the text; null takes that back. */
  showProblem(problem: string | null): void;
  showDiagnostics(diagnostics: readonly StateDiagnostic[]): void;
  /** What is wrong with a state. */
  of(id: string): readonly StateDiagnostic[];
}

export function createProblems(banner: HTMLElement, root: HTMLElement, picture: Picture): Problems {
  let byState: ReadonlyMap<string, readonly StateDiagnostic[]> = new Map();
  picture.decorate({
    state: (element, placed) => mark(element, placed, byState.get(placed.node.id) ?? []),
    tone: (id) => byState.get(id) && `problem-${worstOf(byState.get(id) ?? [])}`,
  });
  return {
    showProblem(problem) {
      banner.hidden = problem === null;
      banner.textContent = problem ?? "";
      root.classList.toggle("outdated", problem !== null);
    },
    showDiagnostics(diagnostics) {
      const before = byState;
      byState = grouped(diagnostics);
      picture.refresh({ states: new Set([...before.keys(), ...byState.keys()]) });
    },
    of: (id) => byState.get(id) ?? [],
  };
}

function grouped(diagnostics: readonly StateDiagnostic[]): ReadonlyMap<string, readonly StateDiagnostic[]> {
  const groups = new Map<string, StateDiagnostic[]>();
  for (const diagnostic of diagnostics) {
    const own = groups.get(diagnostic.id);
    if (own) own.push(diagnostic);
    else groups.set(diagnostic.id, [diagnostic]);
  }
  return groups;
}

const worstOf = (diagnostics: readonly StateDiagnostic[]): StateDiagnostic["severity"] =>
  diagnostics.some(({ severity }) => severity === "error") ? "error" : "warning";

/** A triangle on the state's lower left corner. */
function mark(element: SVGGElement, { dividers, height }: PlacedNode, diagnostics: readonly StateDiagnostic[]): void {
  element.querySelector(":scope > .problem")?.remove();
  if (diagnostics.length === 0) return;
  const title = svg("title", {}, diagnostics.map(({ message }) => message).join("\n"));
  const at = `translate(-3 ${dividers ? -3 : height - 11})`;
  const triangle = svg("path", { d: "M7 .8 13.6 12.6H.4z" });
  const sign = svg("path", { class: "sign", d: "M7 5v3.4M7 10.4v.3" });
  element.append(svg("g", { class: `problem ${worstOf(diagnostics)}`, transform: at }, title, triangle, sign));
}
