import type { FieldGroup, FieldSpec } from "../../spec/index.ts";
import type { Document } from "../document.ts";
import { fieldDoc } from "../hover/field-doc.ts";
import type { FieldPlace, Holder } from "../place/place.ts";
import { asMember, completed, tabStop, type Written, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";
import { templateText } from "./snippet.ts";
import { handlerTemplates } from "./state-snippets.ts";

/** The fields that an object doesn't have yet, in its query language; those that it needs first. */
export function completeFields(document: Document, place: FieldPlace): readonly Completion[] {
  const { holder, member } = place;
  const present = new Set(holder.node?.members.filter((each) => each !== member).map(({ key }) => key.value));
  const fitting = Object.entries(holder.spec.fields).filter(([name, { only }]) => {
    return !present.has(name) && (!only || only === holder.queryLanguage) && !isExcluded(holder, name, present);
  });
  const needed = fitting.filter(([name, spec]) => isNeeded(holder, name, spec, present));
  const others = fitting.filter((entry) => !needed.includes(entry));
  return [
    ...needed.map(([name, spec]) => completion(document, place, name, spec, true)),
    ...others.map(([name, spec]) => completion(document, place, name, spec, false)),
    ...handlerTemplates
      .filter(({ field }) => others.some(([name]) => name === field) && holder.state?.type)
      .map((template) => handlers(document, place, template)),
  ];
}

/** A whole `Retry` or `Catch`. */
function handlers(
  document: Document,
  { holder, span, inBraces }: FieldPlace,
  { field, label, detail, entry }: (typeof handlerTemplates)[number],
): Completion {
  const value = templateText(document, [entry(holder.queryLanguage)]);
  const { body, also } = asMember(document, span, field, value, inBraces);
  return { ...completed(document, span, label, body), kind: "snippet", detail, ...(also && { also }) };
}

const groupsOf = ({ spec, queryLanguage }: Holder, name: string): readonly FieldGroup[] =>
  (spec.groups ?? []).filter(({ fields, only }) => fields.includes(name) && (!only || only === queryLanguage));

const isExcluded = (holder: Holder, name: string, present: ReadonlySet<string>): boolean =>
  groupsOf(holder, name).some(({ fields, many }) => many && fields.some((other) => present.has(other)));

/** Whether the object isn't complete without it, or without one of a few that exclude one another. */
function isNeeded(holder: Holder, name: string, { required }: FieldSpec, present: ReadonlySet<string>): boolean {
  // Until its type is known, the fields of all types are offered, and only the type is needed.
  if (holder.kind === "State" && !holder.state?.type) return name === "Type";
  if (required || isNeededBeside(holder, name, present)) return true;
  return groupsOf(holder, name).some(({ none, fields }) => none && !fields.some((other) => present.has(other)));
}

/** Whether a field that is there, or any of a group of which one must be, needs this one beside it. */
function isNeededBeside(holder: Holder, name: string, present: ReadonlySet<string>): boolean {
  return Object.entries(holder.spec.fields).some(([other, spec]) => {
    if (spec.needs?.field !== name) return false;
    return (
      present.has(other) || groupsOf(holder, other).some(({ fields }) => !fields.some((each) => present.has(each)))
    );
  });
}

function completion(
  document: Document,
  { holder, span, inBraces }: FieldPlace,
  name: string,
  spec: FieldSpec,
  needed: boolean,
): Completion {
  const { body, also } = asMember(document, span, name, emptyValue(document, holder, spec), inBraces);
  const choices = spec.type === "stateName" || spec.type === "errorNames" || spec.oneOf !== undefined;
  return {
    ...completed(document, span, name, body),
    kind: "field",
    ...(needed && { detail: "needed" }),
    doc: fieldDoc(name, spec),
    ...(also && { also }),
    ...(choices && { goesOn: true }),
  };
}

/** What a field's value begins with: quotes, brackets, a line of its own. */
function emptyValue({ notation }: Document, { queryLanguage }: Holder, spec: FieldSpec): Written {
  const isJson = notation.id === "json";
  const here = tabStop(1);
  switch (spec.type) {
    case "integer":
    case "number":
    case "any":
      return here;
    case "boolean":
      return spec.only === "JSONata" && queryLanguage === "JSONata" ? written('"{% ', here, ' %}"') : written("true");
    case "record":
    case "map":
    case "template":
    case "assignments":
    case "object":
      return isJson ? written("{", { plain: "", snippet: "\n\t$1\n" }, "}") : written("\n  ", here);
    case "list":
      return isJson ? written("[", { plain: "", snippet: "\n\t{\n\t\t$1\n\t}\n" }, "]") : written("\n  - ", here);
    case "errorNames":
      return isJson ? written('["', here, '"]') : written("\n  - ", here);
    case "strings":
    case "items":
      return written("[", here, "]");
    default:
      return isJson ? written('"', here, '"') : here;
  }
}
