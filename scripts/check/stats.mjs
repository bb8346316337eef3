import ts from "typescript-5.9";
import { nodesOf } from "./source.mjs";
import { functionLines } from "./style.mjs";

/** @import { Source } from "./source.mjs" */

/**
 * The house's budgets as they stand, tests left out.
 * @param {readonly Source[]} sources
 * @returns {string}
 */
export function stats(sources) {
  const code = sources.filter(({ isTest, path }) => !isTest && !path.startsWith("scripts/"));
  const nodes = code.flatMap(({ ast }) => [...nodesOf(ast)]);
  const files = code.map(({ lines }) => lines);
  const functions = nodes.filter(isFunction).map(functionLines);
  const lines = sum(files);
  const perKloc = (/** @type {ts.SyntaxKind} */ kind) =>
    ((1000 * nodes.filter((node) => node.kind === kind).length) / Math.max(1, lines)).toFixed(1);
  const rows = [
    [
      "files",
      `${code.length}, ${lines} lines; ${sum(sources.filter((it) => it.isTest).map((it) => it.lines))} lines of tests`,
    ],
    ["file lines", `${spread(files)}   budget: median 90, p90 250, max 400`],
    ["function lines", `${spread(functions)}   budget: median 10, p90 30, max 60`],
    ["any per 1,000 lines", `${perKloc(ts.SyntaxKind.AnyKeyword)}   budget: 0`],
    ["! per 1,000 lines", `${perKloc(ts.SyntaxKind.NonNullExpression)}   budget: 1`],
    ["readonly per 1,000 lines", `${perKloc(ts.SyntaxKind.ReadonlyKeyword)}   budget: at least 20`],
    [
      "comment lines",
      `${((100 * sum(code.map(commentLines))) / Math.max(1, lines)).toFixed(1)} %   budget: 12 to 18 %`,
    ],
  ];
  return rows.map(([name = "", value]) => `${name.padEnd(26)}${value}`).join("\n");
}

/** @param {ts.Node} node */
const isFunction = (node) => ts.isFunctionLike(node) && "body" in node && node.body !== undefined;

/** @param {readonly number[]} values */
const sum = (values) => values.reduce((a, b) => a + b, 0);

/** @param {readonly number[]} values */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return `median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, max ${sorted.at(-1) ?? 0}`;
}

/** @param {Source} source */
function commentLines({ ast, text }) {
  /** @type {Map<number, number>} */
  const ends = new Map();
  for (const node of nodesOf(ast)) {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) ends.set(pos, end);
  }
  return sum([...ends].map(([pos, end]) => text.slice(pos, end).split("\n").length));
}
