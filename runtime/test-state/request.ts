import type { FieldValidationMode, ServiceError } from "../../language/index.ts";

/** What TestState is asked. Members of the API keep their names; texts hold JSON. Reference, section 11.3. */
export interface TestStateRequest {
  /** One state, or a whole machine of which `stateName` names the state. */
  readonly definition: string;
  readonly stateName?: string;
  /** `{}` unless given. */
  readonly input?: string;
  /** An object of variables by their names. */
  readonly variables?: string;
  readonly roleArn?: string;
  /** `INFO` unless given: with the other two the answer tells what the state's data was at each step. */
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE";
  readonly revealSecrets?: boolean;
  readonly mock?: StateMock;
  /** The whole context object; only together with a mock. */
  readonly context?: string;
  readonly stateConfiguration?: StateConfiguration;
}

/** What the state's work gives: a result, or an error. */
export interface StateMock {
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  /** `STRICT` unless given. */
  readonly fieldValidationMode?: FieldValidationMode;
}

/** What went before in the state that is tested, or within it. */
export interface StateConfiguration {
  /** How often the retrier that takes the error has tried again already. */
  readonly retrierRetryCount?: number;
  /** The state of a processor or branch that the mocked error comes from. */
  readonly errorCausedByState?: string;
  /** How many iterations of a Map state failed. */
  readonly mapIterationFailureCount?: number;
  /** The text of the file that an item reader reads. */
  readonly mapItemReaderData?: string;
}

export interface TestStateResponse {
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: InspectionData;
}

/** What the state's data was at each step, as texts of JSON; what wasn't reached is absent. */
export interface InspectionData {
  readonly input?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly afterArguments?: string;
  readonly afterItemsPath?: string;
  readonly afterItemsPointer?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly variables?: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly errorDetails?: ErrorDetails;
}

/** Which retrier and which catcher, counted from 0, list the error; the seconds are there while tries are left. */
export interface ErrorDetails {
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
  readonly catchIndex?: number;
}

/** An answer, or the error that the service refuses the request with. */
export type TestStateResult =
  | { readonly ok: true; readonly response: TestStateResponse }
  | { readonly ok: false; readonly error: ServiceError };

export const refused = (code: ServiceError["code"], message: string): ServiceError => ({ code, message });

/** How the service refuses a request that it understands. */
export const invalid = (message: string): ServiceError => refused("ValidationException", message);
