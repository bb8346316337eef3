import type { CodeInfo } from "../rule.ts";

const error = (doc: string): CodeInfo => ({ severity: "error", doc });
const warning = (doc: string): CodeInfo => ({ severity: "warning", doc });

/** The codes under which the table of the language reports (`language/spec`), each with what it demands. */
export const fieldCodes = {
  "missing-start-at": error("A state machine, a branch and an item processor have `StartAt`."),
  "missing-states": error("A state machine, a branch and an item processor have `States`."),
  "states-not-object": error("`States` is an object, and so is each state in it."),
  "states-empty": error("`States` has at least one state."),
  "unknown-top-level-field": error(
    "A state machine, a branch and an item processor have the fields of the language only.",
  ),
  "version-not-1.0": warning('`Version` is `"1.0"`: no other version exists.'),
  "query-language-value": error("`QueryLanguage` is `JSONPath` or `JSONata`."),
  "query-language-in-branch": error(
    "`QueryLanguage` stands at the top or in a state, not in a branch or an item processor.",
  ),
  "machine-timeout-range": error("`TimeoutSeconds` of a state machine is a whole number from 1 to 99,999,999."),
  "comment-not-string": error("`Comment` is a text."),

  "missing-type": error("Every state has a `Type`."),
  "unknown-type": error("`Type` is one of the eight state types."),
  "unknown-state-field": error("A state has only fields that some state type has."),
  "unknown-field": warning("An object of the language has the fields of the language only."),
  "jsonpath-field-in-jsonata": error("A JSONata state has no fields that only JSONPath has."),
  "jsonata-field-in-jsonpath": error("A JSONPath state has no fields that only JSONata has."),
  "field-type": error("A field's value has the type that the field takes."),
  "paired-static-and-path": error("Of a field and its `…Path` twin only one stands in a state."),
  "fields-task": error("A Task state has only its own fields."),
  "fields-pass": error("A Pass state has only its own fields."),
  "fields-choice": error("A Choice state has only its own fields."),
  "fields-wait": error("A Wait state has only its own fields."),
  "fields-succeed": error("A Succeed state has only its own fields."),
  "fields-fail": error("A Fail state has only its own fields."),
  "fields-parallel": error("A Parallel state has only its own fields."),
  "fields-map": error("A Map state has only its own fields."),
  "io-field-state": error("`Parameters`, `ResultSelector` and `ResultPath` stand only in states that have a result."),

  "next-and-end": error("A state has `Next` or `End`, not both."),
  "no-next-no-end": error("A state that is no Choice, Succeed or Fail has `Next` or `End`."),
  "terminal-state-next": error("Choice, Succeed and Fail states have neither `Next` nor `End`."),

  "choices-missing": error("A Choice state has a list of rules, `Choices`."),
  "choice-rule-next": error("Every rule of a Choice state has `Next`."),
  "choice-nested-next": error("Rules within `And`, `Or` and `Not` lead nowhere and assign nothing."),
  "choice-operator-missing": error("A rule compares something, or joins rules by `And`, `Or` or `Not`."),
  "choice-operator-many": error("A rule has only one comparison, `And`, `Or` or `Not`."),
  "choice-operator-unknown": error("A rule has the fields and comparisons of the language only."),
  "choice-variable-missing": error("A comparison has a `Variable`."),
  "choice-variable-path": error("`Variable` is a path."),
  "choice-and-or-empty": error("`And` and `Or` are lists of at least one rule, `Not` is a rule."),
  "choice-value-type": error("A comparison's value has the type that it compares."),
  "choice-timestamp-format": error("A moment to compare with is written as RFC 3339 says, with `T` and a zone."),
  "choice-condition-missing": error("A rule of a JSONata state has a `Condition`."),
  "choice-condition-type": error("`Condition` is true, false or a JSONata expression."),
  "choice-jsonpath-operators-in-jsonata": error("A rule of a JSONata state has no `Variable` and no comparisons."),

  "retry-catch-state": error("`Retry` and `Catch` stand in Task, Parallel and Map states only."),
  "error-equals-missing": error("Every retrier and catcher has `ErrorEquals`."),
  "error-equals-empty": error("`ErrorEquals` names at least one error."),
  "error-equals-type": error("`ErrorEquals` is a list of texts."),
  "retry-interval": error("`IntervalSeconds` is a whole number from 1 to 99,999,999."),
  "retry-max-attempts": error("`MaxAttempts` is a whole number from 0 to 99,999,999."),
  "retry-backoff-rate": error("`BackoffRate` is a number, at least 1."),
  "retry-max-delay": error("`MaxDelaySeconds` is a whole number from 1 to 31,622,400."),
  "retry-jitter": error("`JitterStrategy` is `NONE` or `FULL`."),
  "retry-jsonata-number": error("The numbers of a retrier are fixed: nothing is evaluated there."),
  "unknown-retrier-field": error("A retrier has the fields of the language only."),
  "catch-next-missing": error("Every catcher has `Next`."),
  "unknown-catcher-field": error("A catcher has the fields of the language only."),
  "fail-error-and-path": error("A Fail state has `Error` or `ErrorPath`, and `Cause` or `CausePath`, not both."),
  "fail-path-intrinsic": error("`ErrorPath` and `CausePath` take a path, or an intrinsic function that gives a text."),

  "assign-state": error("Succeed and Fail states assign no variables."),
  "assign-type": error("`Assign` is an object with a value for each variable."),

  "wait-exactly-one": error(
    "A Wait state has exactly one of `Seconds`, `SecondsPath`, `Timestamp` and `TimestampPath`.",
  ),
  "wait-seconds": error("`Seconds` is a whole number from 0 to 99,999,999."),
  "timestamp-format": error("`Timestamp` is written as RFC 3339 says, with `T` and a zone."),
  "timeout-range": error("`TimeoutSeconds` and `HeartbeatSeconds` are whole numbers from 1 to 99,999,999."),

  "resource-missing": error("Every Task state has a `Resource`."),
  "credentials-shape": error("`Credentials` is an object with `RoleArn`, or `RoleArn.$` under JSONPath."),

  "branches-missing": error("A Parallel state has a list of branches, `Branches`."),
  "map-processor": error("A Map state has one `ItemProcessor`, or an `Iterator`."),
  "map-selector-and-parameters": error("A Map state has `ItemSelector` or `Parameters`, not both."),
  "map-items-and-path": error("A Map state has `Items` or `ItemsPath`, not both."),
  "map-items-type": error("`Items` is an array, an object, or a JSONata expression."),
  "map-mode": error("`Mode` is `INLINE` or `DISTRIBUTED`."),
  "map-tolerated-percentage": error("`ToleratedFailurePercentage` is a number from 0 to 100."),
  "map-tolerated-count": error("`ToleratedFailureCount` is a whole number, at least 0."),
  "map-item-batcher": error("An item batcher says how many items, or how many bytes, a batch has at most."),
} as const satisfies { readonly [code: string]: CodeInfo };

/** The codes of what the notations find. */
export const notationCodes = {
  "json-syntax": error("The text is JSON; comments and trailing commas aside."),
  "json-comment": warning("JSON has no comments: the service refuses them, though build steps may strip them."),
  "json-trailing-comma": warning("JSON has no comma before a closing bracket: the service refuses it."),
  "yaml-syntax": error("The text is YAML 1.2."),
  "suppression-unknown-code": warning("A comment that silences findings names codes that exist."),
  "nesting-too-deep": error("Values are nested at most 1,000 levels deep."),
} as const satisfies { readonly [code: string]: CodeInfo };
