import type { Json } from "../text/index.ts";

/**
 * What became of evaluating something: a value, or why there is none, as the service says it after the words
 * "An error occurred while executing the state …".
 */
export type Computed = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };
