export { completionsAt } from "./completion/complete.ts";
export type { Completion } from "./completion/completion.ts";
export { type Called, calledBy, looseName, plainName } from "./expressions/callee.ts";
export { type Evaluated, evaluateExpression } from "./expressions/evaluate-expression.ts";
export {
  type CallExpression,
  type Expression,
  expressionOf,
  type JsonataText,
  type PathExpression,
  spanInDocument,
} from "./expressions/expression.ts";
export { type ExpressionAt, evaluatedTextAround, expressionAt, type TextAround } from "./expressions/expression-at.ts";
export { type ExpressionFacts, expressionFacts } from "./expressions/expression-facts.ts";
export type { StateData } from "./expressions/state-data.ts";
export { functionCard } from "./hover/function-card.ts";
export { type Hover, hoverAt } from "./hover/hover.ts";
export { type SignatureHelp, signatureHelpAt } from "./hover/signature-help.ts";
export {
  type FlowPlace,
  type FlowWay,
  flowPlace,
  flowPlaceAt,
  type StartedMachine,
  startedMachine,
  startsIn,
  waysFrom,
  waysInto,
} from "./navigation/calls.ts";
export { type Definition, definitionsAt, type NameReference, referencesAt } from "./navigation/definition.ts";
export { type Fold, foldsOf } from "./navigation/folding.ts";
export { fuzzyScore } from "./navigation/fuzzy.ts";
export { calledAt, type DeployedBy, handlerFiles, type Link, type LinkTarget, linksOf } from "./navigation/links.ts";
export { type Renaming, rename, renameableAt, renamedStateAt } from "./navigation/rename.ts";
export { type RenamedState, renamedInMocks, renamedInProject } from "./navigation/rename-elsewhere.ts";
export { selectionsAt } from "./navigation/selection.ts";
export { machineTitle, type OutlineEntry, type OutlineKind, outlineOf } from "./navigation/symbols.ts";
export { type MachineOfTemplate, machineOfTemplateAt, machinesOfTemplate } from "./navigation/template-machines.ts";
export { type StateSpans, spansOf, stateAt } from "./place/state-at.ts";
export { type CodeLens, codeLensesOf, placesLeadingTo } from "./reading/code-lenses.ts";
export { type InlayHint, type InlayHintKind, inlayHintKinds, inlayHintsOf } from "./reading/inlay-hints.ts";
export {
  type SemanticToken,
  type SemanticType,
  semanticModifiers,
  semanticTokens,
  semanticTypes,
} from "./reading/semantic-tokens.ts";
export { sampleInput } from "./sample-input.ts";
