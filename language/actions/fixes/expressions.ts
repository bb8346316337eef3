import { type StringNode, type SyntaxNode, valueOffset } from "../../syntax/index.ts";
import {
  type Fix,
  type Fixer,
  fix,
  insert,
  member,
  type Problem,
  rename,
  replace,
  together,
  told,
  valueAt,
} from "./problem.ts";

/** The text that is marked, or that holds what is marked. */
function textOf({ node, member: held, found }: Problem): StringNode | undefined {
  const holds = (each: SyntaxNode | undefined): each is StringNode =>
    each?.kind === "string" && each.span.start <= found.span.start && found.span.start <= each.span.end;
  if (holds(node)) return node;
  return holds(held?.value) ? held.value : undefined;
}

/** A fix that rewrites the text around the marked place; the function gets the value and the place in it. */
const rewriting =
  (
    title: string,
    change: (value: string, at: number, problem: Problem) => string | undefined,
    flags: Omit<Fix, "title" | "edits"> = { preferred: true },
  ): Fixer =>
  (problem) => {
    const node = textOf(problem);
    const changed = node && change(node.value, valueOffset(node, problem.found.span.start), problem);
    return node && changed !== undefined && changed !== node.value
      ? fix(title, replace(problem, node, changed), flags)
      : [];
  };

/** `"a": "$.x"` becomes `"a.$": "$.x"`. */
export const addDollar: Fixer = (problem) => {
  const { member: held, holder, node } = problem;
  if (!held || held.value !== node || !holder || member(holder, `${held.key.value}.$`)) return [];
  const name = `${held.key.value}.$`;
  return fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true });
};

/** `"a.$": "text"` becomes `"a": "text"`; in JSONata a path becomes an expression. */
export const dropDollar: Fixer = (problem) => {
  const { member: held, holder, part } = problem;
  if (!held?.key.value.endsWith(".$") || !holder) return [];
  const name = held.key.value.slice(0, -2);
  if (member(holder, name)) return [];
  const renamed = rename(problem, held.key, name);
  const path =
    part?.queryLanguage === "JSONata" && held.value.kind === "string" ? asJsonata(held.value.value) : undefined;
  if (!path) return fix(`Rename to "${name}"`, renamed, { preferred: true });
  return fix(`Rename to "${name}" with "${path}"`, together(renamed, replace(problem, held.value, path)), {
    preferred: true,
  });
};

/** A plain path of JSONPath as an expression of JSONata. */
function asJsonata(path: string): string | undefined {
  const match = /^(\$\$?|\$[A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\[\d+\])*)$/.exec(path);
  if (!match) return undefined;
  const [, root = "", rest = ""] = match;
  return `{% ${root === "$" ? "$states.input" : root === "$$" ? "$states.context" : root}${rest} %}`;
}

/** Puts the marks around an expression that one of them lacks, or that has blanks around them. */
export const completeMarks = rewriting('Write "{% … %}" around it', (value) => {
  const text = value.trim();
  const opened = text.startsWith("{%") ? text : `{% ${text}`;
  return opened.endsWith("%}") && opened.length >= 4 ? opened : `${opened} %}`;
});

/** Makes a plain text an expression. */
export const wrapInMarks = rewriting('Write "{% … %}" around it', (value) =>
  value.trim() === "" || value.includes("{%") ? undefined : `{% ${value.trim()} %}`,
);

/** Takes the marks of an expression away where nothing evaluates it. */
export const dropMarks = rewriting(
  "Write it as a plain text",
  (value) => value.replace(/^\s*\{%\s*|\s*%\}\s*$/g, ""),
  {},
);

/** Lets a JSONPath state use JSONata, so that its expressions count. */
export const useJsonata: Fixer = (problem) => {
  const state = problem.part?.state;
  if (state?.queryLanguage !== "JSONPath" || valueAt(state.node, "QueryLanguage")) return [];
  const type = member(state.node, "Type");
  const edits = insert(problem, state.node, [["QueryLanguage", "JSONata"]], type ? { after: type } : "first");
  return fix('Let this state use "JSONata"', edits);
};

/** `$.a` and `a` become `$states.input.a`, `$$.a` becomes `$states.context.a`. */
export const readInput: Fixer = ({ found, document }) => {
  const { start } = found.span;
  const [root] = /^\$*/.exec(document.text.slice(start, start + 2)) ?? [""];
  if (root === "" && found.code === "jsonata-jsonpath-inside") return [];
  const end = start + root.length;
  const instead = root === "$$" ? "$states.context" : "$states.input";
  const newText = root === "" ? `${instead}.` : instead;
  return fix(`Read it from "${instead}"`, [{ span: { start, end }, newText }], { preferred: true });
};

/** `$states.result` before there is a result. */
export const readInputInstead: Fixer = ({ found, document }) => {
  const text = document.text.slice(found.span.start, found.span.end);
  if (!text.startsWith("$states")) return [];
  return fix('Change to "$states.input"', [{ span: found.span, newText: "$states.input" }], { preferred: true });
};

