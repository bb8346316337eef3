import type { EvaluatedText, State } from "../model/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import { jsonataTemplateShape } from "./jsonata-shape.ts";
import { pathTemplateShape } from "./path-template-shape.ts";
import type { ShapeRoots } from "./roots.ts";
import type { DataShape, ObjectShape } from "./shape.ts";
import { errorShape, rootsFor, type StateContext, type StateShapes } from "./state-shapes.ts";

/** What `$` and `$states` are in a catcher. */
export function catcherRoots(state: State, { input }: StateShapes, around: StateContext): ShapeRoots {
  const isJsonata = state.queryLanguage === "JSONata";
  return rootsFor(state, isJsonata ? input : errorShape, around, { errorOutput: errorShape });
}

/** What `$` and `$states` are in a state's `Assign`. Reference, sections 2.1 and 2.4. */
export function assignRoots(state: State, shapes: StateShapes, around: StateContext): ShapeRoots {
  const { input, effective, result } = shapes;
  if (state.queryLanguage === "JSONata") return rootsFor(state, input, around, hasWork(state) ? { result } : {});
  return rootsFor(state, hasWork(state) || state.type === "Pass" ? result : effective, around);
}

const hasWork = ({ type }: State): boolean => type === "Task" || type === "Parallel" || type === "Map";

/** The variables that a state, rule or catcher assigns, with their shapes. */
export function assignedShapes(state: State, assign: SyntaxNode | undefined, roots: ShapeRoots): AssignedShapes {
  if (assign?.kind !== "object") return NONE;
  const template = state.queryLanguage === "JSONata" ? jsonataTemplateShape : pathTemplateShape;
  return template(assign, roots).object?.members ?? NONE;
}

/** The variables that a place assigns, with their shapes. */
export type AssignedShapes = ObjectShape["members"];

const NONE: AssignedShapes = new Map();

/** What the names in a text stand for. */
export function rootsAt({ part, field }: EvaluatedText, shapes: StateShapes, around: StateContext): ShapeRoots {
  const { state, kind } = part;
  if (!state) return { input: shapes.input, context: around.context(), variable: () => shapes.input };
  const roots = (input: DataShape): ShapeRoots => rootsFor(state, input, around);
  const isSelector =
    field === "ItemSelector" || field === "BatchInput" || (field === "Parameters" && state.type === "Map");
  if (kind === "Catcher") return field === "ResultPath" ? roots(shapes.input) : catcherRoots(state, shapes, around);
  if (isSelector) return { ...roots(shapes.effective), context: around.context(shapes.item) };
  if (kind === "State" && (field === "Assign" || (field === "Output" && state.queryLanguage === "JSONata"))) {
    return assignRoots(state, shapes, around);
  }
  switch (field) {
    case "InputPath":
    case "ResultPath":
    case "ErrorPath":
    case "CausePath":
      return roots(shapes.input);
    case "ResultSelector":
      return roots(shapes.result);
    case "OutputPath":
      return roots(shapes.combined);
    default:
      return roots(shapes.effective);
  }
}
