import type { Questions } from "../../executions/index.ts";
import {
  fields,
  type Guard,
  isBoolean,
  isNumber,
  isString,
  listOf,
  mapOf,
  oneOf,
  optional,
  orNull,
} from "../guards.ts";
import type { ExecutionKind } from "../protocol.ts";

const isStatus = oneOf("running", "waiting", "succeeded", "failed", "caught", "timedOut", "aborted");

const isProgress = fields({
  total: isNumber,
  succeeded: isNumber,
  failed: isNumber,
  aborted: isNumber,
  running: isNumber,
});

const isRetries = optional(fields({ done: isNumber, most: optional(isNumber) }));

const isStateOverlay = fields({
  status: isStatus,
  visits: isNumber,
  retries: isRetries,
  duration: optional(isNumber),
  progress: optional(isProgress),
  error: optional(isString),
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
  events: isNumber,
  duration: optional(isNumber),
});

const isComparison = fields({
  states: mapOf(oneOf("onlyLeft", "onlyRight", "differs")),
  values: listOf(
    fields({
      path: isString,
      place: isString,
      field: isString,
      at: isString,
      left: optional(isString),
      right: optional(isString),
    }),
  ),
});

const isText = orNull(fields({ text: isString }));

/** What each answer must have; any other one counts as none. */
export const answerGuards: { readonly [Q in keyof Questions]: Guard } = {
  overlay: isRun,
  state: orNull(
    fields({
      ...{ total: isNumber, nth: isNumber, visit: isNumber, entered: isNumber, status: isStatus, retries: isRetries },
      ...{ error: optional(isString), since: optional(isNumber), duration: optional(isNumber) },
      isNext: optional(isBoolean),
      strand: optional(fields({ id: isNumber, path: isString, index: isNumber })),
      fields: listOf(oneOf("input", "arguments", "result", "output", "variables", "cause")),
    }),
  ),
  iterations: fields({
    ...{ total: isNumber, progress: isProgress, firstFailed: optional(isNumber) },
    rows: listOf(
      fields({
        strand: isNumber,
        index: isNumber,
        status: isStatus,
        duration: optional(isNumber),
        error: optional(isString),
      }),
    ),
  }),
  value: isText,
  events: fields({
    total: isNumber,
    rows: listOf(
      fields({
        ...{ id: isNumber, type: isString, step: optional(isString), path: optional(isString) },
        ...{ at: optional(isNumber), resource: optional(isString), error: optional(isString) },
      }),
    ),
  }),
  eventIndex: orNull(isNumber),
  event: isText,
};

/** What each message about executions must have. What is in an answer depends on what was asked. */
export const runGuards: { readonly [Kind in ExecutionKind]: Guard } = {
  overlay: fields({
    run: orNull(isRun),
    about: optional(fields({ name: isString, note: optional(isString) })),
  }),
  overlayChanged: fields({
    run: isString,
    status: optional(isRunStatus),
    error: optional(isString),
    cause: optional(isString),
    states: optional(mapOf(isStateOverlay)),
    edges: optional(mapOf(isNumber)),
    current: optional(orNull(isString)),
    events: optional(isNumber),
    duration: optional(isNumber),
  }),
  answer: fields({ number: isNumber, problem: optional(isString) }),
  comparison: fields({ comparison: orNull(isComparison), other: optional(isString) }),
};
