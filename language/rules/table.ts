import { callbackUnsupported } from "./callback-unsupported.ts";
import { callbackWithoutTimeout } from "./callback-without-timeout.ts";
import { callbackWithoutToken } from "./callback-without-token.ts";
import { cfnDefinitionExclusive } from "./cfn-definition-exclusive.ts";
import { cfnDefinitionUriMissing } from "./cfn-definition-uri-missing.ts";
import { cfnSubNeeded } from "./cfn-sub-needed.ts";
import { cfnSubstitutionUndeclared } from "./cfn-substitution-undeclared.ts";
import { cfnSubstitutionUnused } from "./cfn-substitution-unused.ts";
import { choiceNoDefault } from "./choice-no-default.ts";
import { choiceStringMatchesEscape } from "./choice-string-matches-escape.ts";
import { contextMapOutsideMap } from "./context-map-outside-map.ts";
import { contextTaskTokenOutsideCallback } from "./context-task-token-outside-callback.ts";
import { contextUnknownField } from "./context-unknown-field.ts";
import { defaultUnknownState } from "./default-unknown-state.ts";
import { definitionSize } from "./definition-size.ts";
import { deprecatedAction } from "./deprecated-action.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { duplicateStateName } from "./duplicate-state-name.ts";
import { endNotTrue } from "./end-not-true.ts";
import { expressSync } from "./express-sync.ts";
import { expressTimeout } from "./express-timeout.ts";
import { heartbeatNotLessThanTimeout } from "./heartbeat-not-less-than-timeout.ts";
import { integrationUnknown } from "./integration-unknown.ts";
import { lambdaTransientRetry } from "./lambda-transient-retry.ts";
import { mapDistributedFieldInline } from "./map-distributed-field-inline.ts";
import { mapDistributedInExpress } from "./map-distributed-in-express.ts";
import { mapExecutionType } from "./map-execution-type.ts";
import { mapItemReaderResource } from "./map-item-reader-resource.ts";
import { mapIteratorDeprecated } from "./map-iterator-deprecated.ts";
import { mapLabel } from "./map-label.ts";
import { mapMaxConcurrency } from "./map-max-concurrency.ts";
import { mapReaderConfig } from "./map-reader-config.ts";
import { mapResultWriter } from "./map-result-writer.ts";
import { missingRequiredParameter } from "./missing-required-parameter.ts";
import { nestedExecutionAssociation } from "./nested-execution-association.ts";
import { nextOutOfScope } from "./next-out-of-scope.ts";
import { nextUnknownState } from "./next-unknown-state.ts";
import { noTerminalState } from "./no-terminal-state.ts";
import { parameterValue } from "./parameter-value.ts";
import { passResultStatic } from "./pass-result-static.ts";
import { pathSuffixMissing } from "./path-suffix-missing.ts";
import { pathUnknown } from "./path-unknown.ts";
import { queryLanguageDowngrade } from "./query-language-downgrade.ts";
import { reservedErrorName } from "./reserved-error-name.ts";
import { resourceLambdaForm } from "./resource-lambda-form.ts";
import { resourceNotArn } from "./resource-not-arn.ts";
import { retryUnreachable } from "./retry-unreachable.ts";
import { rootNotObject } from "./root-not-object.ts";
import type { Rule } from "./rule.ts";
import { sdkIntegrationUnknown } from "./sdk-integration-unknown.ts";
import { startAtUnknownState } from "./start-at-unknown-state.ts";
import { stateNameEmpty } from "./state-name-empty.ts";
import { stateNameTooLong } from "./state-name-too-long.ts";
import { statesAllAlone } from "./states-all-alone.ts";
import { statesAllDoesNotCover } from "./states-all-does-not-cover.ts";
import { statesAllLast } from "./states-all-last.ts";
import { syncUnsupported } from "./sync-unsupported.ts";
import { sync2OnlyStates } from "./sync2-only-states.ts";
import { taskWithoutRetry } from "./task-without-retry.ts";
import { taskWithoutTimeout } from "./task-without-timeout.ts";
import { terminalUnreachable } from "./terminal-unreachable.ts";
import { unknownParameter } from "./unknown-parameter.ts";
import { unreachableState } from "./unreachable-state.ts";
import { variableDistributedMap } from "./variable-distributed-map.ts";
import { variableInnerRead } from "./variable-inner-read.ts";
import { variableName } from "./variable-name.ts";
import { variableNameLength } from "./variable-name-length.ts";
import { variableOuterAssign } from "./variable-outer-assign.ts";
import { variableReservedName } from "./variable-reserved-name.ts";
import { variableSameState } from "./variable-same-state.ts";
import { variableShadow } from "./variable-shadow.ts";
import { variableUnassigned } from "./variable-unassigned.ts";
import { variableUnused } from "./variable-unused.ts";
import { yamlBooleanLikeName } from "./yaml-boolean-like-name.ts";

/** The rules that relate several places of a document, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  rootNotObject,
  duplicateKey,
  yamlBooleanLikeName,
  startAtUnknownState,
  queryLanguageDowngrade,
  stateNameEmpty,
  stateNameTooLong,
  duplicateStateName,
  endNotTrue,
  nextUnknownState,
  nextOutOfScope,
  defaultUnknownState,
  unreachableState,
  noTerminalState,
  terminalUnreachable,
  choiceStringMatchesEscape,
  choiceNoDefault,
  statesAllAlone,
  statesAllLast,
  retryUnreachable,
  statesAllDoesNotCover,
  reservedErrorName,
  pathSuffixMissing,
  passResultStatic,
  variableName,
  variableNameLength,
  variableReservedName,
  contextUnknownField,
  contextMapOutsideMap,
  contextTaskTokenOutsideCallback,
  pathUnknown,
  variableUnassigned,
  variableSameState,
  variableOuterAssign,
  variableInnerRead,
  variableShadow,
  variableDistributedMap,
  variableUnused,
  heartbeatNotLessThanTimeout,
  resourceNotArn,
  resourceLambdaForm,
  integrationUnknown,
  sdkIntegrationUnknown,
  syncUnsupported,
  sync2OnlyStates,
  callbackUnsupported,
  deprecatedAction,
  missingRequiredParameter,
  unknownParameter,
  parameterValue,
  callbackWithoutToken,
  callbackWithoutTimeout,
  expressSync,
  expressTimeout,
  nestedExecutionAssociation,
  mapIteratorDeprecated,
  mapExecutionType,
  mapDistributedFieldInline,
  mapDistributedInExpress,
  mapMaxConcurrency,
  mapLabel,
  mapItemReaderResource,
  mapReaderConfig,
  mapResultWriter,
  definitionSize,
  cfnSubstitutionUndeclared,
  cfnSubstitutionUnused,
  cfnSubNeeded,
  cfnDefinitionExclusive,
  cfnDefinitionUriMissing,
  taskWithoutRetry,
  taskWithoutTimeout,
  lambdaTransientRetry,
];
