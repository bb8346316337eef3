/** Builds and reads JSON Pointers (RFC 6901): `/States/a~1b` names the member `a/b` of `States`. */
export function pointer(parent: string, ...steps: readonly (string | number)[]): string {
  let result = parent;
  for (const step of steps) result += `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return result;
}

/** The steps of a pointer, unescaped; the empty pointer, the whole document, has none. */
export function pointerSteps(text: string): readonly string[] {
  if (text === "") return [];
  const steps = text.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
