export { matchesGlob, type ReadText, readText, type TemplateEntry } from "../workspace/index.ts";
export type { RunChild } from "./child-runs.ts";
export { type Clock, type ClockOptions, createClock } from "./clock.ts";
export {
  type DefinitionFile,
  definitionIn,
  definitionsIn,
  machineName,
  type OpenedDefinition,
  openDefinition,
  openIn,
  programParts,
  unresolvedText,
} from "./definition-file.ts";
export { createDriver, type Driver, type DriverOptions, type RunEnd, type StopPolicy } from "./driver.ts";
export { readEnvironmentFile } from "./environment-file.ts";
export { type EvaluatedAt, evaluateAt, expressionFault } from "./evaluate-at.ts";
export { apiHistory, type ExecutionSetup, localAccount, setUp } from "./execute.ts";
export { conditionFault, type HoldsAt, holdsAt } from "./holds-at.ts";
export type {
  FunctionDebugger,
  FunctionLanguage,
  FunctionProcess,
  FunctionProgram,
} from "./lambda/function-debugger.ts";
export { machineMocks, taskSkeleton } from "./machine-mocks.ts";
export { machineSearch } from "./machine-search.ts";
export { createManualClock, type ManualClock } from "./manual-clock.ts";
export { type FoundMocks, findMocks, type Mocks, type MocksWanted, mockFileName, unaskedMocks } from "./mocks.ts";
export type { FindMachine, RunsElsewhere, StartableMachine } from "./nested-executions.ts";
export { type NodeProgram, nodeProgram } from "./node-program.ts";
export { folderStore, memoryStore, type ObjectStore, objectStore, type StoredObject } from "./object-store.ts";
export { type Outcome, outcomeOf } from "./outcome.ts";
export { createPatientClock } from "./patient-clock.ts";
export { type ProjectFile, projectOf, type ReadProject } from "./project-file.ts";
export { type SavedMock, type SaveMock, saveMock } from "./save-mock.ts";
export type { Activities, ActivityTask } from "./services/activities.ts";
export type { Inbox, SentMessage } from "./services/inbox.ts";
export type { LocalServices } from "./services/local-services.ts";
export { mockSkeleton, skeletonResult } from "./skeleton.ts";
export type { Timeouts } from "./task-calls.ts";
export type { TaskTokens, TokenAnswer } from "./task-tokens.ts";
export { standInHint } from "./tasks/builtin.ts";
export type { ExecutionEnd, StartRequest } from "./tasks/caller.ts";
export type { Invocation, TaskHandler } from "./tasks/handler.ts";
export type { KindContext } from "./tasks/kind.ts";
export {
  type MockAnswer,
  type MockConfig,
  type MockedResponse,
  readMockConfig,
  type TestCase,
} from "./tasks/mock-config.ts";
export { createRouter, type Found, type Router, type RouterOptions } from "./tasks/router.ts";
export { readTasks, type TaskConfig, type TaskKind } from "./tasks/task-config.ts";
export {
  functionHandler,
  type LambdaContext,
  type LambdaFunction,
  type TaskFunction,
  type TaskFunctionCall,
} from "./tasks/task-function.ts";
export { templateTasks } from "./template-tasks.ts";
export type {
  ErrorDetails,
  InspectionData,
  StateConfiguration,
  StateMock,
  TestStateRequest,
  TestStateResponse,
  TestStateResult,
} from "./test-state/request.ts";
export type { TestPlace } from "./test-state/set-up.ts";
export { testState } from "./test-state/test-state.ts";
export { isMove, movedBy, type Timeline, type TimelineStep } from "./timeline.ts";
