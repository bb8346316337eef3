/** What a value from outside must be like; guards are made of guards. */
export type Guard = (value: unknown) => boolean;

export type Fields = { readonly [name: string]: unknown };

export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isString: Guard = (value) => typeof value === "string";
export const isNumber: Guard = (value) => typeof value === "number" && Number.isFinite(value);
export const isBoolean: Guard = (value) => typeof value === "boolean";
export const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
export const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
export const oneOf =
  (...texts: readonly string[]): Guard =>
  (value) =>
    typeof value === "string" && texts.includes(value);
export const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
export const mapOf =
  (guard: Guard): Guard =>
  (value) =>
    isRecord(value) && Object.values(value).every(guard);
export const fields =
  (guards: { readonly [name: string]: Guard }): Guard =>
  (value) =>
    isRecord(value) && Object.entries(guards).every(([name, guard]) => guard(value[name]));
