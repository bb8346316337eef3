import { runGuards } from "./execution/run-guards.ts";
import {
  fields,
  type Guard,
  isBoolean,
  isNumber,
  isRecord,
  isString,
  listOf,
  oneOf,
  optional,
  orNull,
} from "./guards.ts";
import type { ToWebview } from "./protocol.ts";

/** A message as it came in, if it is one that the panel understands; undefined for all else. */
export function readMessage(data: unknown): ToWebview | undefined {
  if (!isRecord(data) || typeof data.kind !== "string" || !Object.hasOwn(GUARDS, data.kind)) return undefined;
  return GUARDS[data.kind as ToWebview["kind"]](data) ? (data as unknown as ToWebview) : undefined;
}

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

/** What each kind of message must have. */
const GUARDS: { readonly [Kind in ToWebview["kind"]]: Guard } = {
  graph: fields({
    uri: isString,
    version: isNumber,
    graph: fields({ levels: listOf(isLevel) }),
    problem: orNull(isString),
    machines: listOf(fields({ path: isString, name: isString })),
    machine: isString,
  }),
  select: fields({ id: orNull(isString) }),
  diagnostics: fields({
    diagnostics: listOf(fields({ id: isString, severity: oneOf("error", "warning"), message: isString })),
  }),
  breakpoints: fields({
    breakpoints: listOf(fields({ id: isString, enabled: isBoolean, type: oneOf("plain", "condition", "log") })),
  }),
  render: fields({ format: oneOf("svg", "png") }),
  ...runGuards,
};
