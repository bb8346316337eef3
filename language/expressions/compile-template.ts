import type { QueryLanguage } from "../spec/index.ts";
import type { Json, JsonObject } from "../text/index.ts";
import type { IntrinsicCall } from "./intrinsics/intrinsic-call.ts";
import { parseIntrinsic } from "./intrinsics/parse-intrinsic.ts";
import { type JsonataExpression, parseJsonata } from "./jsonata/compile-jsonata.ts";
import { jsonataSource } from "./jsonata/jsonata-source.ts";
import { parsePath } from "./jsonpath/parse-path.ts";
import type { JsonPath } from "./jsonpath/path.ts";
import type { Parsed } from "./problem.ts";
import type { FillStep, Template } from "./template.ts";

export type CompiledTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** Why a value is no template, and at which place in it: `order/id.$`. */
export interface TemplateProblem {
  readonly message: string;
  readonly location: string;
}

/** Reads the expressions of a template. Parts without any are kept as they are. Iterative. */
export function compileTemplate(value: Json, language: QueryLanguage): CompiledTemplate {
  const draft: Draft = { language, program: [], expressions: [], open: [] };
  visit(draft, { key: "", name: "", value, location: "" });
  for (let open = draft.open.at(-1); open && !draft.problem; open = draft.open.at(-1)) {
    const part = open.parts[open.next++];
    if (part) visit(draft, part);
    else close(draft, open);
  }
  if (draft.problem) return { ok: false, problem: draft.problem };
  return { ok: true, template: templateOf(draft, value) };
}

interface Draft {
  readonly language: QueryLanguage;
  readonly program: FillStep[];
  readonly expressions: Found[];
  readonly open: Open[];
  problem?: TemplateProblem;
}

interface Found {
  readonly expression: JsonPath | IntrinsicCall | JsonataExpression;
  readonly field: string;
  readonly location: string;
}

/** A member or an element: its key as written and as it comes out. */
interface Part {
  readonly key: string;
  readonly name: string;
  readonly value: Json;
  readonly location: string;
}

/** An object or array whose parts are being visited. */
interface Open {
  readonly value: JsonObject | readonly Json[];
  readonly parts: readonly Part[];
  next: number;
  /** Where its steps begin in the program, and how many expressions stand before it. */
  readonly start: number;
  readonly before: number;
}

function visit(draft: Draft, part: Part): void {
  const { value, key, location } = part;
  const parsed = expressionAt(draft.language, part);
  if (parsed) {
    if (!parsed.ok) draft.problem ??= { message: messageOf(draft.language, key, parsed.problem.message), location };
    else {
      draft.program.push({ kind: "expression", index: draft.expressions.length });
      draft.expressions.push({ expression: parsed.value, field: key, location });
    }
  } else if (typeof value !== "object" || value === null) draft.program.push({ kind: "literal", value });
  else {
    const parts = partsOf(draft, value, location);
    draft.open.push({ value, parts, next: 0, start: draft.program.length, before: draft.expressions.length });
  }
}

/** The expression that a part is; undefined where it is plain JSON. */
function expressionAt(
  language: QueryLanguage,
  { key, name, value }: Part,
): Parsed<JsonPath | IntrinsicCall | JsonataExpression> | undefined {
  if (language === "JSONata") {
    const source = typeof value === "string" ? jsonataSource(value) : undefined;
    return source && parseJsonata(source.source);
  }
  if (key === name) return undefined;
  if (typeof value !== "string") return refused("it is no text.");
  if (value.startsWith("$")) return parsePath(value);
  return value.startsWith("States.") ? parseIntrinsic(value) : refused('it begins with neither "$" nor "States.".');
}

const refused = (message: string): Parsed<never> => ({ ok: false, problem: { message, span: { start: 0, end: 0 } } });

function messageOf(language: QueryLanguage, field: string, message: string): string {
  if (language === "JSONata") return message;
  return `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call: ${message}`;
}

function partsOf(draft: Draft, value: JsonObject | readonly Json[], location: string): readonly Part[] {
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => ({ key: "", name: "", value: item, location: `${location}[${index}]` }));
  }
  const names = new Set<string>();
  return Object.entries(value).map(([key, member]) => {
    const name = draft.language === "JSONPath" && key.endsWith(".$") ? key.slice(0, -2) : key;
    const place = location === "" ? key : `${location}/${key}`;
    if (names.has(name)) draft.problem ??= { message: `The field '${name}' is given twice.`, location: place };
    names.add(name);
    return { key, name, value: member, location: place };
  });
}

/** Parts without expressions become one literal: the value itself. */
function close(draft: Draft, { value, parts, start, before }: Open): void {
  draft.open.pop();
  if (draft.expressions.length === before) {
    draft.program.length = start;
    draft.program.push({ kind: "literal", value });
  } else if (Array.isArray(value)) draft.program.push({ kind: "array", length: parts.length });
  else draft.program.push({ kind: "object", keys: parts.map(({ name }) => name) });
}

function templateOf({ language, program, expressions }: Draft, value: Json): Template {
  if (language === "JSONPath") {
    // A draft holds expressions of its own language alone.
    return { language, value, program, expressions: expressions as (Found & { readonly expression: JsonPath })[] };
  }
  const found = expressions as (Found & { readonly expression: JsonataExpression })[];
  const whole = found.length > 0 && typeof value === "string";
  return {
    language,
    value,
    program,
    whole,
    expressions: found.map(({ expression, location }) => ({ expression, location })),
  };
}
