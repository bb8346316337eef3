import { hasPlaceholder } from "../model/index.ts";
import { type ArgumentObject, argumentObjects, type GivenParameter } from "./call-arguments.ts";
import { closest } from "./closest.ts";
import { named, ofOurTable } from "./missing-required-parameter.ts";
import type { Finding, Rule, Subject } from "./rule.ts";
import { shown } from "./wording.ts";

export const unknownParameter: Rule = {
  code: "unknown-parameter",
  severity: "warning",
  doc: "A Task gives its action only parameters that the action has, as far as is known.",
  perState: true,
  check(subject, report) {
    for (const object of argumentObjects(subject)) {
      for (const given of object.given) {
        const finding = given.parameter ? undefined : findingFor(subject, object, given);
        if (finding) report(finding);
      }
    }
  },
};

function findingFor(subject: Subject, object: ArgumentObject, { member, name }: GivenParameter): Finding | undefined {
  const { key } = member;
  const names = object.set.parameters.map((parameter) => parameter.name);
  // Words of Java get `Value` behind them; whether all of them do isn't certain.
  if (hasPlaceholder(key.value) || key.value === "<<" || names.includes(`${name}Value`)) return undefined;
  const twin = names.find((other) => other.toLowerCase() === name.toLowerCase());
  const suffix = key.value.slice(name.length);
  if (twin !== undefined) {
    return {
      at: key,
      message: `"${shown(name)}" is written "${twin}" here: parameters are told apart by capital letters too.`,
      data: { suggestion: `${twin}${suffix}` },
      // How names that begin with several capitals are written is known by a rule, not by example.
      ...(object.call.isSdk && /^[A-Z]{2}/.test(name) && { severity: "information" }),
    };
  }
  if (object.set.isOpen) return undefined;
  const suggestion = closest(name, names);
  const advice = suggestion ? `did you mean "${suggestion}"?` : "leave it out, unless it is newer.";
  return {
    at: key,
    message: `${named(object)} has no "${shown(name)}" ${ofOurTable(subject)}: ${advice}`,
    ...(suggestion && { data: { suggestion: `${suggestion}${suffix}` } }),
  };
}
