import type { Part } from "../../model/index.ts";
import { listed } from "../../rules/index.ts";
import { isJsonObject, type Json } from "../../text/index.ts";
import { guessedTypes } from "./names.ts";
import {
  type Fix,
  type Fixer,
  fix,
  freeName,
  insert,
  member,
  type Problem,
  remove,
  rename,
  stateAfter,
  stringValue,
  told,
  toldList,
  valueAt,
} from "./problem.ts";

/** Deletes the field that is marked. */
export const deleteField: Fixer = (problem) => {
  const { holder, member: held } = problem;
  if (!holder || !held || !holder.members.includes(held)) return [];
  return fix(`Delete "${held.key.value}"`, remove(problem, holder, [held]));
};

/** Deletes what stands among states and is none. */
export const deleteNoState: Fixer = (problem) => (problem.member?.key.value === "States" ? [] : deleteField(problem));

/** The same where nobody wants anything else. */
export const deleteFieldSafely: Fixer = (problem) =>
  deleteField(problem).map((each): Fix => ({ ...each, preferred: true, safe: true }));

/** Of two fields that exclude each other: delete this one, or the other. */
export const keepOne: Fixer = (problem) => {
  const { holder, found } = problem;
  const other = holder?.members.find(({ key }) => key.span.start === found.related?.[0]?.span.start);
  const second = holder && other ? fix(`Delete "${other.key.value}"`, remove(problem, holder, [other])) : [];
  return [...deleteField(problem), ...second];
};

/** Gives a field the name that does its work in this query language; else it goes. */
export const useOtherLanguage: Fixer = (problem) => {
  const { holder, member: held, part } = problem;
  const name = told(problem, "suggestion");
  const isFree = name && holder && !member(holder, name);
  const renamed =
    isFree && held && isSameThing(held.key.value, name, part)
      ? fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true })
      : [];
  const language =
    part?.state && !valueAt(part.node, "QueryLanguage") && part.kind === "State" ? otherLanguage(part) : undefined;
  const switched =
    language && part
      ? fix(
          `Let this state use ${language}`,
          insert(problem, part.node, [["QueryLanguage", language]], afterType(part)),
        )
      : [];
  return [...renamed, ...deleteField(problem), ...switched];
};

/** A machine in JSONata takes no state back to JSONPath; the other way is allowed. */
const otherLanguage = ({ queryLanguage, machine }: Part): string | undefined =>
  queryLanguage === "JSONPath" && machine.queryLanguage === "JSONPath" ? "JSONata" : undefined;

const afterType = ({ node }: Part): { readonly after: NonNullable<ReturnType<typeof member>> } | "first" => {
  const type = member(node, "Type");
  return type ? { after: type } : "first";
};

/** `OutputPath` and `Output` do the same work with other values: only what takes any template keeps its value. */
function isSameThing(name: string, other: string, part: Part | undefined): boolean {
  const [from, to] = [part?.spec.fields[name]?.type, part?.spec.fields[other]?.type];
  return from === to;
}

/** Adds the fields whose absence is reported: each is a fix of its own. */
export const addField: Fixer = (problem) => {
  const { part } = problem;
  const field = told(problem, "field");
  const names = field ? [field] : toldList(problem, "fields");
  if (!part) return [];
  return names.flatMap((name) => additionsOf(problem, part, name)).slice(0, 4);
};

/** Adds the parameters that an action needs: all of them at once, or one of those that will do. */
export const addParameters: Fixer = (problem) => {
  const { member: held, found } = problem;
  const data = isJsonObject(found.data) ? found.data : {};
  const into = held?.value;
  if (into?.kind !== "object") return [];
  const add = (values: readonly (readonly [string, Json])[], flags: Omit<Fix, "title" | "edits">): readonly Fix[] => {
    const names = listed(
      values.map(([name]) => name),
      "and",
    );
    return values.length === 0 ? [] : fix(`Add ${names}`, insert(problem, into, values), flags);
  };
  const missing = isJsonObject(data.missing) ? Object.entries(data.missing) : [];
  const oneOf = isJsonObject(data.oneOf) ? Object.entries(data.oneOf) : [];
  return [...add(missing, { preferred: true }), ...oneOf.slice(0, 4).flatMap((each) => add([each], {}))];
};

