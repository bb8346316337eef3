import { type DataShape, join, unknown } from "./shape.ts";

/** Shapes of several things, to each of which more is joined as it is found. */
export interface Growing<K> {
  get(key: K): DataShape | undefined;
  /** Whether that changed what was known. */
  add(key: K, shape: DataShape): boolean;
}

/** Whatever still changes after so many changes is taken as unknown: data that grow in a loop. */
const MAX_CHANGES = 6;

export function growing<K>(): Growing<K> {
  const known = new Map<K, { readonly shape: DataShape; readonly changes: number }>();
  return {
    get: (key) => known.get(key)?.shape,
    add(key, shape) {
      const before = known.get(key);
      if (before?.shape === unknown) return false;
      const after = before ? join(before.shape, shape) : shape;
      if (before?.shape === after) return false;
      const changes = (before?.changes ?? 0) + 1;
      known.set(key, { shape: changes > MAX_CHANGES ? unknown : after, changes });
      return true;
    },
  };
}
