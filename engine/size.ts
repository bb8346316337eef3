import { type Json, jsonText } from "../language/index.ts";
import type { World } from "./execution.ts";
import { type StatesError, sizeError } from "./states-error.ts";

/** What the service takes as input or output of a state, a task or an execution: bytes of compact JSON in UTF-8. */
const MAX_BYTES = 262_144;

/** Sizes of values met before: values are shared from state to state, and measuring a large one takes a millisecond. */
const known = new WeakMap<object, number>();

/** The error for a value that is too large; `owner` names the state, service or function that gave it. */
export function sizeProblem({ options }: World, value: Json, owner: string): StatesError | undefined {
  if (options.limits === "none" || byteLength(value) <= MAX_BYTES) return undefined;
  return sizeError(owner);
}

function byteLength(value: Json): number {
  if (typeof value !== "object" || value === null) return typeof value === "string" ? utf8Length(value) + 2 : 8;
  const before = known.get(value);
  if (before !== undefined) return before;
  const length = utf8Length(jsonText(value));
  known.set(value, length);
  return length;
}

function utf8Length(text: string): number {
  // A text can't be longer than three bytes a unit: short ones need no count.
  if (text.length * 3 <= MAX_BYTES) return text.length;
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) length += unit > 0x7ff ? 2 : 1;
    // Of a surrogate pair each half counts two bytes.
    if (unit >= 0xd800 && unit <= 0xdfff) length--;
  }
  return length;
}
