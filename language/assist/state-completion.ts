import { type FieldSpec, type QueryLanguage, type StateType, stateSpecs, stateTypes } from "../spec/index.ts";
import type { Json } from "../text/index.ts";
import type { Completion } from "./completion.ts";
import type { Document } from "./document.ts";
import type { FieldPlace, StateNamePlace } from "./place.ts";
import { asMember, completed, inline, type Written, written } from "./written.ts";

/** Names that transitions mention and that no state has yet, then a new state of each type. */
export function completeStateNames(
  document: Document,
  { machine, span, member }: StateNamePlace,
): readonly Completion[] {
  const mentioned = [...machine.states.values()].flatMap(({ transitions }) => transitions);
  const missing = [...(machine.startAt ? [machine.startAt] : []), ...mentioned].filter(({ target }) => !target);
  const names = new Set(missing.map(({ name }) => name).filter((name) => name !== "" && name !== member?.key.value));
  const start: Written =
    document.notation.id === "json" ? { plain: "{}", snippet: '{\n\t"Type": "$1"\n}' } : stop("\n  Type: ");
  const named = [...names].map((name): Completion => {
    const { body, also } = asMember(document, span, name, start);
    const detail = "named, but not there yet";
    return { ...completed(document, span, name, body), kind: "state", detail, goesOn: true, ...(also && { also }) };
  });
  return member
    ? named
    : [...named, ...stateTypes.map((type) => newState(document, span, type, machine.queryLanguage))];
}

const stop = (text: string): Written => ({ plain: text, snippet: `${text}$1` });

function newState(
  document: Document,
  span: StateNamePlace["span"],
  type: StateType,
  queryLanguage: QueryLanguage,
): Completion {
  const { title, doc } = stateSpecs[type];
  const fields: readonly [string, Written][] = fieldsOf(type, queryLanguage).map(([name, spec], index) => [
    name,
    name === "Type" ? written(inline(document, type)) : startOf(document, spec, index + 2),
  ]);
  const { body, also } = asMember(document, span, `${type} state`, object(document, fields));
  const snippet = body.snippet.replace(`${type} state`, "${1:Name}");
  return {
    ...completed(document, span, `${type} state`, { ...body, snippet }),
    kind: "snippet",
    detail: title,
    doc,
    ...(also && { also }),
  };
}

/** What a new state of a type needs, and where it goes on. */
function fieldsOf(type: StateType, queryLanguage: QueryLanguage): readonly (readonly [string, FieldSpec])[] {
  const {
    fields,
    groups = [],
  }: { readonly fields: object; readonly groups?: readonly { none?: string; fields: readonly string[] }[] } =
    stateSpecs[type];
  const firsts = new Set(groups.filter(({ none }) => none).map((group) => group.fields[0]));
  return (Object.entries(fields) as [string, FieldSpec][]).filter(([name, { required, only }]) => {
    return (required || firsts.has(name)) && (!only || only === queryLanguage);
  });
}

function startOf({ notation }: Document, { type }: FieldSpec, number: number): Written {
  const here = { plain: "", snippet: `$${number}` };
  if (type === "list") return written("[", here, "]");
  if (type === "record") return written("{", here, "}");
  if (type === "integer") return { plain: "1", snippet: `\${${number}:1}` };
  return notation.id === "json" ? written('"', here, '"') : here;
}

function object({ notation }: Document, fields: readonly (readonly [string, Written])[]): Written {
  const lines = fields.map(([name, value]) => written(notation.quote(name), ": ", value));
  if (notation.id === "yaml") return written(...lines.flatMap((line) => ["\n  ", line]));
  const members = lines.flatMap((line, index) => [index > 0 ? ",\n\t" : "\n\t", line]);
  return written("{", ...members, "\n}");
}

/** A whole machine, where nothing stands yet. */
export function completeEmpty(document: Document, { span }: FieldPlace): readonly Completion[] {
  const { notation, model } = document;
  if (model.root.kind === "object") return [];
  const machine: Json = { StartAt: "First", States: { First: { Type: "Pass", End: true } } };
  const plain =
    notation.id === "json"
      ? JSON.stringify(machine, null, 2)
      : "StartAt: First\nStates:\n  First:\n    Type: Pass\n    End: true\n";
  const skeleton = { plain, snippet: plain.replaceAll("First", "${1:First}") };
  const doc = "The smallest state machine there is.";
  return [{ ...completed(document, span, "State machine", skeleton), kind: "snippet", detail: "a new one", doc }];
}
