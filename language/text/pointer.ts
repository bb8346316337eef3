/** Builds and reads JSON Pointers (RFC 6901): `/States/a~1b` names the member `a/b` of `States`. */
export function pointer(parent: string, ...steps: readonly (string | number)[]): string {
  let result = parent;
  for (const step of steps) result += `/${typeof step === "string" ? escaped(step) : step}`;
  return result;
}

function escaped(step: string): string {
  const isPlain = !step.includes("/") && !step.includes("~");
  return isPlain ? step : step.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The steps of a pointer, unescaped; the empty pointer, the whole document, has none. */
export function pointerSteps(text: string): readonly string[] {
  if (text === "") return [];
  const steps = text.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
