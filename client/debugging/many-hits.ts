import * as vscode from "vscode";
import type { BreakpointChoice, ManyHits, StatecraftEvents } from "../../debugger/protocol.ts";

/** Offers to make a breakpoint stop less often that stops in one iteration after another. */
export const offerFewerHits = (): vscode.Disposable =>
  vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl" || event !== ("statecraft/manyHits" satisfies keyof StatecraftEvents)) return;
    void offer(body as ManyHits);
  });

async function offer({ path, line, state, hits, choices }: ManyHits): Promise<void> {
  const question = `The breakpoint on line ${line} has stopped in ${hits} iterations of "${state}".`;
  const chosen = await vscode.window.showInformationMessage(question, ...choices.map(({ title }) => title));
  const choice = choices.find(({ title }) => title === chosen);
  const breakpoint = choice && vscode.debug.breakpoints.find((each) => isAt(each, path, line));
  if (breakpoint) replace(breakpoint as vscode.SourceBreakpoint, choice);
}

function isAt(breakpoint: vscode.Breakpoint, path: string, line: number): boolean {
  if (!(breakpoint instanceof vscode.SourceBreakpoint)) return false;
  const { uri, range } = breakpoint.location;
  return range.start.line === line - 1 && (uri.fsPath === path || uri.toString() === path);
}

/** Breakpoints can't be changed: another one takes the place. */
function replace(breakpoint: vscode.SourceBreakpoint, { condition, hitCondition }: BreakpointChoice): void {
  const { location, enabled } = breakpoint;
  vscode.debug.removeBreakpoints([breakpoint]);
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location, enabled, condition, hitCondition)]);
}
