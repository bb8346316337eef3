import type { State } from "../model/index.ts";
import { type Member, memberSpan, type ObjectNode, toJson } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import { type Change, replaceFields, type Wanted } from "./changes.ts";
import { CONDITION_FIELDS, conditionText } from "./choice-to-jsonata.ts";
import { combined, type DataFlow, dataFlow, ERROR_OUTPUT, fieldOf, INPUT, RESULT, sameText } from "./data-flow.ts";
import type { Notes } from "./notes.ts";
import { evaluatedTerm, templateChanges } from "./template-to-jsonata.ts";
import { literalTemplate, type Term, toExpression, toTemplate } from "./term.ts";

/** What must change in a state's own fields, its query language aside. Its branches and its processor are left alone. */
export function stateChanges(state: State, notes: Notes): readonly Change[] {
  notes.at = state.nameNode.span;
  if (!state.type) {
    notes.problems.add("The state needs a Type.");
    return [];
  }
  const flow = dataFlow(state, notes);
  const changes = changesOf(state, flow, notes);
  const inputPath = fieldOf(state.node, "InputPath");
  if (inputPath && !isUsedIn(changes, flow.effective)) {
    notes.at = memberSpan(inputPath);
    notes.caveats.add('"InputPath" isn\'t followed any more, as nothing uses what it gives.');
  }
  return changes;
}

/** Whether new values are made of a term; one that can't fail needs no use. */
function isUsedIn(changes: readonly Change[], term: Term): boolean {
  if (term.kind !== "expression" || term.expression.isCertain) return true;
  const text = JSON.stringify(term.expression.text).slice(1, -1);
  return changes.some((change) => "value" in change && JSON.stringify(change.value).includes(text));
}

function changesOf(state: State, flow: DataFlow, notes: Notes): readonly Change[] {
  return [
    ...inputAndOutput(state, flow, notes),
    ...pathFields(state.node, STATE_PATHS, state.type === "Fail" ? INPUT : flow.effective, notes),
    ...literalFields(state.node),
    ...templateField(state.node, "Assign", flow.result, notes),
    ...templateField(state.node, "Credentials", flow.effective, notes),
    ...(state.type === "Choice" ? ruleChanges(state, flow, notes) : []),
    ...(state.type === "Map" ? mapChanges(state, flow, notes) : []),
    ...catcherChanges(state, notes),
  ];
}

/** The fields through which data come in and go out, by what takes their places. */
function inputAndOutput({ node, type }: State, flow: DataFlow, notes: Notes): readonly Change[] {
  const [inputPath, parameters, selector, resultPath, outputPath, result] = [
    "InputPath",
    "Parameters",
    "ResultSelector",
    "ResultPath",
    "OutputPath",
    "Result",
  ].map((name) => fieldOf(node, name));
  const isWork = type === "Task" || type === "Parallel";
  const changes: Change[] = [];
  const wanted: Wanted[] = [];
  const old = [inputPath, selector, resultPath, outputPath, result].filter((field) => field !== undefined);
  if (isWork && parameters) changes.push(...renamed(parameters, "Arguments", flow.effective, notes));
  else if (isWork && inputPath) wanted.push(argumentsOf(inputPath, flow.effective, type === "Task", notes));
  if (type === "Pass" && parameters) old.push(parameters);
  const { outputField } = flow;
  if (outputField) {
    const scope = outputField.key.value === "ResultSelector" ? flow.result : flow.effective;
    if (outputField === result) changes.push(...fixedOutput(outputField));
    else changes.push(...renamed(outputField, "Output", scope, notes));
    old.splice(old.indexOf(outputField), 1);
  } else if (!sameText(flow.output, type === "Map" || isWork ? RESULT : INPUT)) {
    const from = resultPath ?? selector ?? outputPath ?? result ?? (type === "Pass" ? parameters : undefined);
    wanted.push({ key: "Output", value: toTemplate(flow.output, notes), from });
  }
  return [...changes, ...replaceFields(node, old, wanted)];
}

function argumentsOf(inputPath: Member, effective: Term, isTask: boolean, notes: Notes): Wanted {
  notes.at = memberSpan(inputPath);
  if (isTask && effective.kind === "expression") {
    notes.caveats.add(`The task got whatever "InputPath" names: "Arguments" must be an object, else the state fails.`);
  }
  return { key: "Arguments", value: toTemplate(effective, notes), from: inputPath };
}

