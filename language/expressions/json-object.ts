import type { Json, JsonObject } from "../text/index.ts";

/** An object while it is being built. */
export type ObjectInMaking = { [key: string]: Json };

/** Sets a member whatever its name: assigning to `__proto__` would change the object's prototype instead. */
export function setMember(target: ObjectInMaking, key: string, value: Json): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy of an object with one member set. */
export function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy: ObjectInMaking = { ...object };
  setMember(copy, key, value);
  return copy;
}
