import { hasPlaceholder, isPlaceholder, type Part } from "../../model/index.ts";
import type { FieldGroup, FieldSpec, ObjectSpec, QueryLanguage } from "../../spec/index.ts";
import { type Member, member, type ObjectNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { ReportAs } from "../rule.ts";
import { schemaFault } from "../service-text.ts";
import { listed } from "../wording.ts";

/** Fields that are required, that exclude one another, or that need one another. */
export function checkPresence(part: Part, report: ReportAs): void {
  const { groups } = part.spec;
  const isOpen = mayHaveMore(part.node);
  if (groups) for (const group of groups) checkGroup(part, group, isOpen, report);
  if (isOpen) return;
  checkRequired(part, report);
  checkNeeds(part, report);
}

/** Members that a template fills in may be any field. */
function mayHaveMore({ members }: ObjectNode): boolean {
  for (const { key } of members) {
    const name = key.value;
    if ((name.includes("{") && hasPlaceholder(name)) || name.startsWith("Fn::")) return true;
  }
  return false;
}

function checkRequired(part: Part, report: ReportAs): void {
  const isUntyped = part.kind === "State" && !part.state?.type;
  const required = requiredFields(part.spec);
  if (!required.some(({ name }) => !member(part.node, name))) return;
  const absent = required.filter(({ name, missing, only }) => {
    if ((only && only !== part.queryLanguage) || member(part.node, name)) return false;
    // Until its type is known, a state lacks nothing but that.
    return !isUntyped || missing === "missing-type";
  });
  if (absent.length === 0) return;
  // The service names them all at once, those of a machine in this order.
  const names = absent.map(({ name }) => name).toReversed();
  for (const { name, missing } of absent) {
    report(missing, {
      at: placeOf(part),
      path: part.path,
      message: `${subjectOf(part)} has no "${name}": add it.`,
      data: { field: name },
      service: schemaFault(`These fields are required: [${names.join(", ")}]`, part.path),
    });
  }
}

interface RequiredField {
  readonly name: string;
  readonly missing: string;
  readonly only: QueryLanguage | undefined;
}

const requiredOf = new WeakMap<ObjectSpec, readonly RequiredField[]>();

/** The fields of an object that must be there, kept: the table never changes. */
function requiredFields(spec: ObjectSpec): readonly RequiredField[] {
  const known = requiredOf.get(spec);
  if (known) return known;
  const made = Object.entries(spec.fields).flatMap(([name, { required, missing, only }]): RequiredField[] =>
    required && missing ? [{ name, missing, only }] : [],
  );
  requiredOf.set(spec, made);
  return made;
}

function checkNeeds(part: Part, report: ReportAs): void {
  for (const { key } of part.node.members) {
    const spec = specOf(part, key.value);
    if (!spec?.needs || !applies(part, spec) || member(part.node, spec.needs.field)) continue;
    const { field, code } = spec.needs;
    report(code, { at: key, message: `"${key.value}" needs "${field}" beside it: add it.`, data: { field } });
  }
}

function checkGroup(part: Part, group: FieldGroup, isOpen: boolean, report: ReportAs): void {
  if (group.only && group.only !== part.queryLanguage) return;
  const { here, idle } = countOf(part, group.fields);
  if (group.none && here === idle && !isOpen) reportNone(part, group, group.none, report);
  if (group.many && here > 1) reportMany(part, excluding(part, group), group.many, report);
}

/** How many members have one of these names, and how many of them say nothing, as `End: false` does. */
function countOf(part: Part, fields: readonly string[]): { readonly here: number; readonly idle: number } {
  let [here, idle] = [0, 0];
  for (const { key, value } of part.node.members) {
    if (!fields.includes(key.value)) continue;
    here++;
    if (isIdle(part, key.value, value)) idle++;
  }
  return { here, idle };
}

/** The members of which one only may stand here; what belongs to the other query language comes last. */
function excluding(part: Part, { fields, across }: FieldGroup): readonly Member[] {
  const isOwn = ({ key }: Member): boolean => applies(part, specOf(part, key.value));
  const present = part.node.members.filter(
    ({ key, value }) => fields.includes(key.value) && !isIdle(part, key.value, value) && !isPlaceholder(value),
  );
  return across ? present.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a))) : present.filter(isOwn);
}

/** Whether a field of the other language is reported as standing beside its equal: once is enough. */
export function isToldByGroup(part: Part, name: string): boolean {
  const group = part.spec.groups?.find(({ across, fields }) => across && fields.includes(name));
  return group !== undefined && new Set(excluding(part, group).map(({ key }) => key.value)).size > 1;
}

function isIdle(part: Part, name: string, value: Member["value"]): boolean {
  return value.kind === "literal" && specOf(part, name)?.idle === value.value;
}

function reportNone(part: Part, group: FieldGroup, code: string, report: ReportAs): void {
  const names = group.fields.filter((name) => applies(part, specOf(part, name)));
  if (names.length === 0) return;
  // A misspelt field is probably the one that is missed.
  if (group.noun && part.node.members.some(({ key }) => !specOf(part, key.value))) return;
  const what = group.noun ? `a ${group.noun}` : listed(names, "or");
  report(code, {
    at: placeOf(part),
    path: part.path,
    message: `${subjectOf(part)} needs ${what}: add ${names.length === 1 ? "it" : "one"}.`,
    data: { fields: names.slice(0, 9) },
    ...(group.service !== undefined && { service: schemaFault(group.service, part.path) }),
  });
}

function reportMany(part: Part, [first, ...others]: readonly Member[], code: string, report: ReportAs): void {
  if (!first) return;
  const kept = first.key.value;
  for (const { key } of others) {
    if (key.value === kept) continue;
    const spec = specOf(part, key.value);
    const advice = applies(part, spec) ? ": keep one of them." : `, and belongs to ${spec?.only}: delete it.`;
    report(code, {
      at: key,
      message: `"${key.value}" can't stand beside "${kept}"${advice}`,
      related: [{ span: first.key.span, message: `"${kept}" stands here.` }],
    });
  }
}

function specOf({ spec }: Part, name: string): FieldSpec | undefined {
  return Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
}

const applies = (part: Part, spec: FieldSpec | undefined): boolean =>
  spec !== undefined && (!spec.only || spec.only === part.queryLanguage);

/** What a message about the whole part is about: `The Task state "Pay"`, `This retrier`. */
function subjectOf({ kind, spec, state }: Part): string {
  if (kind === "State") return `The ${spec.noun} "${state?.name}"`;
  return kind === "Machine" ? `The ${spec.noun}` : `This ${spec.noun}`;
}

/** The smallest place that stands for a part: the state's name, the field that holds it, or where it begins. */
function placeOf({ kind, state, node, parent, field }: Part): Span {
  if (kind === "State" && state) return state.nameNode.span;
  const holder = parent && field !== undefined ? member(parent.node, field) : undefined;
  return holder?.value === node ? holder.key.span : headOf(node);
}

/** Where an object begins: its brace, or its first field where YAML needs no brace. */
export function headOf({ span, members }: ObjectNode): Span {
  const first = members[0]?.key.span;
  return first?.start === span.start ? first : { start: span.start, end: Math.min(span.start + 1, span.end) };
}
