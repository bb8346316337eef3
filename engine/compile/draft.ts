import type { JsonPath } from "../../language/index.ts";
import {
  compileTemplate,
  type Json,
  jsonataSource,
  jsonText,
  member,
  memberSpan,
  type ObjectNode,
  parseIntrinsic,
  parsePath,
  type Span,
  type State,
  type Template,
  toJson,
} from "../../language/index.ts";
import type { Phase, ProgramState, Source, Target } from "../program.ts";
import { substitute } from "./substitute.ts";

/** A state on its way to phases. */
export interface Draft {
  readonly state: State;
  readonly phases: Phase[];
  /** Settings that need no phase. */
  readonly settings: { [field: string]: Json };
  readonly substitutions: { readonly [name: string]: string };
  /** The state that a name of the same machine means. */
  readonly stateNamed: (name: string) => ProgramState | undefined;
}

/** The value of a field with its placeholders filled in. */
export function fieldValue(draft: Draft, object: ObjectNode, field: string): Json | undefined {
  const node = member(object, field)?.value;
  if (!node || node.kind === "missing") return undefined;
  return substitute(toJson(node), draft.substitutions);
}

/** Where a field stands, name and value; the object itself where it has no such field. */
export function fieldSpan(object: ObjectNode, field: string): Span {
  const found = member(object, field);
  return found ? memberSpan(found) : object.span;
}

/** Adds the phase that `make` builds out of a field's template, where the object has the field. */
export function addTemplate(
  draft: Draft,
  object: ObjectNode,
  field: string,
  make: (template: Template, span: Span) => Phase,
): void {
  const value = fieldValue(draft, object, field);
  if (value === undefined) return;
  const span = fieldSpan(object, field);
  const compiled = compileTemplate(value, draft.state.queryLanguage);
  if (compiled.ok) draft.phases.push(make(compiled.template, span));
  else
    draft.phases.push({
      kind: "Broken",
      field: placeIn(field, compiled.problem.location),
      problem: compiled.problem.message,
      span,
    });
}

const placeIn = (field: string, location: string): string => (location === "" ? field : `${field}/${location}`);

/** Adds the phase that `make` builds out of a field's path, where the object has the field; null is a path too. */
export function addPath(
  draft: Draft,
  object: ObjectNode,
  field: string,
  make: (path: JsonPath | null, span: Span) => Phase,
): void {
  const value = fieldValue(draft, object, field);
  if (value === undefined) return;
  const span = fieldSpan(object, field);
  if (value === null) {
    draft.phases.push(make(null, span));
    return;
  }
  const parsed = parsePath(typeof value === "string" ? value : jsonText(value));
  if (parsed.ok) draft.phases.push(make(parsed.value, span));
  else draft.phases.push({ kind: "Broken", field, problem: parsed.problem.message, span });
}

/** Adds what a field sets, under its name `within` the state (`ItemReader/ReaderConfig/`): at once where it is written down, else by a phase that computes it. */
export function addSetting(draft: Draft, object: ObjectNode, field: string, within = ""): void {
  const value = fieldValue(draft, object, field);
  if (value === undefined) return;
  const span = fieldSpan(object, field);
  const source = sourceOf(draft, field, value);
  const place = `${within}${field}`;
  if ("problem" in source) draft.phases.push({ kind: "Broken", field: place, problem: source.problem, span });
  else if (source.kind === "literal") draft.settings[place] = source.value;
  else draft.phases.push({ kind: "Setting", field: place, source, span });
}

function sourceOf(draft: Draft, field: string, value: Json): Source | { readonly problem: string } {
  const { queryLanguage } = draft.state;
  if (queryLanguage === "JSONPath" && field.endsWith("Path") && typeof value === "string") return pathSource(value);
  const isTemplate = typeof value === "object" && value !== null;
  const isExpression = queryLanguage === "JSONata" && typeof value === "string" && jsonataSource(value) !== undefined;
  if (!isTemplate && !isExpression) return { kind: "literal", value };
  const compiled = compileTemplate(value, queryLanguage);
  return compiled.ok ? { kind: "template", template: compiled.template } : { problem: compiled.problem.message };
}

function pathSource(text: string): Source | { readonly problem: string } {
  if (text.startsWith("States.")) {
    const call = parseIntrinsic(text);
    return call.ok ? { kind: "intrinsic", call: call.value } : { problem: call.problem.message };
  }
  const path = parsePath(text);
  return path.ok ? { kind: "path", path: path.value } : { problem: path.problem.message };
}

/** Adds the way out of the state: its last phase. */
export function addExit(draft: Draft, object: ObjectNode): void {
  const next = fieldValue(draft, object, "Next");
  const field = next === undefined ? "End" : "Next";
  draft.phases.push({ kind: "Exit", to: targetOf(draft, next, object), span: fieldSpan(object, field) });
}

function targetOf(draft: Draft, next: Json | undefined, object: ObjectNode): Target {
  if (typeof next === "string") return stateTarget(draft, next);
  const isEnd = draft.state.type === "Succeed" || fieldValue(draft, object, "End") === true;
  return isEnd ? { kind: "end" } : { kind: "nowhere", name: "" };
}

export function stateTarget(draft: Draft, name: string): Target {
  const state = draft.stateNamed(name);
  return state ? { kind: "state", state } : { kind: "nowhere", name };
}

/** A number that is written down; placeholders that nothing fills count as absent. */
export function numberAt(draft: Draft, object: ObjectNode, field: string): number | undefined {
  const value = fieldValue(draft, object, field);
  return typeof value === "number" ? value : undefined;
}