function additionsOf(problem: Problem, part: Part, name: string): readonly Fix[] {
  const values = initialValues(problem, part, name);
  const place = name === "Type" || name === "StartAt" ? "first" : name === "Mode" ? "first" : "last";
  return values.flatMap((value, index) => {
    const shown = typeof value === "object" ? `"${name}"` : `"${name}": ${JSON.stringify(value)}`;
    const preferred = isPreferred(part, name, values.length) && index === 0 ? ({ preferred: true } as const) : {};
    return fix(`Add ${shown}`, insert(problem, part.node, [[name, value]], place), preferred);
  });
}

/** Of `Next` and `End` the one that the text suggests: the last state ends. */
function isPreferred({ state, kind }: Part, name: string, count: number): boolean {
  if (kind !== "State" || (name !== "Next" && name !== "End") || !state) return count === 1 || name === "Type";
  return (name === "End") === (stateAfter(state) === undefined);
}

const MACHINE = (name: string): Json => ({ StartAt: name, States: { [name]: { Type: "Pass", End: true } } });

/** What a field that is added holds at first. */
function initialValues(problem: Problem, part: Part, name: string): readonly Json[] {
  const own = byField[name]?.(problem, part);
  if (own) return own;
  const spec = part.spec.fields[name];
  if (spec?.oneOf?.[0] !== undefined) return [spec.oneOf[0]];
  switch (spec?.type) {
    case "integer":
    case "number":
      return [Math.max(spec.min ?? 1, 1)];
    case "boolean":
      return [true];
    case "list":
    case "strings":
      return [[]];
    case "record":
    case "map":
    case "object":
    case "assignments":
      return [{}];
    case "path":
    case "referencePath":
      return ["$.value"];
    case "timestamp":
      return ["2030-01-01T00:00:00Z"];
    default:
      return [""];
  }
}

/** What reads and writes items. */
const RESOURCES: { readonly [kind: string]: string } = { ItemReader: "s3:getObject", ResultWriter: "s3:putObject" };

type Initial = (problem: Problem, part: Part) => readonly Json[];

const byField: { readonly [name: string]: Initial } = {
  Type: (problem, part) => guessedTypes({ ...problem, part }),
  StartAt: (problem, { node }) => {
    const states = valueAt(node, "States");
    const first = states?.kind === "object" ? states.members[0]?.key.value : undefined;
    return [first ?? freeName(problem, "First")];
  },
  States: (problem, { node }) => {
    const start = stringValue(valueAt(node, "StartAt"));
    return [{ [start || freeName(problem, "First")]: { Type: "Pass", End: true } }];
  },
  Resource: (_, { kind }) => [`arn:aws:states:::${RESOURCES[kind] ?? "lambda:invoke"}`],
  Choices: (_, { queryLanguage, state }) => {
    const Next = following(state);
    const rule: Json =
      queryLanguage === "JSONata" ? { Condition: "{% true %}", Next } : { Variable: "$.value", IsPresent: true, Next };
    return [[rule]];
  },
  Branches: (problem) => [[MACHINE(freeName(problem, "First"))]],
  ItemProcessor: (problem) => [
    { ProcessorConfig: { Mode: "INLINE" }, ...(MACHINE(freeName(problem, "First")) as object) },
  ],
  Iterator: () => [],
  ErrorEquals: ({ around }, { node }) => {
    const list = around.findLast((each) => each.kind === "array" && each.items.includes(node));
    const isLast = list?.kind === "array" && list.items.at(-1) === node;
    return [[isLast ? "States.ALL" : "States.TaskFailed"]];
  },
  Next: (_, { state }) => {
    const name = following(state);
    return name === "" ? [] : [name];
  },
  End: () => [true],
  Condition: () => ["{% true %}"],
  And: () => [],
  Or: () => [],
  Not: () => [],
  Seconds: () => [60],
  SecondsPath: () => [],
  Timestamp: () => [],
  TimestampPath: () => [],
  RoleArn: () => ["arn:aws:iam::123456789012:role/Name"],
  "RoleArn.$": () => ["$.roleArn"],
  MaxItemsPerBatch: () => [100],
  MaxInputBytesPerBatch: () => [262_144],
  Mode: () => ["INLINE"],
  ExecutionType: () => ["STANDARD"],
};

/** Where a state probably goes on: to the next one in the text, else where it goes already, else to any other. */
function following(state: Part["state"]): string {
  if (!state) return "";
  const others = [...state.machine.states.values()].filter((each) => each !== state);
  const next = stateAfter(state) ?? state.transitions.find(({ target }) => target)?.target ?? others[0];
  return next?.name ?? state.name;
}

/** The comparison that asks for least. */
export const addComparison: Fixer = (problem) => {
  const { part } = problem;
  return part ? fix('Add "IsPresent": true', insert(problem, part.node, [["IsPresent", true]])) : [];
};
