export type { ApiEvent } from "../engine/index.ts";
export type { Finding, Json } from "../language/index.ts";
export type {
  ActivityTask,
  InspectionData,
  LambdaContext,
  LambdaFunction,
  SentMessage,
  StateConfiguration,
  TaskFunction,
  TaskFunctionCall,
  TestStateResponse,
} from "../runtime/index.ts";
export {
  type CompileOptions,
  compile,
  type Definition,
  type DefinitionInFile,
  type Machine,
} from "./compile.ts";
export { type DefinitionError, taskError } from "./errors.ts";
export { type ClockMode, type ExecuteOptions, execute } from "./execute.ts";
export type { Execution, ExecutionClock, ExecutionResult } from "./execution.ts";
export { lambda, type TaskEntry, type TaskFunctions, type Tasks } from "./tasks.ts";
export { type MockedState, type StateTest, type TestStateOptions, testState } from "./test-state.ts";
export {
  type ServiceAnswer,
  type ServiceDiagnostic,
  type ValidateOptions,
  type Validation,
  validate,
} from "./validate.ts";
