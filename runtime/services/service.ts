import type { Json, JsonObject } from "../../language/index.ts";
import type { Invocation } from "../tasks/handler.ts";

/** What stands in for a service of AWS: its actions by name. An answer that isn't given at once takes no time either. */
export interface LocalService {
  readonly actions: { readonly [action: string]: (call: ServiceCall) => ServiceAnswer | Promise<ServiceAnswer> };
}

/** One call of an action. */
export interface ServiceCall {
  /** `Parameters` or `Arguments`, evaluated. */
  readonly input: JsonObject;
  /** Whether it comes through the AWS SDK, which writes some names its own way. Reference, section 9.5. */
  readonly isSdk: boolean;
  readonly invocation: Invocation;
}

export type ServiceAnswer =
  | { readonly kind: "output"; readonly output: JsonObject; readonly plain?: true }
  | { readonly kind: "fault"; readonly fault: ServiceFault }
  /** A fault that Step Functions itself makes of the answer. */
  | { readonly kind: "failed"; readonly error: string; readonly cause: string }
  /** The stand-in can't do what the service does. */
  | { readonly kind: "unsupported"; readonly reason: string }
  /** The action answers the task itself. */
  | { readonly kind: "answered" };

/** How the service itself refuses a call. */
export interface ServiceFault {
  /** `ResourceNotFound`; for optimized integrations the cause names it. */
  readonly code: string;
  /** The exception, where the service's API names it: `ResourceNotFoundException`. */
  readonly exception?: string;
  readonly message: string;
  readonly status: number;
}

/** The service's answer; of optimized integrations a `plain` one has nothing about the HTTP call. */
export const output = (value: JsonObject, plain?: true): ServiceAnswer => ({
  kind: "output",
  output: value,
  ...(plain && { plain }),
});

export const fault = (code: string, message: string, status = 400, exception?: string): ServiceAnswer => ({
  kind: "fault",
  fault: { code, message, status, ...(exception !== undefined && { exception }) },
});

export const unsupported = (reason: string): ServiceAnswer => ({ kind: "unsupported", reason });

/** What a parameter holds that takes a text: objects are written as JSON. Reference, section 9.2. */
export const textOf = (value: Json | undefined): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === "string" ? value : JSON.stringify(value);

export const isoTime = (at: number): string => new Date(at).toISOString();
