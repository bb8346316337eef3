import { hasPlaceholder, isPlaceholder, type Part } from "../../model/index.ts";
import { type FieldSpec, type StateType, stateSpecs, stateTypes } from "../../spec/index.ts";
import type { Member } from "../../syntax/index.ts";
import { closest } from "../closest.ts";
import { declaredLanguage } from "../declared-language.ts";
import type { Finding, ReportAs, Subject } from "../rule.ts";
import { aNoun, joined, shown } from "../wording.ts";
import { checkPresence, isToldByGroup } from "./presence.ts";
import { checkValue } from "./value.ts";

/** Whatever the table of the language can say about a document: which fields stand where, and what values they take. */
export function checkFields({ model }: Subject, report: ReportAs): void {
  for (const part of model.parts) {
    if (isPlaceholder(part.node)) continue;
    for (const member of part.node.members) checkMember(part, member, report);
    checkPresence(part, report);
  }
}

function checkMember(part: Part, member: Member, report: ReportAs): void {
  const name = member.key.value;
  const spec = fieldOf(part, name);
  if (!spec) checkUnknown(part, member, report);
  else if (spec.only && spec.only !== part.queryLanguage) {
    if (!isToldByGroup(part, name)) reportForeign(part, member, spec, report);
  } else checkValue(part, member, spec, report);
}

/** A field's entry in the table; objects of JavaScript have `constructor` and the like besides. */
function fieldOf({ spec }: Part, name: string): FieldSpec | undefined {
  return Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
}

function checkUnknown(part: Part, { key, value }: Member, report: ReportAs): void {
  const name = key.value;
  // What is still being typed has a finding of the notation already.
  if (value.kind === "missing" || hasPlaceholder(name) || name.startsWith("Fn::")) return;
  const { spec, state } = part;
  const refused = spec.refused && Object.hasOwn(spec.refused, name) ? spec.refused[name] : undefined;
  const owners = part.kind === "State" && state?.type ? (ownersOf.get(name) ?? []) : [];
  if (refused) {
    report(refused, { at: key, message: `${aNoun(spec.noun)} can't have "${name}": delete it.` });
  } else if (owners.length > 0 && state?.type) {
    const code = stateField(owners[0], name)?.elsewhere ?? `fields-${state.type.toLowerCase()}`;
    const message = `"${name}" belongs to ${joined(owners, "and")} states: delete it here.`;
    report(code, { at: key, message });
  } else reportUnknown(part, key, report);
}

function reportUnknown(part: Part, key: Member["key"], report: ReportAs): void {
  const { spec } = part;
  const fitting = Object.entries(spec.fields).filter(([, { only }]) => !only || only === part.queryLanguage);
  const suggestion = closest(
    key.value,
    fitting.map(([field]) => field),
  );
  const advice = suggestion ? `did you mean "${suggestion}"?` : "delete it.";
  report(spec.unknown, {
    at: key,
    message: `${aNoun(spec.noun)} has no field "${shown(key.value)}": ${advice}`,
    ...(suggestion && { data: { suggestion } }),
  });
}

/** The state types that have a field, by its name. */
const ownersOf: ReadonlyMap<string, readonly StateType[]> = new Map(
  Object.values(stateSpecs)
    .flatMap(({ fields }) => Object.keys(fields))
    .map((name) => [name, stateTypes.filter((type) => Object.hasOwn(stateSpecs[type].fields, name))]),
);

function stateField(type: StateType | undefined, name: string): FieldSpec | undefined {
  const fields: { readonly [name: string]: FieldSpec } = type ? stateSpecs[type].fields : {};
  return fields[name];
}

function reportForeign(part: Part, { key }: Member, spec: FieldSpec, report: ReportAs): void {
  const code = spec.foreign ?? (spec.only === "JSONPath" ? "jsonpath-field-in-jsonata" : "jsonata-field-in-jsonpath");
  const instead = spec.instead ?? withoutPath(part, key.value);
  const uses = part.kind === "State" ? `"${part.state?.name}" uses` : "this state uses";
  const advice = instead && fieldOf(part, instead) ? `use "${instead}".` : "delete it.";
  report(code, {
    at: key,
    message: `"${key.value}" belongs to ${spec.only}, and ${uses} ${part.queryLanguage}: ${advice}`,
    ...whereDeclared(part),
    ...(instead && { data: { suggestion: instead } }),
  });
}

/** Where it is said which language holds here. */
function whereDeclared({ state, machine }: Part): Pick<Finding, "related"> {
  const own = state?.field("QueryLanguage");
  return own ? { related: [{ span: own.span, message: "The state's language." }] } : declaredLanguage(machine);
}

/** JSONata needs no second field for values that are computed: `SecondsPath` is `Seconds` there. */
function withoutPath(part: Part, name: string): string | undefined {
  const stem = name.endsWith("Path") ? name.slice(0, -"Path".length) : "";
  return fieldOf(part, stem) && stem;
}
