// A recorded execution's machine, converted to JSONata, beside the original: do both end alike?
import { isDeepStrictEqual } from "node:util";
import { analyze, applyEdits, convertMachine, notations } from "../../language/index.ts";
import { runExecution } from "./execution-case.mjs";

/**
 * @typedef {import("./execution-case.mjs").ExecutionCase} ExecutionCase
 * @typedef {import("./execution-case.mjs").Answers} Answers
 * @typedef {{ readonly status: string, readonly output?: string, readonly error?: string }} End
 * @typedef {{ readonly kind: "nothing" } | { readonly kind: "refused", readonly reasons: readonly string[] }
 *   | { readonly kind: "same" | "different", readonly caveats: readonly string[], readonly text: string,
 *       readonly before: End, readonly after: End }} Comparison
 */

/**
 * Converts the machine of a case, runs both and compares how they end.
 * @param {ExecutionCase} testCase
 * @param {() => Answers} answers
 * @param {boolean} exact
 * @returns {Promise<Comparison>}
 */
export async function compareConversion(testCase, answers, exact) {
  const text = JSON.stringify(testCase.definition, undefined, 2);
  const analysis = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const [machine] = analysis.model.machines;
  const isNeeded = analysis.model.states.some(({ queryLanguage }) => queryLanguage === "JSONPath");
  if (!machine || !isNeeded) return { kind: "nothing" };
  const conversion = convertMachine(analysis, machine, { exact });
  if (!conversion.ok) return { kind: "refused", reasons: conversion.problems.map(({ message }) => message) };
  const converted = applyEdits(text, conversion.edits);
  const before = await endOf(testCase, answers());
  const after = await endOf({ ...testCase, definition: JSON.parse(converted) }, answers());
  const caveats = conversion.caveats.map(({ message }) => message);
  const isSame = isSameEnd(before, after, /States\.(?:UUID|MathRandom)\(/.test(text));
  return { kind: isSame ? "same" : "different", caveats, text: converted, before, after };
}

/**
 * @param {ExecutionCase} testCase
 * @param {Answers} answers
 * @returns {Promise<End>}
 */
async function endOf(testCase, answers) {
  try {
    return await runExecution(testCase, answers);
  } catch (problem) {
    return { status: `can't be replayed: ${problem instanceof Error ? problem.message : problem}` };
  }
}

/** What a path that can't be followed is called; a JSONata expression that fails has a name of its own. */
const PATH_ERRORS = ["States.Runtime", "States.ResultPathMatchFailure"];

/**
 * @param {End} before
 * @param {End} after
 * @param {boolean} isByChance
 */
function isSameEnd(before, after, isByChance) {
  if (before.status !== after.status) return false;
  if (before.error !== after.error) {
    return PATH_ERRORS.includes(before.error ?? "") && after.error === "States.QueryEvaluationError";
  }
  if (before.output === undefined || after.output === undefined) return before.output === after.output;
  return isByChance || isDeepStrictEqual(JSON.parse(before.output), JSON.parse(after.output));
}
