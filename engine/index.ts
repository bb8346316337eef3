export { assignmentOf, isLeaving } from "./assignment.ts";
export { type CompileOptions, compile } from "./compile.ts";
export { executionArn, itemIndexExpression } from "./context-object.ts";
export { enteringInstead, resultInstead, skipping } from "./detour.ts";
export type {
  Answer,
  ChildResult,
  Effect,
  Evaluate,
  Execute,
  Invoke,
  Read,
  Signal,
  Sleep,
  TaskCall,
  Write,
} from "./effect.ts";
export { endedStrand } from "./ended-strands.ts";
export { createEngine, type Engine, rootFrame } from "./engine.ts";
export { type EventLog, eventsOf } from "./event-log.ts";
export type {
  Beginning,
  Execution,
  ExecutionNames,
  ExecutionOptions,
  ExecutionState,
  ExecutionStatus,
  StateTest,
} from "./execution.ts";
export type { ChildExecution, Children, Ended, Frame, Strand, Variables, Visit, Waiting } from "./frame.ts";
export { type Handling, handlingOf, isFailing, takersOf } from "./handling.ts";
export { type ApiEvent, type EventType, type HistoryEvent, toApiEvent } from "./history.ts";
export {
  contextOf,
  memberExpression,
  rootsAt,
  type Scope,
  type ScopeKind,
  scopesOf,
  statesAt,
  withScope,
} from "./inspect.ts";
export { allNumbered } from "./numbered.ts";
export { evaluates, isVisible, phaseLabel } from "./phase-label.ts";
export type { Catcher, Phase, PhaseKind, Program, ProgramMachine, ProgramState, Retrier, Target } from "./program.ts";
export { randomSequence, uuidFrom } from "./random.ts";
export { type Resource, readResource } from "./states/resource.ts";
export { errorOutput, type StatesError, toleranceError } from "./states-error.ts";
export { type WayOut, waysOut } from "./way-out.ts";
