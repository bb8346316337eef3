import type { Catalogue } from "../catalogue/index.ts";
import { parsePath } from "../expressions/index.ts";
import { isPlaceholder, type State } from "../model/index.ts";
import { type SyntaxNode, valueAt } from "../syntax/index.ts";
import { placeInto } from "./follow.ts";
import { taskResultShape } from "./integration-shape.ts";
import { jsonataTemplateShape } from "./jsonata-shape.ts";
import type { KnownShapes } from "./known-shapes.ts";
import { pathTemplateShape, pathTextShape } from "./path-template-shape.ts";
import type { ShapeRoots } from "./roots.ts";
import {
  arrayOf,
  type DataShape,
  isNothing,
  join,
  objectOf,
  opened,
  present,
  scalar,
  tupleOf,
  unknown,
} from "./shape.ts";
import { shapeOfNode } from "./shape-of-value.ts";

/** The data of a state, in the order in which they come to be. Reference, sections 2.1 and 2.4. */
export interface StateShapes {
  /** As the state before gave it. */
  readonly input: DataShape;
  /** After `InputPath`. */
  readonly effective: DataShape;
  /** What branches get, and what a Pass makes its result of. */
  readonly work: DataShape;
  /** The elements that a Map runs over. */
  readonly item: DataShape;
  /** What the work gave. */
  readonly result: DataShape;
  /** What was made of that: `ResultSelector`. */
  readonly selected: DataShape;
  /** What `OutputPath` looks at. */
  readonly combined: DataShape;
  readonly output: DataShape;
}

/** What a state's shapes depend on besides its input. */
export interface StateContext {
  readonly catalogue?: Catalogue;
  readonly data?: KnownShapes;
  readonly isQuick?: boolean;
  /** The context object, with the item of a Map where there is one. */
  context(item?: DataShape): DataShape;
  variable(state: State, name: string): DataShape;
  /** What branches and iterations gave. */
  outputs(state: State): readonly DataShape[];
}

/** What a catcher hands on, and what `$states.errorOutput` is. */
export const errorShape: DataShape = objectOf([
  ["Error", present(scalar("string"))],
  ["Cause", present(scalar("string"))],
]);

const EMPTY = objectOf([]);

export function stateShapes(state: State, input: DataShape, around: StateContext): StateShapes {
  return state.queryLanguage === "JSONata" ? inJsonata(state, input, around) : inJsonPath(state, input, around);
}

export function rootsFor(
  state: State,
  input: DataShape,
  around: StateContext,
  more: Partial<ShapeRoots> = {},
): ShapeRoots {
  const { isQuick = false } = around;
  const { context = around.context(), result, errorOutput } = more;
  return { input, result, errorOutput, context, variable: (name) => around.variable(state, name), isQuick };
}

/** The same roots with another `$`. */
const withInput = (roots: ShapeRoots, input: DataShape): ShapeRoots =>
  input === roots.input ? roots : { ...roots, input };

function inJsonPath(state: State, input: DataShape, around: StateContext): StateShapes {
  const given = rootsFor(state, input, around);
  const effective = pathField(state.field("InputPath"), given, input);
  const roots = withInput(given, effective);
  const item = state.type === "Map" ? itemShape(state, effective, roots) : unknown;
  const parameters = handsOn(state) ? state.field("Parameters") : undefined;
  const work = parameters ? pathTemplateShape(parameters, roots) : effective;
  const result = resultShape(state, work, around);
  const selector = state.field("ResultSelector");
  const selected = selector ? pathTemplateShape(selector, withInput(given, result)) : result;
  const combined = hasResult(state) ? placedAt(state.field("ResultPath"), input, selected) : effective;
  const outputPath = state.field("OutputPath");
  const output = outputPath ? pathField(outputPath, withInput(given, combined), combined) : combined;
  return { input, effective, work, item, result, selected, combined, output };
}

function inJsonata(state: State, input: DataShape, around: StateContext): StateShapes {
  const roots = rootsFor(state, input, around);
  const item = state.type === "Map" ? itemShape(state, input, roots) : unknown;
  const given = handsOn(state) ? state.field("Arguments") : undefined;
  const work = given ? jsonataTemplateShape(given, roots) : input;
  const result = resultShape(state, work, around);
  const field = state.field("Output");
  const output = field ? jsonataTemplateShape(field, hasWork(state) ? { ...roots, result } : roots) : result;
  return { input, effective: input, work, item, result, selected: result, combined: output, output };
}