/** A template that keeps its place and its form under another name. */
function renamed({ key, value }: Member, name: string, input: Term, notes: Notes): readonly Change[] {
  const rename: Change[] = key.value === name ? [] : [{ kind: "key", key, name }];
  return [...rename, ...templateChanges(value, { input, notes })];
}

function templateField(object: ObjectNode, field: string, input: Term, notes: Notes): readonly Change[] {
  const found = fieldOf(object, field);
  return found ? renamed(found, field, input, notes) : [];
}

/** `Result` is taken as it is, keys that end in `.$` included. */
function fixedOutput({ key, value }: Member): readonly Change[] {
  const given = toJson(value);
  const escaped = literalTemplate(given);
  const rename: Change = { kind: "key", key, name: "Output" };
  return JSON.stringify(given) === JSON.stringify(escaped)
    ? [rename]
    : [rename, { kind: "value", node: value, value: escaped }];
}

/** Fields that say where a value is, which JSONata reads from the field without `Path`; some also took numbers in texts. */
const STATE_PATHS = [
  ["TimeoutSecondsPath", "number"],
  ["HeartbeatSecondsPath", "number"],
  ["SecondsPath", "number"],
  ["TimestampPath", "string"],
  ["MaxConcurrencyPath", "text"],
  ["ToleratedFailureCountPath", "text"],
  ["ToleratedFailurePercentagePath", "text"],
  ["ErrorPath", "any"],
  ["CausePath", "any"],
] as const;

type PathFields = readonly (readonly [field: string, takes: "number" | "string" | "text" | "any"])[];

function pathFields(object: ObjectNode, fields: PathFields, input: Term, notes: Notes): readonly Change[] {
  return fields.flatMap(([field, takes]) => {
    const found = fieldOf(object, field);
    if (found?.value.kind !== "string") return [];
    notes.at = found.value.span;
    const expression = toExpression(evaluatedTerm(found.value.value, { input, notes }), notes);
    const value = `{% ${converted(expression.text, expression.type, field, takes, notes)} %}`;
    return replaceFields(object, [found], [{ key: field.slice(0, -4), value, from: found }]);
  });
}

function converted(text: string, type: string | undefined, field: string, takes: string, notes: Notes): string {
  if (takes === "text" && type !== "number") {
    if (notes.exact) return `$number(${text})`;
    notes.caveats.add(`"${field}" also took a number that is written in a text: now the state fails with it.`);
  }
  if (takes === "any" && type !== "string") {
    if (notes.exact) return `$string(${text})`;
    notes.caveats.add(`"${field}" also took values that are no texts: now the state fails with them.`);
  }
  return text;
}

/** Texts that would be expressions now. */
function literalFields(object: ObjectNode): readonly Change[] {
  return ["Error", "Cause", "Timestamp"].flatMap((field): Change[] => {
    const value = fieldOf(object, field)?.value;
    if (value?.kind !== "string") return [];
    const escaped = literalTemplate(value.value);
    return escaped === value.value ? [] : [{ kind: "value", node: value, value: escaped }];
  });
}

function ruleChanges(state: State, flow: DataFlow, notes: Notes): readonly Change[] {
  const choices = fieldOf(state.node, "Choices")?.value;
  if (choices?.kind !== "array") return [];
  const output = sameText(flow.output, INPUT) ? undefined : toTemplate(flow.output, notes);
  return choices.items.flatMap((rule) => {
    if (rule.kind !== "object") return [];
    notes.at = rule.span;
    const old = rule.members.filter(({ key }) => CONDITION_FIELDS.has(key.value));
    const condition = `{% ${conditionText(toJson(rule), { input: flow.effective, notes })} %}`;
    const wanted: Wanted[] = [{ key: "Condition", value: condition, from: old[0] }];
    if (output !== undefined)
      wanted.push({ key: "Output", value: output, ...(old.length < 2 && { after: rule.members.at(-1) }) });
    return [...replaceFields(rule, old, wanted), ...templateField(rule, "Assign", flow.effective, notes)];
  });
}

