import { jsonataFunctions } from "../../expressions/index.ts";
import { stateTypes } from "../../spec/index.ts";
import { type Fixer, fix, member, type Problem, replace, rewrite, told, valueAt } from "./problem.ts";

/** The name that was probably meant. */
export const changeToSuggestion: Fixer = (problem) => {
  const suggestion = told(problem, "suggestion");
  if (!suggestion) return [];
  const { span } = problem.found;
  const mark = /^\$/.exec(problem.document.text.slice(span.start))?.[0] ?? "";
  const name = suggestion.startsWith("$") ? suggestion : mark + suggestion;
  return fix(`Change to "${name}"`, rewrite(problem, span, name), { preferred: true });
};

/** The key of a parameter, unless the right one stands beside it already. */
export const changeParameter: Fixer = (problem) => {
  const suggestion = told(problem, "suggestion");
  return suggestion && problem.holder && member(problem.holder, suggestion) ? [] : changeToSuggestion(problem);
};

/** The service, the action or the suffix within a resource. */
export const changeInResource: Fixer = (problem) => {
  const { node } = problem;
  const [name, suggestion] = [told(problem, "name"), told(problem, "suggestion")];
  if (node.kind !== "string" || !name || !suggestion) return [];
  const begin = node.value.lastIndexOf(":::") + 3;
  const [at, ...others] = placesOf(name, node.value, begin);
  if (begin < 3 || at === undefined || others.length > 0) return [];
  const value = node.value.slice(0, at) + suggestion + node.value.slice(at + name.length);
  return fix(`Change to "${suggestion}"`, rewrite(problem, node.span, value), { preferred: true });
};

/** Where a name stands between colons and dots. */
function placesOf(name: string, text: string, from: number): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWhole = (name.startsWith(".") || text[at - 1] === ":") && /^(?:[:.]|$)/.test(text.slice(at + name.length));
    if (isWhole) places.push(at);
  }
  return places;
}

/** A name in a path or an expression, in the quotes that it has there. */
export const changeInPath: Fixer = (problem) => {
  const { span } = problem.found;
  const suggestion = told(problem, "suggestion") ?? "";
  const [, quote] = /^(['"`]?)[\w -]+\1$/.exec(problem.document.text.slice(span.start, span.end)) ?? [];
  const isPlain = quote === "" ? /^[A-Za-z_]\w*$/ : /^[\w -]+$/;
  if (quote === undefined || !isPlain.test(suggestion)) return [];
  const edit = { span, newText: `${quote}${suggestion}${quote}` };
  return fix(`Change to "${suggestion}"`, [edit], { preferred: true });
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
