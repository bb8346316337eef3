import type { Finding } from "../language/index.ts";

/** Thrown where a definition can't be made a machine; its `name` is `DefinitionError`. */
export interface DefinitionError extends Error {
  /** What the rules found; empty where there is no state machine at all. */
  readonly findings: readonly Finding[];
}

export const definitionError = (message: string, findings: readonly Finding[]): DefinitionError =>
  Object.assign(named("DefinitionError", message), { findings });

/** Something was asked for that the library can't give; the message says what to write instead. */
export const usageError = (message: string): Error => named("UsageError", message);

/** What the service refuses, with the name and the text that it would give. */
export const serviceError = (name: string, message: string): Error => named(name, message);

/**
 * An error for a task to fail with: `throw taskError("OutOfStock", "Nothing left.")`.
 */
export const taskError = (name: string, cause = ""): Error => named(name, cause);

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
