import { intrinsicFunctions, jsonataFunctions } from "../../expressions/index.ts";
import { closest } from "../../rules/index.ts";
import { stateTypes } from "../../spec/index.ts";
import { type Fixer, fix, type Problem, replace, rewrite, told, valueAt } from "./problem.ts";

/** The name that was probably meant. */
export const changeToSuggestion: Fixer = (problem) => {
  const suggestion = told(problem, "suggestion");
  if (!suggestion) return [];
  const { span } = problem.found;
  const mark = /^\$/.exec(problem.document.text.slice(span.start))?.[0] ?? "";
  const name = suggestion.startsWith("$") ? suggestion : mark + suggestion;
  return fix(`Change to "${name}"`, rewrite(problem, span, name), { preferred: true });
};

/** An intrinsic function with a similar name. */
export const changeIntrinsic: Fixer = (problem) => {
  const { span } = problem.found;
  const suggestion = closest(problem.document.text.slice(span.start, span.end), intrinsicFunctions.keys());
  return suggestion ? fix(`Change to "${suggestion}"`, [{ span, newText: suggestion }], { preferred: true }) : [];
};

/** What replaces JSONPath's intrinsic functions and `$eval` is one of JSONata's own. */
export const parseInsteadOfEval: Fixer = ({ found, document }) => {
  const text = document.text.slice(found.span.start, found.span.end);
  return text === "$eval" && jsonataFunctions.has("parse")
    ? fix('Change to "$parse"', [{ span: found.span, newText: "$parse" }], { preferred: true })
    : [];
};

/** The state types that fit the fields which a state has. */
export const chooseType: Fixer = (problem) => {
  const { part } = problem;
  const type = part?.node && valueAt(part.node, "Type");
  if (!part || !type || told(problem, "suggestion")) return [];
  return guessedTypes(problem).flatMap((each, index) =>
    fix(`Change to "${each}"`, replace(problem, type, each), index === 0 ? { preferred: true } : {}),
  );
};

/** Types by a field that only they have. */
const TELLING: readonly (readonly [field: string, type: string])[] = [
  ["Resource", "Task"],
  ["Choices", "Choice"],
  ["Branches", "Parallel"],
  ["ItemProcessor", "Map"],
  ["Iterator", "Map"],
  ["Seconds", "Wait"],
  ["SecondsPath", "Wait"],
  ["Timestamp", "Wait"],
  ["TimestampPath", "Wait"],
  ["Cause", "Fail"],
  ["Error", "Fail"],
  ["Result", "Pass"],
];

/** The type that a state's fields tell, else all that are possible. */
export function guessedTypes({ part }: Problem): readonly string[] {
  const node = part?.node;
  const telling = node && TELLING.find(([field]) => valueAt(node, field));
  if (telling) return [telling[1]];
  const goesOn = node && (valueAt(node, "Next") || valueAt(node, "End"));
  return goesOn
    ? ["Pass", "Task", "Wait"]
    : stateTypes.filter((type) => type === "Pass" || type === "Succeed" || type === "Task");
}
