import { isTimestamp } from "../../spec/index.ts";
import { type SyntaxNode, toJson } from "../../syntax/index.ts";
import { type Json, jsonEquals } from "../../text/index.ts";
import { type Fixer, fix, insert, member, remove, rename, replace, stringValue, together, told } from "./problem.ts";

/** A value of the right kind that means the same, or the nearest that is allowed. */
export const correctValue: Fixer = (problem) => {
  const { member: held, part } = problem;
  const spec = held && part?.node.members.includes(held) ? part.spec.fields[held.key.value] : undefined;
  if (!held || !spec) return [];
  const value = corrected(held.value, spec);
  if (value === undefined || jsonEquals(value, toJson(held.value))) return [];
  const sameMeaning = held.value.kind === "string" && String(value) === held.value.value.trim();
  return fix(`Change to ${JSON.stringify(value)}`, replace(problem, held.value, value), {
    preferred: true,
    ...(sameMeaning && { safe: true }),
  });
};

type Spec = { readonly type: string; readonly min?: number; readonly max?: number; readonly oneOf?: readonly string[] };

function corrected(node: SyntaxNode, { type, min, max, oneOf }: Spec): Json | undefined {
  if (type === "integer" || type === "number") return number(node, type, min, max);
  if (type === "boolean") return boolean(node);
  if (type === "string" && node.kind === "literal" && node.value !== null && !oneOf) return String(node.value);
  if (type === "errorNames" || type === "strings") return list(node);
  if (type === "timestamp") return timestamp(node);
  if (oneOf?.length === 1) return oneOf[0];
  return undefined;
}

