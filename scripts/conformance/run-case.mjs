// One recorded case as our implementation answers it: an execution, a TestState call, or a validation.
import { analyze, creationError, notations, validateDefinition, variableReferences } from "../../language/index.ts";
import { runExecution } from "./execution-case.mjs";
import { runTestState } from "./test-state-case.mjs";

/**
 * @typedef {import("./execution-case.mjs").ExecutionCase & { readonly kind: "execution" }} ExecutionCase
 * @typedef {Parameters<typeof runValidation>[0] & { readonly kind: "validation" }} ValidationCase
 * @typedef {Parameters<typeof runTestState>[0] & { readonly kind: "test-state" }} TestStateCase
 */

/**
 * What our implementation gives for a case, in the shapes of the comparator.
 * @param {ExecutionCase | ValidationCase | TestStateCase} testCase
 * @param {import("./execution-case.mjs").Answers} answers
 */
export async function runCase(testCase, answers) {
  if (testCase.kind === "execution") return runExecution(testCase, answers);
  if (testCase.kind === "validation") return runValidation(testCase);
  return runTestState(testCase);
}

/**
 * What the case's own action gives of all that is known of a definition.
 * @param {{ readonly api: string, readonly type: "STANDARD" | "EXPRESS", readonly definition_text: string }} testCase
 */
function runValidation({ api, type, definition_text: text }) {
  const answer = validateDefinition(text, type);
  const accepted = answer.result === "OK";
  if (api === "validate_state_machine_definition") {
    const diagnostics = answer.diagnostics.map(({ rule: _rule, span: _span, ...diagnostic }) => diagnostic);
    return { accepted, ...answer, diagnostics };
  }
  if (!accepted) return { accepted, error: creationError(answer) };
  if (api !== "describe_state_machine") return { accepted };
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const references = Object.fromEntries(variableReferences(model.parts));
  return { accepted, ...(Object.keys(references).length > 0 && { variableReferences: references }) };
}
