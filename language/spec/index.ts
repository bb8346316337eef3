import { choiceRule, nestedRule } from "./objects/choice-rule.ts";
import { itemBatcher, itemReader, readerConfig, resultWriter, writerConfig } from "./objects/distributed-map.ts";
import { catcher, credentials, retrier } from "./objects/error-handling.ts";
import { branch, itemProcessor, machine, processorConfig } from "./objects/machine.ts";
import type { ObjectSpec, StateSpec } from "./spec.ts";
import { choice } from "./states/choice.ts";
import { fail } from "./states/fail.ts";
import { map } from "./states/map.ts";
import { parallel } from "./states/parallel.ts";
import { pass } from "./states/pass.ts";
import { succeed } from "./states/succeed.ts";
import { task } from "./states/task.ts";
import { wait } from "./states/wait.ts";

export { type Comparison, comparisons, type Operand } from "./comparisons.ts";
export { type ContextField, type ContextPlace, contextObject } from "./context-object.ts";
export { type ErrorSpec, errorNames, lambdaErrorNames } from "./errors.ts";
export { integrations } from "./integrations.ts";
export type { FieldGroup, FieldSpec, FieldType, ObjectSpec, QueryLanguage, StateSpec } from "./spec.ts";
export { isTimestamp, parseTimestamp } from "./timestamp.ts";

/** The state types with their fields: validation, completion, hover and the engine all read this one table. */
export const stateSpecs = {
  Task: task,
  Pass: pass,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
} as const satisfies Record<string, StateSpec>;

export type StateType = keyof typeof stateSpecs;

export const stateTypes = Object.keys(stateSpecs) as readonly StateType[];

/** The objects that fields of the table hold (`of`), besides states. */
export const objectSpecs = {
  Machine: machine,
  Branch: branch,
  ItemProcessor: itemProcessor,
  ProcessorConfig: processorConfig,
  Retrier: retrier,
  Catcher: catcher,
  Credentials: credentials,
  ChoiceRule: choiceRule,
  NestedRule: nestedRule,
  ItemReader: itemReader,
  ReaderConfig: readerConfig,
  ItemBatcher: itemBatcher,
  ResultWriter: resultWriter,
  WriterConfig: writerConfig,
} as const satisfies Record<string, ObjectSpec>;

export type ObjectName = keyof typeof objectSpecs;

export function isStateType(name: string | undefined): name is StateType {
  return name !== undefined && Object.hasOwn(stateSpecs, name);
}

export function isObjectName(name: string | undefined): name is ObjectName {
  return name !== undefined && Object.hasOwn(objectSpecs, name);
}
