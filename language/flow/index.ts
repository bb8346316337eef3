export { type Assignment, assignmentsOf } from "./assignments.ts";
export { inFlowOrder } from "./flow-order.ts";
export { type InnerAssignment, innerAssignments } from "./inner-assignments.ts";
export { assignedBeside, isOwnUpdate, type Read, type Reads } from "./reads.ts";
export { type Scope, visibleFrom } from "./scope.ts";
export { hiddenFrom, type VariableFlow, type VariableValue, variableFlow } from "./variable-flow.ts";
