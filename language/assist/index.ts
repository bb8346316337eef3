export { type Called, calledBy, looseName, plainName } from "./callee.ts";
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
} from "./calls.ts";
export { type CodeLens, codeLensesOf, placesLeadingTo } from "./code-lenses.ts";
export { completionsAt } from "./complete.ts";
export type { Completion } from "./completion.ts";
export { type Definition, definitionsAt, type NameReference, referencesAt } from "./definition.ts";
export { type Evaluated, evaluateExpression } from "./evaluate-expression.ts";
export {
  type CallExpression,
  type Expression,
  expressionOf,
  type JsonataText,
  type PathExpression,
  spanInDocument,
} from "./expression.ts";
export { type ExpressionAt, evaluatedTextAround, expressionAt, type TextAround } from "./expression-at.ts";
export { type ExpressionFacts, expressionFacts } from "./expression-facts.ts";
export { type Fold, foldsOf } from "./folding.ts";
export { functionCard } from "./function-card.ts";
export { fuzzyScore } from "./fuzzy.ts";
export { type Hover, hoverAt } from "./hover.ts";
export { type InlayHint, type InlayHintKind, inlayHintKinds, inlayHintsOf } from "./inlay-hints.ts";
export { calledAt, type DeployedBy, handlerFiles, type Link, type LinkTarget, linksOf } from "./links.ts";
export { type Renaming, rename, renameableAt, renamedStateAt } from "./rename.ts";
export { type RenamedState, renamedInMocks, renamedInProject } from "./rename-elsewhere.ts";
export { sampleInput } from "./sample-input.ts";
export { selectionsAt } from "./selection.ts";
export {
  type SemanticToken,
  type SemanticType,
  semanticModifiers,
  semanticTokens,
  semanticTypes,
} from "./semantic-tokens.ts";
export { type SignatureHelp, signatureHelpAt } from "./signature-help.ts";
export { type StateSpans, spansOf, stateAt } from "./state-at.ts";
export type { StateData } from "./state-data.ts";
export { machineTitle, type OutlineEntry, type OutlineKind, outlineOf } from "./symbols.ts";
