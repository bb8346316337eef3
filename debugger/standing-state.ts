import { type Execution, type Frame, handlingOf } from "../engine/index.ts";
import type { Questions, StateAnswer, StateOverlay } from "../executions/index.ts";
import { jsonText } from "../language/index.ts";
import { isAtState } from "./stops.ts";

type Asked = Questions["state"]["asked"];

/** How often the work of a frame's state was tried again: before the call is made, the history doesn't tell yet. */
const retriesOf = ({ retries }: Frame): number => retries.reduce((sum, tries) => sum + tries, 0);

/** The error that a frame stands at and that nothing handles: its state fails next, which the history doesn't tell yet. */
export function unhandledError(execution: Execution, frame: Frame | undefined): Frame["error"] {
  return frame && handlingOf(execution, frame)?.kind === "none" ? frame.error : undefined;
}

/** What the diagram shows of the state where the debugger stands. */
export function standingOverlay(execution: Execution, frame: Frame, state: StateOverlay): StateOverlay {
  const done = retriesOf(frame);
  const failure = unhandledError(execution, frame);
  return {
    ...state,
    ...(done > (state.retries?.done ?? 0) && { retries: { ...state.retries, done } }),
    ...failureShown(failure),
  };
}

function failureShown(failure: Frame["error"]): Partial<Pick<StateOverlay, "status" | "error">> {
  if (!failure) return {};
  const { error } = failure;
  return { status: error === "States.Timeout" ? "timedOut" : "failed", ...(error !== undefined && { error }) };
}

/**
 * What is told of the state where the debugger stands: before it is entered, that it comes next, with its input. Its history
 * has nothing of that.
 */
export function standingAnswer(
  execution: Execution,
  frame: Frame | undefined,
  { path, nth, focus }: Asked,
  answer: StateAnswer | null,
): StateAnswer | null {
  if (!frame || frame.visit.state.path !== path || focus !== undefined || frame.visit.state.isIteration) return answer;
  if (!isAtState(frame)) {
    const done = retriesOf(frame);
    const isLast = answer?.nth === (answer?.total ?? 0) - 1;
    if (!answer || !isLast) return answer;
    const isBehind = done > (answer.retries?.done ?? 0);
    const failure = unhandledError(execution, frame);
    return {
      ...answer,
      ...(isBehind && { retries: { ...answer.retries, done } }),
      ...failureShown(failure),
    };
  }
  const total = (answer?.total ?? 0) + 1;
  if (answer && nth !== undefined && nth < total - 1) return { ...answer, total };
  const hasVariables = Object.keys(frame.variables.all).length > 0;
  return {
    ...{ total, nth: total - 1, visit: nextVisit(execution), status: "waiting", isNext: true, entered: 0 },
    fields: hasVariables ? ["input", "variables"] : ["input"],
  };
}

/** A value of such a state. */
export function standingValue(
  execution: Execution,
  frame: Frame | undefined,
  { visit, field }: Questions["value"]["asked"],
): Questions["value"]["answer"] {
  if (!frame || visit !== nextVisit(execution)) return null;
  if (field === "input") return { text: jsonText(frame.visit.input) };
  return field === "variables" ? { text: jsonText(frame.variables.all) } : null;
}

/** A visit that hasn't begun has no number of its own: it has that of the moment, below 0. */
const nextVisit = ({ moment }: Execution): number => -moment;
