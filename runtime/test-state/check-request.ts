import { readResource } from "../../engine/index.ts";
import { type ServiceError, type State, stringValue } from "../../language/index.ts";
import { invalid, refused, type TestStateRequest } from "./request.ts";

/** What is wrong with a request whatever its definition says. Reference, section 11.3. */
export function requestProblem(request: TestStateRequest): ServiceError | undefined {
  const { stateName, mock, revealSecrets, context, stateConfiguration } = request;
  if (stateName === "") {
    const what = "Value '' at 'stateName' failed to satisfy constraint";
    return invalid(`1 validation error detected: ${what}: Member must have length greater than or equal to 1`);
  }
  if (mock) {
    if ((mock.result === undefined) === (mock.errorOutput === undefined)) {
      return invalid("A test mock should have only one of the following fields: [result, errorOutput].");
    }
    return revealSecrets ? invalid("TestState does not support RevealSecrets when a mock is specified.") : undefined;
  }
  if (stateConfiguration?.mapIterationFailureCount !== undefined) return unmocked("MapIterationFailureCount");
  return context === undefined ? undefined : unmocked("Context");
}

/** Recorded for one field; the texts for the others are by analogy. */
const unmocked = (field: string): ServiceError =>
  invalid(`TestState does not support ${field} when a mock is not specified.`);

/** Whether a state of this kind can be tested with, or without, a mock. */
export function kindProblem(
  { mock, roleArn }: TestStateRequest,
  state: State,
  isRun: boolean,
): ServiceError | undefined {
  const { type } = state;
  const isContainer = type === "Map" || type === "Parallel";
  if (mock) {
    if (type === "Task" || isContainer) return undefined;
    return invalid(`State type '${type}' is not supported when a mock is specified`);
  }
  if (isContainer) {
    const types = "[Task, Wait, Pass, Succeed, Fail, Choice]";
    const what = `TestState API does not support Map or Parallel states. Supported state types include: ${types}`;
    return refused("InvalidDefinition", what);
  }
  if (type !== "Task") return undefined;
  const resource = readResource(stringValue(state.field("Resource")) ?? "");
  if (resource.kind === "activity") return unsupported("activities");
  if (resource.kind === "integration" && resource.pattern !== "request-response") {
    return unsupported(`the '.${resource.pattern}' service integration pattern`);
  }
  if (roleArn !== undefined || isRun) return undefined;
  return invalid("RoleArn must be specified when testing a Task state");
}

const unsupported = (what: string): ServiceError =>
  refused("InvalidDefinition", `TestState API does not support ${what} when a mock is not specified.`);
