import { emptyValue, type ParameterSet } from "../catalogue/index.ts";
import { derived, type JsonObject, lazy } from "../text/index.ts";
import { type ArgumentObject, argumentObjects, hasOpenNames } from "./call-arguments.ts";
import { closest } from "./closest.ts";
import type { Rule, Subject } from "./rule.ts";
import { listed } from "./wording.ts";

export const missingRequiredParameter: Rule = {
  code: "missing-required-parameter",
  severity: "warning",
  doc: "A Task gives its action every parameter that the action needs.",
  perState: true,
  check(subject, report) {
    for (const object of argumentObjects(subject)) {
      if (hasOpenNames(object.node)) continue;
      if (!needsAny(object.set)) continue;
      if (givesAll(object)) continue;
      const names = namesGiven(object);
      const missing = object.set.parameters.filter(({ name, required }) => required && !names.includes(name));
      const what = named(object);
      if (missing.length > 0) {
        const message = `${what} needs ${listed(
          missing.map(({ name }) => name),
          "and",
        )}: add ${missing.length > 1 ? "them" : "it"}.`;
        report({ at: object.holder.key, message, data: { missing: emptyValues(missing) } });
      }
      for (const group of lackingGroups(object, names)) {
        const named = object.set.parameters.filter(({ name }) => group.includes(name));
        const message = `${what} needs ${listed(group, "or")}: add one of them.`;
        report({ at: object.holder.key, message, data: { oneOf: emptyValues(named) } });
      }
    }
  },
};

const emptyValues = (parameters: ParameterSet["parameters"]): JsonObject =>
  Object.fromEntries(parameters.map((each) => [each.name, emptyValue(each)]));

const needsAny = derived(
  ({ parameters, oneOf = [] }: ParameterSet) => oneOf.length > 0 || parameters.some(({ required }) => required),
);

/** Whether nothing is missing, seen at a glance: nearly always that is so. */
function givesAll({ given, set: { parameters, oneOf } }: ArgumentObject): boolean {
  if (oneOf && oneOf.length > 0) return false;
  for (const { name, required } of parameters) if (required && !given.some((each) => each.name === name)) return false;
  return true;
}

/** A name that is only misspelt is reported as such. */
function namesGiven({ given, set }: ArgumentObject): readonly string[] {
  const known = lazy(() => set.parameters.map(({ name }) => name));
  return given.map(({ name, parameter }) => (parameter ? name : (closest(name, known()) ?? name)));
}

const lackingGroups = (
  { set: { oneOf = [] } }: ArgumentObject,
  names: readonly string[],
): readonly (readonly string[])[] => oneOf.filter((group) => !group.some((name) => names.includes(name)));

/** What an object is given to: `"sqs:sendMessage"`, or the parameter that it belongs to. */
export function named({ call, holder, isOutermost }: ArgumentObject): string {
  const action = `"${call.service}:${call.action}"`;
  return isOutermost ? action : `"${holder.key.value}" of ${action}`;
}

/** The day of the catalogue, for messages about what it doesn't know. */
export const ofOurTable = ({ catalogue }: Subject): string => `in our table of ${catalogue?.asOf ?? ""}`;