function mapChanges({ node }: State, { effective }: DataFlow, notes: Notes): readonly Change[] {
  const changes: Change[] = [];
  const reader = objectAt(node, "ItemReader");
  const [inputPath, itemsPath] = [fieldOf(node, "InputPath"), fieldOf(node, "ItemsPath")];
  const items = itemsPath?.value.kind === "string" ? itemsPath.value.value : undefined;
  const source = itemsPath ?? inputPath;
  if (source) notes.at = memberSpan(source);
  const term = items === undefined ? effective : evaluatedTerm(items, { input: effective, notes });
  const isDefault = sameText(term, INPUT) || reader !== undefined;
  const wanted: Wanted[] =
    isDefault || !itemsPath ? [] : [{ key: "Items", value: toTemplate(term, notes), from: itemsPath }];
  if (itemsPath) changes.push(...replaceFields(node, [itemsPath], wanted));
  else if (!isDefault)
    changes.push({
      kind: "insert",
      object: node,
      key: "Items",
      value: toTemplate(term, notes),
      after: fieldOf(node, "Type"),
    });
  const selector = fieldOf(node, "ItemSelector") ?? fieldOf(node, "Parameters");
  if (selector) changes.push(...renamed(selector, "ItemSelector", effective, notes));
  const iterator = fieldOf(node, "ItemProcessor") ? undefined : fieldOf(node, "Iterator");
  if (iterator) changes.push({ kind: "key", key: iterator.key, name: "ItemProcessor" });
  const config = reader && objectAt(reader, "ReaderConfig");
  if (config) changes.push(...pathFields(config, [["MaxItemsPath", "text"]], effective, notes));
  for (const object of [reader, objectAt(node, "ResultWriter")]) {
    const parameters = object && fieldOf(object, "Parameters");
    if (parameters) changes.push(...renamed(parameters, "Arguments", effective, notes));
  }
  const batcher = objectAt(node, "ItemBatcher");
  if (!batcher) return changes;
  const sizes = [
    ["MaxItemsPerBatchPath", "text"],
    ["MaxInputBytesPerBatchPath", "text"],
  ] as const;
  return [
    ...changes,
    ...pathFields(batcher, sizes, effective, notes),
    ...templateField(batcher, "BatchInput", effective, notes),
  ];
}

function objectAt(node: ObjectNode, field: string): ObjectNode | undefined {
  const value = fieldOf(node, field)?.value;
  return value?.kind === "object" ? value : undefined;
}

/** What a catcher does with the error. Reference, section 8.4. */
function catcherChanges({ node }: State, notes: Notes): readonly Change[] {
  const list = fieldOf(node, "Catch")?.value;
  const catchers = list?.kind === "array" ? list.items : [];
  for (const name of ["Retry", "Catch"]) noteHandled(toJson(fieldOf(node, name)?.value ?? node), notes);
  return catchers.flatMap((catcher) => {
    if (catcher.kind !== "object") return [];
    const resultPath = fieldOf(catcher, "ResultPath");
    const output = combined(catcher, ERROR_OUTPUT, notes);
    const wanted: Wanted[] = sameText(output, ERROR_OUTPUT)
      ? []
      : [{ key: "Output", value: toTemplate(output, notes), from: resultPath }];
    const changes = resultPath ? replaceFields(catcher, [resultPath], wanted) : [];
    return [...changes, ...templateField(catcher, "Assign", ERROR_OUTPUT, notes)];
  });
}

const HANDLING = ["States.ALL", "States.TaskFailed", "States.QueryEvaluationError"];

/** Paths fail with an error that nothing handles, expressions with one that can be handled. */
function noteHandled(handlers: Json, notes: Notes): void {
  const names = Array.isArray(handlers) ? handlers.flatMap((handler) => namesOf(handler)) : [];
  if (!names.some((name) => HANDLING.includes(name))) return;
  notes.caveats.add(
    "A path that names nothing ended the execution: an expression that fails is States.QueryEvaluationError, which Retry and Catch of the state handle.",
  );
}

function namesOf(handler: Json): readonly string[] {
  const names =
    typeof handler === "object" && handler !== null && "ErrorEquals" in handler ? handler.ErrorEquals : undefined;
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
