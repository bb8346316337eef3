import type { Problem } from "../problem.ts";
import type { JsonPath, PathStep } from "./path.ts";

/** Why a path is no reference path; undefined where it is one (`isReference`). Reference, section 3. */
export function referenceProblem(path: JsonPath): Problem | undefined {
  const step = path.steps.find((candidate) => offence(candidate) !== undefined);
  if (!step) return undefined;
  const written = path.text.slice(step.span.start - path.span.start, step.span.end - path.span.start);
  return { message: `"${written}" ${offence(step)}: use names and indexes only, such as $.a.b[0].`, span: step.span };
}

function offence(step: PathStep): string | undefined {
  switch (step.kind) {
    case "property":
      return step.names.length > 1 ? "names several places" : undefined;
    case "index":
      if (step.indexes.length > 1) return "names several places";
      return (step.indexes[0] ?? 0) < 0 ? "counts from the end" : undefined;
    case "slice":
    case "wildcard":
    case "scan":
      return "names several places";
    case "filter":
      return "is a filter";
    case "function":
      return "is a function";
  }
}
