import { type EvaluatedText, evaluatedTexts, type Model } from "../model/index.ts";
import {
  type DataRead,
  dataReads,
  followRead,
  leadsNowhere,
  modelShapes,
  rootsAt,
  type ShapeRoots,
} from "../shapes/index.ts";
import { valueAt } from "../syntax/index.ts";
import { lazy } from "../text/index.ts";
import { closest } from "./closest.ts";
import { spanInText } from "./expressions/text-span.ts";
import type { Finding, Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const pathUnknown: Rule = {
  code: "path-unknown",
  severity: "warning",
  doc: "A path names what can be there, as far as the states before it tell what their data look like.",
  check({ model }, report) {
    const shapes = modelShapes(model);
    const tested = lazy(() => testedNames(model));
    for (const part of model.parts) {
      const { state } = part;
      const texts = evaluatedTexts(part);
      if (!state || texts.length === 0) continue;
      let [field, known]: [string | undefined, ShapeRoots | undefined] = [undefined, undefined];
      const rootsOf = (text: EvaluatedText): ShapeRoots => {
        if (!known || field !== text.field) known = rootsAt(text, shapes.of(state), shapes.around);
        ({ field } = text);
        return known;
      };
      for (const text of texts) {
        if (part.queryLanguage === "JSONata" ? !leadsNowhere(text, rootsOf) : isOpenAt(text, rootsOf)) continue;
        for (const read of dataReads(text)) {
          if (read.root === "context" || read.keys.length === 0) continue;
          const finding = findingFor(read, text, rootsOf(text), tested);
          if (finding && mustBeThere(text)) report(finding);
        }
      }
    }
  },
};

/** Whether it is seen at a glance that a path may lead anywhere: from its first name on nothing is known. */
function isOpenAt(text: EvaluatedText, rootsOf: (text: EvaluatedText) => ShapeRoots): boolean {
  const { value } = text.node;
  if (!value.includes("$")) return true;
  const name = FIRST_NAME.exec(value)?.[1];
  if (name === undefined) return false;
  const { input } = rootsOf(text);
  return (input.isOpen || input.object?.isOpen === true) && !input.object?.members.has(name) && !input.array;
}

const FIRST_NAME = /^\$\.([A-Za-z_]\w*)(?=[.[]|$)/;

/** The names in what some state asks for: behind such a question it may be there after all. */
function testedNames({ parts }: Model): ReadonlySet<string> {
  const tested = new Set<string>();
  for (const part of parts) {
    for (const text of part.state ? evaluatedTexts(part) : []) {
      if (!isQuestion(text)) continue;
      for (const { keys } of dataReads(text)) for (const key of keys) if (typeof key === "string") tested.add(key);
    }
  }
  return tested;
}

const isQuestion = ({ field, part, node }: EvaluatedText): boolean =>
  (field === "Variable" && valueAt(part.node, "IsPresent") !== undefined) || node.value.includes("$exists(");

/** Whether it is a fault if a text names nothing: a result goes to a place that isn't there yet. */
function mustBeThere({ field, part, node }: EvaluatedText): boolean {
  if (field === "ResultPath") return false;
  // A reader's items come from elsewhere.
  if (field === "ItemsPath" && part.state?.field("ItemReader")) return false;
  if (field === "Variable") return valueAt(part.node, "IsPresent") === undefined;
  return part.queryLanguage === "JSONPath" || !TOLERANT.test(node.value);
}

/** What an expression of JSONata has that may well do with nothing. */
const TOLERANT =
  /\?|=|\$(?:exists|boolean|not|type|lookup|merge|append|count|each|spread)\(|\b(?:and|or|in)\b|\{%\s*\(/;

function findingFor(
  read: DataRead,
  text: EvaluatedText,
  roots: ShapeRoots,
  tested: () => ReadonlySet<string>,
): Finding | undefined {
  const { absentAt } = followRead(read, text, roots);
  const missing = absentAt === undefined ? undefined : read.keys[absentAt];
  if (absentAt === undefined || typeof missing !== "string" || tested().has(missing)) return undefined;
  const { object } = followRead(read, text, roots, absentAt).shape;
  const suggestion = closest(missing, object?.members.keys() ?? []);
  const advice = suggestion ? `did you mean "${suggestion}"?` : "correct the path, or the state that makes these data.";
  return {
    at: spanInText(text.node, read.spanOf(absentAt)),
    message: `There is no "${shown(missing)}" at this place: ${advice}`,
    ...(suggestion && { data: { suggestion } }),
  };
}
