import { type Frame, handlingOf, type Phase, takersOf } from "../../engine/index.ts";
import { jsonText } from "../../language/index.ts";
import { variablesAfter, type Way } from "./inspection.ts";
import type { ErrorDetails, TestStateResponse } from "./request.ts";
import type { TestRun } from "./test-run.ts";

/** How a test came out that ended before this phase. */
export function outcome(
  run: TestRun,
  frame: Frame,
  phase: Phase,
): { readonly response: TestStateResponse; readonly way: Way } {
  const { trace, inputText, selected, batches, pointed } = run;
  const isDone = phase.kind === "Exit";
  const { error, cause } = frame.error ?? {};
  const response: TestStateResponse = {
    status: isDone ? (frame.error ? "CAUGHT_ERROR" : "SUCCEEDED") : phase.kind === "Retry" ? "RETRIABLE" : "FAILED",
    ...(isDone && { output: jsonText(frame.data) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(isDone && nextOf(phase)),
  };
  const variables = variablesAfter(frame, isDone);
  const errorDetails = errorDetailsOf(run, frame, phase);
  return { response, way: { trace, frame, inputText, selected, batches, pointed, variables, errorDetails } };
}

function nextOf(phase: Phase): { readonly nextState?: string } {
  if (phase.kind !== "Exit" || phase.to.kind === "end") return {};
  const name = phase.to.kind === "state" ? phase.to.state.name : phase.to.name;
  return name === "" ? {} : { nextState: name };
}

function errorDetailsOf({ engine }: TestRun, frame: Frame, phase: Phase): ErrorDetails {
  if (!frame.error) return {};
  const handling = phase.kind === "Retry" ? handlingOf(engine.execution, frame) : undefined;
  const { retrier, catcher } = takersOf(frame.visit.state, frame.error);
  return {
    ...(retrier !== undefined && { retryIndex: retrier }),
    ...(handling?.kind === "retry" && { retryBackoffIntervalSeconds: handling.delaySeconds }),
    ...(phase.kind === "Exit" && catcher !== undefined && { catchIndex: catcher }),
  };
}
