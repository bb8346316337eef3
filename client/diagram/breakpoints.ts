import * as vscode from "vscode";
import type { StatePath } from "../../language/index.ts";
import type { StateBreakpoint } from "../../webview/protocol.ts";
import type { DocumentView } from "./document-view.ts";

/** The breakpoints of a document by its states. */
export interface DocumentBreakpoints {
  all(): Promise<readonly StateBreakpoint[]>;
  /** Takes away those of a state; where there is none, sets one at its name. */
  toggle(state: string): Promise<void>;
}

export function documentBreakpoints(view: DocumentView, uri: vscode.Uri): DocumentBreakpoints {
  const isHere = (breakpoint: vscode.Breakpoint): breakpoint is vscode.SourceBreakpoint =>
    breakpoint instanceof vscode.SourceBreakpoint && breakpoint.location.uri.toString() === uri.toString();

  /** The state that each breakpoint stops in. */
  const placed = async (): Promise<readonly { breakpoint: vscode.SourceBreakpoint; state: StatePath | null }[]> =>
    Promise.all(
      vscode.debug.breakpoints.filter(isHere).map(async (breakpoint) => ({
        breakpoint,
        state: await view.stateOnLine(breakpoint.location.range.start),
      })),
    );

  return {
    async all() {
      const found = new Map<string, StateBreakpoint>();
      for (const { breakpoint, state } of await placed()) {
        const before = state === null ? undefined : found.get(state);
        if (state !== null && !before?.enabled) found.set(state, shown(state, breakpoint));
      }
      return [...found.values()];
    },
    async toggle(state) {
      const own = (await placed()).filter((each) => each.state === state);
      if (own.length > 0) return vscode.debug.removeBreakpoints(own.map(({ breakpoint }) => breakpoint));
      const name = await view.nameOf(state);
      if (name) vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(uri, lineOf(name)))]);
    },
  };
}

const lineOf = ({ start }: vscode.Range): vscode.Position => new vscode.Position(start.line, 0);

function shown(id: string, { enabled, condition, hitCondition, logMessage }: vscode.SourceBreakpoint): StateBreakpoint {
  return { id, enabled, type: logMessage ? "log" : condition || hitCondition ? "condition" : "plain" };
}