function number(
  node: SyntaxNode,
  type: string,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): number | undefined {
  const text = node.kind === "string" ? node.value.trim() : node.kind === "literal" ? String(node.value) : "";
  if (!/^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return undefined;
  const value = type === "integer" ? Math.round(Number(text)) : Number(text);
  return Math.min(Math.max(value, min), max);
}

function boolean(node: SyntaxNode): boolean | undefined {
  const text = node.kind === "string" ? node.value.trim().toLowerCase() : "";
  if (text === "true" || text === "yes") return true;
  return text === "false" || text === "no" ? false : undefined;
}

function list(node: SyntaxNode): Json | undefined {
  if (node.kind === "string") return [node.value];
  if (node.kind !== "array") return undefined;
  const items = node.items.map((item) =>
    item.kind === "string" || item.kind === "literal" ? String(item.value) : undefined,
  );
  const texts = items.filter((item) => item !== undefined);
  return texts.length === items.length && texts.length > 0 ? texts : undefined;
}

/** A moment in the form of RFC 3339: with `T`, seconds and a zone. */
export function timestamp(node: SyntaxNode): string | undefined {
  const text = node.kind === "string" ? node.value.trim() : "";
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ tT]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(z|Z|[-+]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month = "", day = "", hour = "0", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const offset =
    /^[-+]/.test(zone) && !zone.includes(":") ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const two = (part: string): string => part.padStart(2, "0");
  const made = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${fraction}${offset}`;
  return isTimestamp(made) && made !== text ? made : undefined;
}

/** A moment that is compared with. */
export const correctTimestamp: Fixer = (problem) => {
  const { member: held } = problem;
  const value = held && timestamp(held.value);
  return value ? fix(`Change to "${value}"`, replace(problem, held.value, value), { preferred: true }) : [];
};

/** The value of a comparison in the kind that it compares: `NumericEquals: "5"`. */
export const correctOperand: Fixer = (problem) => {
  const { member: held } = problem;
  if (!held || held.key.value.endsWith("Path")) return correctValue(problem);
  const kind = held.key.value;
  const node = held.value;
  const value = kind.startsWith("Numeric")
    ? number(node, "number")
    : kind.startsWith("Boolean") || kind.startsWith("Is")
      ? boolean(node)
      : kind.startsWith("String") && node.kind === "literal"
        ? String(node.value)
        : timestamp(node);
  return value === undefined
    ? []
    : fix(`Change to ${JSON.stringify(value)}`, replace(problem, node, value), { preferred: true });
};

/** Makes the heartbeat shorter than the timeout. */
export const shortenHeartbeat: Fixer = (problem) => {
  const { member: held, holder } = problem;
  const timeout = holder && member(holder, "TimeoutSeconds")?.value;
  const [seconds, limit] = [held?.value, timeout].map((node) =>
    node?.kind === "literal" ? Number(node.value) : Number.NaN,
  );
  if (!held || !timeout || seconds === undefined || limit === undefined || Number.isNaN(limit)) return [];
  const shorter =
    limit > 1
      ? fix(`Change "HeartbeatSeconds" to ${limit - 1}`, replace(problem, held.value, limit - 1), { preferred: true })
      : [];
  return [...shorter, ...fix(`Change "TimeoutSeconds" to ${seconds + 1}`, replace(problem, timeout, seconds + 1))];
};

/** Puts a path into the field that takes one: `Cause: $.message` becomes `CausePath`. */
export const usePathField: Fixer = (problem) => {
  const { member: held, holder } = problem;
  const name = told(problem, "suggestion") ?? (held && `${held.key.value}Path`);
  const isPath = stringValue(held?.value)?.startsWith("$") || stringValue(held?.value)?.startsWith("States.");
  const exists = name && problem.part && Object.hasOwn(problem.part.spec.fields, name);
  if (!held || !holder || !name || !isPath || !exists || member(holder, name)) return [];
  return fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true });
};

/** A number or a truth value where a text is wanted, as it is written. */
export const putInQuotes: Fixer = (problem) => {
  const { node, document } = problem;
  if (told(problem, "wanted") !== "text" || node.kind !== "literal") return [];
  const text = document.text.slice(node.span.start, node.span.end);
  return fix("Put it in quotes", replace(problem, node, text), { preferred: true });
};

/** Moves what is marked into an object of its own beside it, as some fields want it. */
export const setExecutionType: Fixer = (problem) => {
  const { part } = problem;
  const config = part && (part.kind === "ProcessorConfig" ? part.node : member(part.node, "ProcessorConfig")?.value);
  if (config?.kind !== "object") return [];
  const [mode, type] = [member(config, "Mode"), member(config, "ExecutionType")];
  const add = !type
    ? ["STANDARD", "EXPRESS"].flatMap((each, index) =>
        fix(
          `Add "ExecutionType": "${each}"`,
          insert(problem, config, [["ExecutionType", each]]),
          index === 0 ? { preferred: true } : {},
        ),
      )
    : [];
  const drop =
    type && stringValue(mode?.value) !== "DISTRIBUTED"
      ? fix('Delete "ExecutionType"', remove(problem, config, [type]), { preferred: true })
      : [];
  const distribute =
    type && stringValue(mode?.value) !== "DISTRIBUTED"
      ? fix(
          'Change "Mode" to "DISTRIBUTED"',
          mode
            ? replace(problem, mode.value, "DISTRIBUTED")
            : together(insert(problem, config, [["Mode", "DISTRIBUTED"]], "first")),
        )
      : [];
  return [...add, ...drop, ...distribute];
};

/** A condition that is written as a text. */
export const correctCondition: Fixer = (problem) => {
  const { member: held } = problem;
  const value = held && boolean(held.value);
  return value === undefined || !held
    ? []
    : fix(`Change to ${value}`, replace(problem, held.value, value), { preferred: true });
};

/** What a retrier's numbers are unless they are given. Reference, section 8.3. */
const DEFAULTS: { readonly [field: string]: number } = {
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
};

export const defaultNumber: Fixer = (problem) => {
  const { member: held } = problem;
  const value = held && DEFAULTS[held.key.value];
  return held && value !== undefined
    ? fix(`Change to ${value}`, replace(problem, held.value, value), { preferred: true })
    : [];
};

/** `ErrorPath: text` was probably meant to be `Error`. */
export const dropPathFromName: Fixer = (problem) => {
  const { member: held, holder } = problem;
  const name = held?.key.value.endsWith("Path") ? held.key.value.slice(0, -"Path".length) : undefined;
  const isPath = /^(?:\$|States\.)/.test(stringValue(held?.value) ?? "$");
  if (!held || !holder || !name || isPath || member(holder, name)) return [];
  return fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true });
};

/** How long an EXPRESS execution lasts at most. */
const EXPRESS_SECONDS = 300;

export const limitExpressTimeout: Fixer = (problem) =>
  problem.member
    ? fix(`Change to ${EXPRESS_SECONDS}`, replace(problem, problem.member.value, EXPRESS_SECONDS), { preferred: true })
    : [];
