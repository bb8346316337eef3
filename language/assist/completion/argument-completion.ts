import { type IntegrationParameter, type ParameterType, parameterType } from "../../catalogue/index.ts";
import type { Document } from "../document.ts";
import { parameterDoc, typeName } from "../hover/parameter-doc.ts";
import type { ArgumentPlace } from "../place/argument-place.ts";
import { asMember, completed, inline, tabStop, type Written, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";
import { substitutionsFor } from "./substitutions.ts";

/** What may be written within the parameters of an action: names with the required ones first, or a parameter's values. */
export function completeArguments(document: Document, place: ArgumentPlace): readonly Completion[] {
  return place.where === "value"
    ? values(document, place)
    : [...names(document, place), ...usualMembers(document, place)];
}

function names(document: Document, place: ArgumentPlace): readonly Completion[] {
  const { set, node, member } = place;
  if (!set) return [];
  const others = node?.members.filter((each) => each !== member).map(({ key }) => key.value.replace(/\.\$$/, ""));
  const present = new Set(others);
  // Of a union one member is enough.
  if (set.isUnion && set.parameters.some(({ name }) => present.has(name))) return [];
  const missing = set.parameters.filter(({ name }) => !present.has(name));
  const inGroup = (set.oneOf ?? []).filter((group) => !group.some((name) => present.has(name))).flat();
  const isNeeded = ({ name, required }: IntegrationParameter): boolean => required === true || inGroup.includes(name);
  const groups = [
    missing.filter(isNeeded),
    missing.filter((it) => !isNeeded(it) && it.listed !== false && !it.deprecated),
    missing.filter((it) => !isNeeded(it) && it.listed === false && !it.deprecated),
    missing.filter((it) => !isNeeded(it) && it.deprecated),
  ];
  const paths = place.queryLanguage === "JSONPath";
  return groups.flatMap((group, rank) => {
    const needed = rank === 0;
    const plain = group.map((it) => nameCompletion(document, place, it, needed));
    return [...plain, ...(paths ? group.map((it) => pathCompletion(document, place, it, needed)) : [])];
  });
}

function nameCompletion(
  document: Document,
  place: ArgumentPlace,
  parameter: IntegrationParameter,
  needed: boolean,
): Completion {
  const { catalogue } = document;
  const type: ParameterType = catalogue ? parameterType(catalogue, parameter) : { kind: "json" };
  const goesOn = type.kind === "choice" || type.kind === "boolean" || type.kind === "members";
  const doc = parameterDoc(place.call, parameter, type);
  const item = memberCompletion(document, place, parameter.name, beginning(document, type), needed, doc);
  return { ...item, ...(!needed && { detail: typeName(type) }), ...(goesOn && { goesOn: true }) };
}

/** The parameter as a path: `"QueueUrl.$": "$."`. */
function pathCompletion(
  document: Document,
  place: ArgumentPlace,
  parameter: IntegrationParameter,
  needed: boolean,
): Completion {
  const { catalogue } = document;
  const type: ParameterType = catalogue ? parameterType(catalogue, parameter) : { kind: "json" };
  const path: Written = { plain: "$.", snippet: "\\$.$1" };
  const value = document.notation.id === "json" ? written('"', path, '"') : path;
  const doc = parameterDoc(place.call, parameter, type);
  const item = memberCompletion(document, place, `${parameter.name}.$`, value, needed, doc);
  return needed ? item : { ...item, detail: `path to ${typeName(type)}` };
}

function memberCompletion(
  document: Document,
  { span, inBraces }: ArgumentPlace,
  name: string,
  value: Written,
  needed: boolean,
  doc: string,
): Completion {
  const { body, also } = asMember(document, span, name, value, inBraces);
  return {
    ...completed(document, span, name, body),
    kind: "field",
    doc,
    ...(needed && { detail: "needed" }),
    ...(also && { also }),
  };
}

/** What the value of a type begins with. */
function beginning({ notation }: Document, type: ParameterType): Written {
  const isJson = notation.id === "json";
  const here = tabStop(1);
  const braces = isJson ? written("{", { plain: "", snippet: "\n\t$1\n" }, "}") : written("\n  ", here);
  switch (type.kind) {
    case "integer":
    case "number":
    case "boolean":
    case "json":
      return here;
    case "list": {
      const isOfObjects = type.of?.kind === "members" || type.of?.kind === "map";
      if (!isJson) return written("\n  - ", here);
      return isOfObjects ? written("[", { plain: "", snippet: "\n\t{\n\t\t$1\n\t}\n" }, "]") : written("[", here, "]");
    }
    case "map":
    case "members":
    case "object":
      return braces;
    default:
      return isJson ? written('"', here, '"') : here;
  }
}

/** The values that a parameter takes, where they are few; of a text what a template fills in. */
function values(document: Document, { type, span, name = "" }: ArgumentPlace): readonly Completion[] {
  if (type.kind === "string") {
    return substitutionsFor(document, name).map((each) => ({
      ...completed(document, span, `\${${each.name}}`, written(inline(document, `\${${each.name}}`))),
      kind: "value",
      detail: each.detail,
    }));
  }
  const choices = type.kind === "choice" ? type.values : type.kind === "boolean" ? [true, false] : [];
  return choices.map((value) => ({
    ...completed(document, span, String(value), written(inline(document, value))),
    kind: "value",
  }));
}

/** What people put into values of their own making: the token that a callback needs, the parent of a nested execution. */
function usualMembers(document: Document, place: ArgumentPlace): readonly Completion[] {
  const { type, queryLanguage, call, node } = place;
  if (type.kind !== "json") return [];
  const isJsonata = queryLanguage === "JSONata";
  const member = (name: string, field: string, doc: string): Completion => {
    const value = isJsonata ? `{% $states.context.${field} %}` : `$$.${field}`;
    const key = isJsonata ? name : `${name}.$`;
    return memberCompletion(document, place, key, written(inline(document, value)), false, doc);
  };
  const given = new Set(node?.members.map(({ key }) => key.value.replace(/\.\$$/, "")));
  const usual = [
    ...(place.call.patterns.includes("waitForTaskToken")
      ? [member("TaskToken", "Task.Token", "The token that whoever ends the task sends back.")]
      : []),
    ...(call.service === "states"
      ? [member(STARTED_BY, "Execution.Id", "Lets Step Functions show the executions as belonging together.")]
      : []),
  ];
  return usual.filter(({ label }) => !given.has(label.replace(/\.\$$/, "")));
}

const STARTED_BY = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";
