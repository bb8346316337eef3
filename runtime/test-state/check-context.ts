import { readResource } from "../../engine/index.ts";
import {
  describedShape,
  isJsonObject,
  type JsonObject,
  type ResultShape,
  resultFault,
  type ServiceError,
  type State,
  stringValue,
} from "../../language/index.ts";
import { parseJson } from "../items/item-file.ts";
import { invalid } from "./request.ts";

/** What a context object may hold, without `Map`: nothing tells of iterations there. Reference, section 2.5. */
const shape: ResultShape = describedShape("Execution=o0;State=o1;StateMachine=o2;Task=o3", [
  "Id=s;Input=j;Name=s;RoleArn=s;StartTime=t;RedriveCount=i;RedriveTime=t",
  "EnteredTime=t;Name=s;RetryCount=i",
  "Id=s;Name=s",
  "Token=s",
]);

export type ReadContext =
  | { readonly ok: true; readonly context: JsonObject | undefined }
  | { readonly ok: false; readonly error: ServiceError };

/** Reads the context object of a request, of which the service takes known members of the right types only. */
export function readContext(text: string | undefined, state: State): ReadContext {
  if (text === undefined) return { ok: true, context: undefined };
  const context = parseJson(text)?.value;
  if (!isJsonObject(context)) return problem("Context object must be a valid JSON object");
  const fault = strayMember(context, state) ?? resultFault(shape, context, "PRESENT");
  return fault === undefined ? { ok: true, context } : problem(fault);
}

const problem = (message: string): ReadContext => ({
  ok: false,
  error: invalid(`Invalid Context object provided: ${message}`),
});

function strayMember(context: JsonObject, state: State): string | undefined {
  for (const [name, value] of Object.entries(context)) {
    if (name === "Map") return "'Map' field is not supported when mocking a Context object";
    const member = shape.find((known) => known.name === name);
    if (!member) return notAllowed(name);
    if (name === "Task" && !hasToken(state)) {
      const patterns = "a '.sync' or '.waitForTaskToken' service integration pattern";
      return `Context object contains 'Task' when state is not a Task state with ${patterns}`;
    }
    if (member.type.kind !== "object" || !isJsonObject(value)) continue;
    const inner = member.type.shape();
    const stray = Object.keys(value).find((key) => !inner.some((known) => known.name === key));
    if (stray !== undefined) return notAllowed(stray);
  }
  return undefined;
}

const notAllowed = (field: string): string => `Field '${field}' is not allowed`;

function hasToken(state: State): boolean {
  const resource = readResource(stringValue(state.field("Resource")) ?? "");
  return state.type === "Task" && resource.kind === "integration" && resource.pattern !== "request-response";
}
