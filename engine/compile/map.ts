import {
  compileTemplate,
  isJsonObject,
  type Json,
  type JsonObject,
  member,
  type ObjectNode,
} from "../../language/index.ts";
import type { Distributed, Phase, ProgramState } from "../program.ts";
import { addSetting, type Draft, fieldSpan, fieldValue } from "./draft.ts";

/** Adds what a Map state does until its results are gathered. Reference, section 7.5. */
export function addMap(draft: Draft): void {
  const { state, phases } = draft;
  const { node, queryLanguage } = state;
  const jsonPath = queryLanguage === "JSONPath";
  const span = fieldSpan(node, member(node, "ItemProcessor") ? "ItemProcessor" : "Iterator");
  const distributed = distributedOf(draft);
  // A reader makes ItemsPath count for nothing.
  if (!distributed?.reader) addSetting(draft, node, jsonPath ? "ItemsPath" : "Items");
  addWithPath(draft, node, "MaxConcurrency");
  phases.push({ kind: "Begin", span });
  for (const field of ["ToleratedFailureCount", "ToleratedFailurePercentage"]) addWithPath(draft, node, field);
  if (distributed) addItems(draft, distributed);
  phases.push({ kind: "Work", span });
  if (distributed) addResults(draft);
  else phases.push({ kind: "Join", span });
}

/** How a distributed Map reads and writes; undefined for an inline one. */
export function distributedOf(draft: Draft): Distributed | undefined {
  const { node } = draft.state;
  const processor = objectAt(node, "ItemProcessor") ?? objectAt(node, "Iterator");
  const config = processor && fieldValue(draft, processor, "ProcessorConfig");
  if (!isJsonObject(config) || config.Mode !== "DISTRIBUTED") return undefined;
  const reader = objectAt(node, "ItemReader");
  const writer = objectAt(node, "ResultWriter");
  const resource = (object: ObjectNode): Json | undefined => fieldValue(draft, object, "Resource");
  const exports = writer && resource(writer);
  return {
    isExpress: config.ExecutionType === "EXPRESS",
    ...(reader && {
      reader: { resource: String(resource(reader) ?? ""), config: configAt(draft, reader, "ReaderConfig") },
    }),
    ...(writer && {
      writer: {
        resource: typeof exports === "string" ? exports : undefined,
        config: configAt(draft, writer, "WriterConfig"),
      },
    }),
  };
}

function configAt(draft: Draft, object: ObjectNode, field: string): JsonObject {
  const value = fieldValue(draft, object, field);
  return isJsonObject(value) ? value : {};
}

function addItems(draft: Draft, { reader }: Distributed): void {
  const { node, nameNode } = draft.state;
  const { phases } = draft;
  phases.push({ kind: "MapRun", span: nameNode.span });
  const readerNode = objectAt(node, "ItemReader");
  if (reader && readerNode) {
    addArguments(draft, readerNode, "ItemReader/");
    const config = objectAt(readerNode, "ReaderConfig");
    if (config) addWithPath(draft, config, "MaxItems", "ItemReader/ReaderConfig/");
    phases.push({ kind: "ItemReader", span: fieldSpan(node, "ItemReader") });
  }
  const batcher = objectAt(node, "ItemBatcher");
  if (!batcher) return;
  for (const field of ["MaxItemsPerBatch", "MaxInputBytesPerBatch"]) addWithPath(draft, batcher, field, "ItemBatcher/");
  addSetting(draft, batcher, "BatchInput", "ItemBatcher/");
  const span = fieldSpan(node, "ItemBatcher");
  if (selectorField(draft)) phases.push({ kind: "Selection", span });
  phases.push({ kind: "ItemBatcher", span });
}

function addResults(draft: Draft): void {
  const { node, nameNode } = draft.state;
  const writer = objectAt(node, "ResultWriter");
  if (writer) addArguments(draft, writer, "ResultWriter/");
  const span = writer ? fieldSpan(node, "ResultWriter") : nameNode.span;
  draft.phases.push({ kind: "ResultWriter", span }, { kind: "MapRunEnd", span: nameNode.span });
}

function addArguments(draft: Draft, object: ObjectNode, within: string): void {
  addSetting(draft, object, draft.state.queryLanguage === "JSONPath" ? "Parameters" : "Arguments", within);
}

/** A field, or its twin that says where the value is. */
function addWithPath(draft: Draft, object: ObjectNode, field: string, within = ""): void {
  addSetting(draft, object, field, within);
  if (draft.state.queryLanguage === "JSONPath") addSetting(draft, object, `${field}Path`, within);
}

function objectAt(node: ObjectNode, field: string): ObjectNode | undefined {
  const value = member(node, field)?.value;
  return value?.kind === "object" ? value : undefined;
}

/** The field that selects items: `ItemSelector` or, in older definitions, `Parameters`. */
function selectorField(draft: Draft): string | undefined {
  return ["ItemSelector", "Parameters"].find((field) => fieldValue(draft, draft.state.node, field) !== undefined);
}

/** What a Map state does for one item before its processor starts; items of batches were selected before. */
export function iterationOf(map: ProgramState, draft: Draft): ProgramState {
  const { nameNode, node } = draft.state;
  const begin: Phase = { kind: "Iteration", span: nameNode.span };
  const isBatched = map.distributed && objectAt(node, "ItemBatcher");
  return beforeProcessor(map, draft, isBatched ? [begin] : [...selectorPhases(draft), begin]);
}

/** What a distributed Map does to select one item of a batch. */
export function selectionOf(map: ProgramState, draft: Draft): ProgramState {
  return beforeProcessor(map, draft, [...selectorPhases(draft), { kind: "Selected", span: draft.state.nameNode.span }]);
}

function beforeProcessor(map: ProgramState, { state }: Draft, work: readonly Phase[]): ProgramState {
  const phases: readonly Phase[] = [...work, { kind: "Throw", span: state.nameNode.span }];
  const throwAt = work.length;
  return { ...map, phases, settings: {}, firstOfAttempt: 0, retriers: [], catchers: [], throwAt, isIteration: true };
}

function selectorPhases(draft: Draft): readonly Phase[] {
  const { node, queryLanguage } = draft.state;
  const field = selectorField(draft);
  const selector = field === undefined ? undefined : fieldValue(draft, node, field);
  if (field === undefined || selector === undefined) return [];
  const span = fieldSpan(node, field);
  const compiled = compileTemplate(selector, queryLanguage);
  if (compiled.ok) return [{ kind: "ItemSelector", template: compiled.template, span }];
  return [{ kind: "Broken", field, problem: compiled.problem.message, span }];
}