/** What the syntax of an intrinsic call lacks. */
export const mendCall: Fixer = (problem) => {
  const { message } = problem.found;
  if (message.includes("single quotes")) return singleQuotes(problem);
  if (message.includes("is not closed")) return closeCall(problem);
  if (message.includes("blank before it")) return dropLeadingBlank(problem);
  return message.includes("argument is missing") ? dropComma(problem) : [];
};

const singleQuotes = rewriting("Use single quotes", (value) =>
  value.replace(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => `'${text.replaceAll("'", "\\'")}'`),
);
const closeCall = rewriting('Add ")"', (value) => `${value})`);
const dropLeadingBlank = rewriting("Delete the blank", (value) => value.trimStart(), { preferred: true, safe: true });
const dropComma = rewriting("Delete the comma", (value) =>
  value.replace(/,\s*(?=[,)])/g, "").replace(/\(\s*,\s*/g, "("),
);

/** Drops a backslash that escapes nothing. */
export const dropBackslash = rewriting("Delete the backslash", (value, at) =>
  value[at] === "\\" ? value.slice(0, at) + value.slice(at + 1) : undefined,
);

export const doubleBackslash = rewriting(
  "Double the backslash",
  (value, at) => (value[at] === "\\" ? `${value.slice(0, at)}\\${value.slice(at)}` : undefined),
  {},
);

/** `input` becomes `$.input`. */
export const beginWithDollar: Fixer = (problem) => {
  const node = textOf(problem);
  if (!node || node.value.trim() === "" || /^[\s{$]|^States\./.test(node.value)) return [];
  const path = /^[A-Za-z_.[\]'0-9]+$/.test(node.value)
    ? `$${/^[.[]/.test(node.value) ? "" : "."}${node.value}`
    : `$['${node.value.replaceAll("'", "\\'")}']`;
  return fix(`Change to "${path}"`, replace(problem, node, path), { preferred: true });
};

/** Adds the places that the text of `States.Format` lacks. */
export const addPlaces: Fixer = (problem) => {
  const counts = /has (\d+) places? \{\} for (\d+) values?/.exec(problem.found.message);
  const missing = counts ? Number(counts[2]) - Number(counts[1]) : 0;
  return missing > 0 && missing < 20 ? withPlaces(missing)(problem) : [];
};

const withPlaces = (missing: number): Fixer =>
  rewriting("Add the places that are missing", (value, at) => {
    const end = /^'(?:[^'\\]|\\.)*/.exec(value.slice(at))?.[0].length;
    return end === undefined ? undefined : value.slice(0, at + end) + " {}".repeat(missing) + value.slice(at + end);
  });

/** A result that was to become a variable is set in `Assign`. */
export const assignInstead: Fixer = (problem) => {
  const { member: held, holder } = problem;
  const name = /^\$([A-Za-z_]\w*)/.exec(held?.value.kind === "string" ? held.value.value : "")?.[1];
  if (!held || !holder || !name || member(holder, "Assign")) return [];
  const edits = together(rename(problem, held.key, "Assign"), replace(problem, held.value, { [`${name}.$`]: "$" }));
  return fix(`Set "${name}" in "Assign"`, edits, { preferred: true });
};

/** Nothing in `Result` is evaluated; `Parameters` is. */
export const useParameters: Fixer = (problem) => {
  const state = problem.part?.state;
  const result = state && member(state.node, "Result");
  if (!result || member(state.node, "Parameters")) return [];
  return fix('Rename "Result" to "Parameters"', rename(problem, result.key, "Parameters"), { preferred: true });
};

/** A variable's name without what no name can hold. */
export const correctVariable: Fixer = (problem) => {
  const { member: held, holder } = problem;
  if (!held || !holder) return [];
  const suffix = held.key.value.endsWith(".$") ? ".$" : "";
  const stem = held.key.value.slice(0, held.key.value.length - suffix.length);
  const letters = stem
    .replace(/^\$+/, "")
    .replace(/[^\p{ID_Continue}]+/gu, "_")
    .slice(0, 80);
  const name = `${/^[\p{ID_Start}_]/u.test(letters) ? letters : `_${letters}`.slice(0, 80)}${suffix}`;
  if (name === held.key.value || letters === "" || member(holder, name)) return [];
  return fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true });
};

/** Adds what a finding tells, to the input of an execution that a task starts. */
export const addToInput: Fixer = (problem) => {
  const state = problem.part?.state;
  const [key, value] = [told(problem, "key"), told(problem, "value")];
  const given = state?.field(state.queryLanguage === "JSONata" ? "Arguments" : "Parameters");
  if (given?.kind !== "object" || !key || value === undefined) return [];
  const input = valueAt(given, "Input");
  const edits =
    input?.kind === "object"
      ? insert(problem, input, [[key, value]])
      : input
        ? undefined
        : insert(problem, given, [["Input", { [key]: value }]]);
  return fix("Tell it this execution's id", edits, { preferred: true });
};
