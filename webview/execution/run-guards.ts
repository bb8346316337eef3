import { fields, type Guard, isNumber, isString, mapOf, oneOf, optional, orNull } from "../guards.ts";
import type { ExecutionKind } from "../protocol.ts";

const isStateOverlay = fields({
  status: oneOf("running", "waiting", "succeeded", "failed", "caught", "aborted"),
  visits: isNumber,
  input: optional(isString),
  output: optional(isString),
  error: optional(isString),
  cause: optional(isString),
});

const isRunStatus = oneOf("running", "paused", "succeeded", "failed", "timedOut", "aborted");

const isRun = fields({
  id: isString,
  status: isRunStatus,
  error: optional(isString),
  cause: optional(isString),
  states: mapOf(isStateOverlay),
  edges: mapOf(isNumber),
  current: optional(isString),
});

/** What each message about executions must have. */
export const runGuards: { readonly [Kind in ExecutionKind]: Guard } = {
  overlay: fields({ run: orNull(isRun) }),
  overlayChanged: fields({
    run: isString,
    status: optional(isRunStatus),
    error: optional(isString),
    cause: optional(isString),
    states: optional(mapOf(isStateOverlay)),
    edges: optional(mapOf(isNumber)),
    current: optional(orNull(isString)),
  }),
  value: fields({ run: isString, id: isString, field: oneOf("input", "output", "cause"), text: isString }),
};
