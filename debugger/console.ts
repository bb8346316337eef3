import type { DebugProtocol } from "@vscode/debugprotocol";
import { runCommand } from "./commands.ts";
import { type Controller, currentRun } from "./controller.ts";
import { toOffset } from "./convert.ts";
import { frameAtOffset } from "./inline-values.ts";
import { evaluate, evaluationFrame } from "./inspect.ts";

/** Evaluates an expression; in the console, a line that begins with a slash is a command. */
export async function evaluateRequest(
  controller: Controller,
  { expression, frameId, context, line, column = 1 }: DebugProtocol.EvaluateArguments,
): Promise<DebugProtocol.EvaluateResponse["body"]> {
  const answer = context === "repl" ? runCommand(controller, expression, frameId) : undefined;
  if (answer) return answer;
  const run = currentRun(controller);
  const focused = evaluationFrame(run, frameId, controller.shown);
  // What is pointed at is evaluated with what it is evaluated with there, which may be other data.
  const { lines } = run.source.analysis;
  const pointed =
    context === "hover" && line !== undefined ? toOffset(lines, line, column, controller.style) : undefined;
  const frame = (pointed !== undefined && frameAtOffset(controller, pointed, focused.id)) || focused;
  return evaluate(run, frame, expression, context, controller.shown);
}
