import { type EvaluatedText, evaluatedTexts, type Model, type State } from "../model/index.ts";
import { type DataRead, dataReads, followRead, modelShapes, rootsAt, type ShapeRoots } from "../shapes/index.ts";
import { valueAt } from "../syntax/index.ts";
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
    const { reads, tested } = readsOf(model);
    for (const { text, read, state } of reads) {
      const roots = rootsAt(text, shapes.of(state), shapes.around);
      const finding = findingFor(read, text, roots, tested);
      if (finding) report(finding);
    }
  },
};

interface TextRead {
  readonly text: EvaluatedText;
  readonly read: DataRead;
  readonly state: State;
}

/** What must be there, and the names in what some state asks for: behind such a question it may be there after all. */
function readsOf({ parts }: Model): { readonly reads: readonly TextRead[]; readonly tested: ReadonlySet<string> } {
  const reads: TextRead[] = [];
  const tested = new Set<string>();
  for (const part of parts) {
    const { state } = part;
    if (!state) continue;
    for (const text of evaluatedTexts(part)) {
      const found = dataReads(text);
      if (isQuestion(text))
        for (const { keys } of found) for (const { key } of keys) if (typeof key === "string") tested.add(key);
      if (found.length === 0 || !mustBeThere(text)) continue;
      for (const read of found) if (read.root !== "context" && read.keys.length > 0) reads.push({ text, read, state });
    }
  }
  return { reads, tested };
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
  tested: ReadonlySet<string>,
): Finding | undefined {
  const { absentAt } = followRead(read, text, roots);
  const missing = absentAt === undefined ? undefined : read.keys[absentAt];
  if (absentAt === undefined || !missing || typeof missing.key === "number" || tested.has(missing.key))
    return undefined;
  const { object } = followRead(read, text, roots, absentAt).shape;
  const suggestion = closest(missing.key, object?.members.keys() ?? []);
  const advice = suggestion ? `did you mean "${suggestion}"?` : "correct the path, or the state that makes these data.";
  return {
    at: spanInText(text.node, missing.span),
    message: `There is no "${shown(missing.key)}" at this place: ${advice}`,
    ...(suggestion && { data: { suggestion } }),
  };
}