/** Nobody asks what a task gets: its result doesn't depend on that. */
const handsOn = ({ type }: State): boolean => type === "Parallel" || type === "Pass";

const hasWork = ({ type }: State): boolean => type === "Task" || type === "Parallel" || type === "Map";
const hasResult = (state: State): boolean => hasWork(state) || state.type === "Pass";

/** A field that takes a path, or null for an empty object. */
function pathField(node: SyntaxNode | undefined, roots: ShapeRoots, otherwise: DataShape): DataShape {
  if (!node) return otherwise;
  if (node.kind === "literal" && node.value === null) return EMPTY;
  return node.kind === "string" ? pathTextShape(node.value, roots) : unknown;
}

/** Where `ResultPath` puts a result. Reference, section 2.3. */
export function placedAt(node: SyntaxNode | undefined, input: DataShape, result: DataShape): DataShape {
  if (!node) return result;
  if (node.kind === "literal" && node.value === null) return input;
  if (node.kind !== "string" || isPlaceholder(node)) return unknown;
  const path = parsePath(node.value);
  return path.ok && path.value.keys ? placeInto(input, path.value.keys, result) : unknown;
}

function resultShape(state: State, work: DataShape, around: StateContext): DataShape {
  const outputs = around.outputs(state);
  switch (state.type) {
    case "Pass":
      return passShape(state, work);
    case "Task": {
      const shape = taskResultShape(state, around.catalogue);
      const seen = around.data?.results?.get(state.path);
      return seen ? join(shape, opened(seen)) : shape;
    }
    case "Parallel":
      return tupleOf(outputs);
    case "Map":
      return mapShape(state, outputs[0] ?? unknown);
    default:
      return work;
  }
}

function passShape(state: State, work: DataShape): DataShape {
  const result = state.queryLanguage === "JSONPath" ? state.field("Result") : undefined;
  return result ? shapeOfNode(result) : work;
}

/** What fails is told of in the result where failures are tolerated, and a writer gives the place of the results. */
function mapShape(state: State, output: DataShape): DataShape {
  const isPlain = !["ResultWriter", ...TOLERANCES].some((field) => state.field(field));
  return isPlain ? arrayOf(output) : unknown;
}

const TOLERANCES = [
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
];

/** The elements that a Map runs over. */
function itemShape(state: State, input: DataShape, roots: ShapeRoots): DataShape {
  if (state.field("ItemReader")) return unknown;
  const items =
    state.queryLanguage === "JSONata"
      ? jsonataTemplateShape(state.field("Items"), roots)
      : pathField(state.field("ItemsPath"), roots, input);
  const list = state.queryLanguage === "JSONata" && !state.field("Items") ? input : items;
  if (!list.array) return isNothing(list) ? list : unknown;
  return list.object || list.isOpen ? join(list.array.items, unknown) : list.array.items;
}

/** What an iteration gets. Reference, section 7.5. */
export function iterationShape(state: State, { effective, item }: StateShapes, around: StateContext): DataShape {
  const selector = state.field("ItemSelector") ?? state.field("Parameters");
  const roots = rootsFor(state, effective, around, { context: around.context(item) });
  const template = state.queryLanguage === "JSONata" ? jsonataTemplateShape : pathTemplateShape;
  const each = selector ? template(selector, roots) : item;
  const batcher = state.field("ItemBatcher");
  if (!batcher) return each;
  const batchInput = valueAt(batcher, "BatchInput");
  return objectOf([
    ["Items", present(arrayOf(each))],
    ...(batchInput ? ([["BatchInput", present(template(batchInput, roots))]] as const) : []),
  ]);
}

/** What a catcher hands to the next state. Reference, section 8.4. */
export function caughtShape(state: State, catcher: SyntaxNode, input: DataShape, around: StateContext): DataShape {
  if (state.queryLanguage === "JSONPath") return placedAt(valueAt(catcher, "ResultPath"), input, errorShape);
  const output = valueAt(catcher, "Output");
  const roots = rootsFor(state, input, around, { errorOutput: errorShape });
  return output ? jsonataTemplateShape(output, roots) : errorShape;
}

/** What a rule of a Choice hands to the next state: what the state does, unless it has an output of its own. */
export function chosenShape(
  state: State,
  rule: SyntaxNode,
  { input, output }: StateShapes,
  around: StateContext,
): DataShape {
  if (state.queryLanguage === "JSONPath") return output;
  const own = valueAt(rule, "Output");
  return own ? jsonataTemplateShape(own, rootsFor(state, input, around)) : input;
}
