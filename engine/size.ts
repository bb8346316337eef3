import { type Json, jsonText } from "../language/index.ts";
import type { World } from "./execution.ts";
import { type StatesError, sizeError } from "./states-error.ts";

/** What the service takes as input or output of a state, a task or an execution: bytes of compact JSON in UTF-8. */
const MAX_BYTES = 262_144;

/** The error for a value that is too large; `owner` names the state, service or function that gave it. */
export function sizeProblem({ options }: World, value: Json, owner: string): StatesError | undefined {
  return options.limits === "none" || !isTooLarge(value) ? undefined : sizeError(owner);
}

/** Answers for values met before: values are shared from state to state, and measuring a large one takes a millisecond. */
const known = new WeakMap<object, boolean>();

function isTooLarge(value: Json): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "string" && isTooLong(jsonText(value));
  const before = known.get(value);
  if (before !== undefined) return before;
  const answer = isTooLong(jsonText(value));
  known.set(value, answer);
  return answer;
}

/** No unit of a text takes more than three bytes: short ones need no count. */
function isTooLong(text: string): boolean {
  return text.length > MAX_BYTES || (text.length * 3 > MAX_BYTES && utf8Length(text) > MAX_BYTES);
}

/** The bytes of a value as compact JSON in UTF-8. */
export const jsonBytes = (value: Json): number => utf8Length(jsonText(value));

function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) length += unit > 0x7ff ? 2 : 1;
    // Of a surrogate pair each half counts two bytes.
    if (unit >= 0xd800 && unit <= 0xdfff) length--;
  }
  return length;
}
