import type { ToWebview } from "./protocol.ts";

/** A message as it came in, if it is one that the panel understands; undefined for all else. */
export function readMessage(data: unknown): ToWebview | undefined {
  if (!isRecord(data) || typeof data.kind !== "string" || !Object.hasOwn(GUARDS, data.kind)) return undefined;
  return GUARDS[data.kind as ToWebview["kind"]](data) ? (data as unknown as ToWebview) : undefined;
}

type Fields = { readonly [name: string]: unknown };
type Guard = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isString: Guard = (value) => typeof value === "string";
const isNumber: Guard = (value) => typeof value === "number" && Number.isFinite(value);
const isBoolean: Guard = (value) => typeof value === "boolean";
const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const oneOf =
  (...texts: readonly string[]): Guard =>
  (value) =>
    typeof value === "string" && texts.includes(value);
const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const mapOf =
  (guard: Guard): Guard =>
  (value) =>
    isRecord(value) && Object.values(value).every(guard);
const fields =
  (guards: { readonly [name: string]: Guard }): Guard =>
  (value) =>
    isRecord(value) && Object.entries(guards).every(([name, guard]) => guard(value[name]));

const isNode = fields({
  id: isString,
  type: isString,
  label: isString,
  detail: optional(isString),
  comment: optional(isString),
  retriers: isNumber,
  catchers: isNumber,
  unreachable: isBoolean,
});

const isEdge = fields({
  from: isString,
  to: isString,
  kind: oneOf("next", "choice", "default", "catch", "start", "end"),
  order: isNumber,
  label: isString,
  title: isString,
});

const isLevel = fields({ id: isString, owner: optional(isString), nodes: listOf(isNode), edges: listOf(isEdge) });

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

/** What each kind of message must have. */
const GUARDS: { readonly [Kind in ToWebview["kind"]]: Guard } = {
  graph: fields({
    uri: isString,
    version: isNumber,
    graph: fields({ levels: listOf(isLevel) }),
    problem: orNull(isString),
  }),
  select: fields({ id: orNull(isString) }),
  diagnostics: fields({
    diagnostics: listOf(fields({ id: isString, severity: oneOf("error", "warning"), message: isString })),
  }),
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
