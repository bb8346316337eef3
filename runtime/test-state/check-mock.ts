import { catalogue } from "../../data/index.ts";
import { readResource } from "../../engine/index.ts";
import {
  isJsonObject,
  type Json,
  resultFault,
  type ServiceError,
  type State,
  stringValue,
  valueAt,
} from "../../language/index.ts";
import { parseJson } from "../items/item-file.ts";
import { invalid, type StateMock } from "./request.ts";

export type ReadMock =
  | { readonly ok: true; readonly result: Json | undefined }
  | { readonly ok: false; readonly error: ServiceError };

/** Reads a mocked result, and looks at it as the service does: it must be of the shape that the state's work gives. */
export function readMock(mock: StateMock | undefined, state: State): ReadMock {
  if (mock?.result === undefined) return { ok: true, result: undefined };
  const parsed = parseJson(mock.result);
  if (!parsed) return { ok: false, error: invalid("Mocked result must be a valid JSON string.") };
  const message = shapeProblem(parsed.value, mock, state);
  return message === undefined ? { ok: true, result: parsed.value } : { ok: false, error: invalid(message) };
}

const NO_ARRAY = "Mocked result must be an array.";
const NO_OBJECT = "Mocked result must be a JSON object.";

function shapeProblem(result: Json, mock: StateMock, state: State): string | undefined {
  switch (state.type) {
    case "Map":
      if (writesResults(state)) return isJsonObject(result) ? undefined : NO_OBJECT;
      return Array.isArray(result) ? undefined : NO_ARRAY;
    case "Parallel":
      if (!Array.isArray(result)) return NO_ARRAY;
      return result.length === state.children.length
        ? undefined
        : "Mocked result must contain the same number of items as number of Parallel branches.";
    default:
      return taskProblem(result, mock, state);
  }
}

/** Whether the state gives the place of its results rather than the results. */
const writesResults = (state: State): boolean => valueAt(state.field("ResultWriter"), "Resource") !== undefined;

/** Functions and activities give whatever they like, and so do those who send a token back. */
function taskProblem(result: Json, { fieldValidationMode: mode = "STRICT" }: StateMock, state: State) {
  const resource = readResource(stringValue(state.field("Resource")) ?? "");
  if (resource.kind !== "integration" || mode === "NONE") return undefined;
  const shape = catalogue.result(resource.service, resource.action);
  if (!shape) return undefined;
  if (!isJsonObject(result)) return NO_OBJECT;
  const fault = resultFault(shape, result, mode);
  return fault && `Mock result schema validation error: ${fault}`;
}
