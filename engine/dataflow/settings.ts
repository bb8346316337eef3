import { isJsonObject, isTimestamp, type Json, jsonText, jsonType } from "../../language/index.ts";
import { queryError, runtimeError, type StatesError } from "../states-error.ts";

type Checked = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: StatesError };

/** Where a value came from: a path, or the JSONata expression that is the whole field. */
interface Origin {
  readonly path: string | undefined;
  readonly expression: string | undefined;
  /** Whether items may also be the members of an object. */
  readonly takesObject: boolean;
}

/** What a field takes at run time, in the service's own words. Reference, sections 3, 5 and 7. */
interface SettingSpec {
  /** The cause when its path names nothing, instead of the general text; `input` is the input's text. */
  readonly missing?: (path: string, input: string) => string;
  readonly check?: (value: Json, origin: Origin) => Checked;
}

const ok = (value: Json): Checked => ({ ok: true, value });
const refused = (cause: string): Checked => ({ ok: false, error: runtimeError(cause) });

const notFound = (field: string) => (path: string, input: string) =>
  `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${input}'`;

/** A number that a path names may also be a text that holds one. */
const numberAt =
  (field: string, kind: "integer" | "float") =>
  (value: Json, { path }: Origin): Checked => {
    const number = typeof value === "number" ? value : typeof value === "string" ? Number(value || "x") : Number.NaN;
    if (Number.isFinite(number) && (kind === "float" || Number.isInteger(number))) return inRange(field, number);
    const shown = typeof value === "string" ? value : jsonText(value);
    return refused(`The ${field} field refers to value "${shown}" which is not a valid ${kind}: ${path}`);
  };

function inRange(field: string, value: number): Checked {
  const problem = rangeProblem(field.replace(/Path$/, ""), value);
  return problem === undefined ? ok(value) : refused(problem);
}

function rangeProblem(field: string, value: number): string | undefined {
  if (field === "ToleratedFailureCount" && value < 0) return "ToleratedFailureCount cannot be negative.";
  const isShare = field === "ToleratedFailurePercentage";
  return isShare && (value < 0 || value > 100) ? "ToleratedFailurePercentage must be between 0 and 100." : undefined;
}

/** What an expression must give. */
const typed =
  (field: string, ...types: readonly ReturnType<typeof jsonType>[]) =>
  (value: Json, { expression }: Origin): Checked => {
    if (expression === undefined || types.includes(jsonType(value))) return ok(value);
    return { ok: false, error: unexpectedType(expression, field, types[0] ?? "null", value) };
  };

/** A JSONata expression gave a value that its field doesn't take. */
export function unexpectedType(
  expression: string,
  field: string,
  expected: ReturnType<typeof jsonType>,
  value: Json,
): StatesError {
  const what = `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type.`;
  const but = `Expected '${expected}', but was '${jsonType(value)}' for value: ${jsonText(value)}`;
  return queryError(`${what} ${but}`, field);
}

const seconds =
  (field: string) =>
  (value: Json, origin: Origin): Checked => {
    const number = typed(field, "number")(value, origin);
    if (!number.ok || typeof value !== "number") return number;
    if (!Number.isInteger(value))
      return { ok: false, error: queryError(`The ${field} field cannot be parsed as an integer: ${value}`, field) };
    if (value >= 0 && value <= 99_999_999) return ok(value);
    return { ok: false, error: queryError(`${field} must be between 0 and 99999999 but was: ${value}`, field) };
  };

/** A number of seconds that a path names. */
const secondsAt =
  (field: string) =>
  (value: Json, { path }: Origin): Checked => {
    const shown = typeof value === "string" ? value : jsonText(value);
    if (typeof value !== "number" || !Number.isInteger(value)) {
      return refused(`The ${field} parameter cannot be parsed as a long value: ${path} == ${shown}`);
    }
    if (value < 0) return refused(`The ${field} parameter references a negative value: ${path} == ${shown}`);
    return ok(value);
  };

