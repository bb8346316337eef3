import { type Analysis, analyze } from "./analysis.ts";
import { pathAt } from "./finding.ts";
import { serviceLocation } from "./rules/index.ts";
import { notations } from "./syntax/index.ts";
import { type Diagnostic, jsonFault, type ServiceText, type Span } from "./text/index.ts";

/** What ValidateStateMachineDefinition answers. Reference, section 11.2. */
export interface ValidationAnswer {
  readonly result: "OK" | "FAIL";
  readonly diagnostics: readonly ServiceProblem[];
  readonly truncated: boolean;
}

/** A fault in the service's words, or in ours where its own are not known, with our code beside it. */
export interface ServiceProblem extends ServiceText {
  readonly severity: "ERROR";
  /** The code of the diagnostic: `missing-start-at`. */
  readonly rule: string;
  readonly span: Span;
}

/** An error that an action of the service answers with: `InvalidDefinition`, and a sentence. */
export interface ServiceError {
  readonly code: string;
  readonly message: string;
}

/**
 * What the service says of a definition in JSON, of which it takes neither comments nor trailing commas. `ignored` are
 * codes that don't count: those of a state that is looked at alone concern its neighbours.
 */
export function validateDefinition(
  text: string,
  type: "STANDARD" | "EXPRESS",
  ignored: readonly string[] = [],
): ValidationAnswer {
  const fault = jsonFault(text);
  if (fault) return answer([jsonProblem(text, fault.message, fault.location)]);
  const analysis = analyze({ uri: "definition:", version: 0, notation: notations.json, text, type });
  const problems = analysis.diagnostics
    // What we only warn of is refused too, where the service was seen to refuse it.
    .filter(({ severity, code, service }) => (severity === "error" || service) && !ignored.includes(code))
    .map((diagnostic) => toProblem(diagnostic, analysis));
  // One answer may stand for several diagnostics: the service names all missing fields at once.
  return answer([...new Map(problems.map((problem) => [textOf(problem), problem])).values()]);
}

function answer(diagnostics: readonly ServiceProblem[]): ValidationAnswer {
  return { result: diagnostics.length === 0 ? "OK" : "FAIL", diagnostics, truncated: false };
}

function jsonProblem(text: string, message: string, location: string): ServiceProblem {
  return {
    severity: "ERROR",
    code: "INVALID_JSON_DESCRIPTION",
    message: `${message}\n at ${location}`,
    location,
    rule: "json-syntax",
    span: { start: 0, end: text.length },
  };
}

function toProblem({ code: rule, span, message, service }: Diagnostic, { tree }: Analysis): ServiceProblem {
  if (service) return { severity: "ERROR", ...service, rule, span };
  const location = serviceLocation(pathAt(tree.root, span.start));
  return { severity: "ERROR", code: "SCHEMA_VALIDATION_FAILED", message, location, rule, span };
}

/** How CreateStateMachine and UpdateStateMachine refuse such a definition; undefined where nothing is wrong with it. */
export function creationError({ diagnostics }: ValidationAnswer): ServiceError | undefined {
  if (diagnostics.length === 0) return undefined;
  const message = `Invalid State Machine Definition: '${diagnostics.map(textOf).join(", ")}'`;
  return { code: "InvalidDefinition", message };
}

/** `CODE: message at location`; the parser's message has its location already. */
function textOf({ code, message, location }: ServiceProblem): string {
  const isNamed = location === undefined || message.endsWith(`at ${location}`);
  return `${code}: ${message}${isNamed ? "" : ` at ${location}`}`;
}
