/** A value that is computed at the first call and kept: `const lines = lazy(() => lineIndex(text))`. */
export function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