/** A number that an expression gives, within what the field takes. */
const numeric =
  (field: string, kind: "integer" | "float") =>
  (value: Json, origin: Origin): Checked => {
    const number = typed(field, "number")(value, origin);
    if (!number.ok || typeof value !== "number") return number;
    if (kind === "integer" && !Number.isInteger(value)) {
      return { ok: false, error: queryError(`The ${field} field cannot be parsed as an integer: ${value}`, field) };
    }
    const problem = rangeProblem(field, value);
    return problem === undefined ? ok(value) : { ok: false, error: queryError(problem, field) };
  };

/** The fields that need a check or a text of their own; the others take what they get. */
export const settings: { readonly [field: string]: SettingSpec | undefined } = {
  ErrorPath: { missing: notFound("ErrorPath") },
  CausePath: { missing: notFound("CausePath") },
  Error: { check: typed("Error", "string") },
  Cause: { check: typed("Cause", "string") },
  Seconds: { check: seconds("Seconds") },
  TimeoutSeconds: { check: seconds("TimeoutSeconds") },
  HeartbeatSeconds: { check: seconds("HeartbeatSeconds") },
  SecondsPath: {
    missing: (path) => `The SecondsPath parameter does not reference an input value: ${path}`,
    check: secondsAt("SecondsPath"),
  },
  TimeoutSecondsPath: { check: secondsAt("TimeoutSecondsPath") },
  HeartbeatSecondsPath: { check: secondsAt("HeartbeatSecondsPath") },
  Timestamp: {
    check(value, origin) {
      const text = typed("Timestamp", "string")(value, origin);
      if (!text.ok || typeof value !== "string" || isTimestamp(value)) return text;
      const cause = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`;
      return { ok: false, error: queryError(cause, "Timestamp") };
    },
  },
  TimestampPath: {
    missing: (path) => `The TimestampPath parameter does not reference an input value: ${path}`,
    check(value, { path }) {
      if (typeof value === "string" && isTimestamp(value)) return ok(value);
      const what = "does not reference a valid ISO-8601 extended offset date-time format string";
      const shown = typeof value === "string" ? value : jsonText(value);
      return refused(`The TimestampPath parameter ${what}: ${path} == ${shown}`);
    },
  },
  Items: {
    check: (value, origin) =>
      typed("Items", "array", ...(origin.takesObject ? ["object" as const] : []))(value, origin),
  },
  ItemsPath: {
    // The service speaks of a path of the context object as of one of the input.
    check: (value, { path, takesObject }) =>
      Array.isArray(value) || (takesObject && isJsonObject(value))
        ? ok(value)
        : refused(`Reference path "${path?.replace(/^\$\$/, "$")}" must point to array.`),
  },
  MaxItems: { check: numeric("MaxItems", "integer") },
  MaxItemsPath: { check: numberAt("MaxItemsPath", "integer") },
  MaxItemsPerBatch: { check: numeric("MaxItemsPerBatch", "integer") },
  MaxItemsPerBatchPath: { check: numberAt("MaxItemsPerBatchPath", "integer") },
  MaxInputBytesPerBatch: { check: numeric("MaxInputBytesPerBatch", "integer") },
  MaxInputBytesPerBatchPath: { check: numberAt("MaxInputBytesPerBatchPath", "integer") },
  MaxConcurrency: { check: numeric("MaxConcurrency", "integer") },
  MaxConcurrencyPath: { check: numberAt("MaxConcurrencyPath", "integer") },
  ToleratedFailureCount: { check: numeric("ToleratedFailureCount", "integer") },
  ToleratedFailureCountPath: { check: numberAt("ToleratedFailureCountPath", "integer") },
  ToleratedFailurePercentage: { check: numeric("ToleratedFailurePercentage", "float") },
  ToleratedFailurePercentagePath: { check: numberAt("ToleratedFailurePercentagePath", "float") },
};
