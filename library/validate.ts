import { pathToFileURL } from "node:url";
import { catalogue } from "../data/index.ts";
import {
  analyze,
  type Finding,
  findingsOf,
  isTemplate,
  jsonText,
  notationOf,
  ruleSettings,
  toJson,
  validateDefinition,
} from "../language/index.ts";
import { definitionIn, programParts, projectOf, readText } from "../runtime/index.ts";
import { hostOf } from "../workspace/index.ts";
import { type Definition, NAMELESS, sourceOf } from "./compile.ts";
import { usageError } from "./errors.ts";

export interface ValidateOptions {
  /** Some rules hold for EXPRESS machines only; STANDARD unless given. */
  readonly type?: "STANDARD" | "EXPRESS";
}

/** What is to be said of a definition. */
export interface Validation {
  /** Whether nothing is an error. */
  readonly valid: boolean;
  /** Everything that was found, in the order of the text; `code` names the rule of docs/rules.md. */
  readonly findings: readonly Finding[];
  /** What the service's own ValidateStateMachineDefinition answers. */
  readonly service: ServiceAnswer;
}

export interface ServiceAnswer {
  readonly result: "OK" | "FAIL";
  readonly diagnostics: readonly ServiceDiagnostic[];
  readonly truncated: boolean;
}

/** A fault in the service's words. */
export interface ServiceDiagnostic {
  readonly severity: "ERROR";
  /** `SCHEMA_VALIDATION_FAILED`, `MISSING_TRANSITION_TARGET`, … */
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

/**
 * Checks a definition, which need not be sound, nor even readable. In a template all machines are checked, and the
 * service's answer is about the one that is named.
 *
 *     expect(validate({ file: "orders.asl.json" }).findings).toEqual([]);
 */
export function validate(definition: Definition, { type }: ValidateOptions = {}): Validation {
  const source = sourceOf(definition);
  const { path, machine } = source.kind === "file" ? programParts(source.file) : { path: NAMELESS };
  const text = source.kind === "file" ? contentOf(path) : source.text;
  const project = projectOf(path);
  if (!project.ok) throw usageError(project.message);
  const document = {
    uri: pathToFileURL(path).href,
    version: 0,
    notation: notationOf(text),
    text,
    catalogue,
    ...(source.kind === "file" && { host: hostOf(path, text, project.project) }),
    ...(type && { type }),
  };
  const analysis = analyze({ ...document, rules: ruleSettings({ ...project.project.rules }) });
  const deployed = isTemplate(analysis.tree.root) ? definitionIn(path, text, machine) : undefined;
  if (deployed && !deployed.ok) throw usageError(deployed.message);
  const wording = deployed
    ? jsonText(toJson(deployed.definition.machine.node))
    : analysis.notation.id === "json"
      ? text
      : jsonText(toJson(analysis.tree.root));
  return {
    valid: analysis.diagnostics.every(({ severity }) => severity !== "error"),
    findings: findingsOf(analysis),
    service: answerFor(wording, type ?? (deployed?.ok ? deployed.definition.type : "STANDARD")),
  };
}

function contentOf(path: string): string {
  const read = readText(path);
  if (!read.ok) throw usageError(read.message);
  return read.text;
}

function answerFor(text: string, type: "STANDARD" | "EXPRESS"): ServiceAnswer {
  const { result, diagnostics, truncated } = validateDefinition(text, type);
  return {
    result,
    truncated,
    diagnostics: diagnostics.map(({ severity, code, message, location }) => ({
      severity,
      code,
      message,
      ...(location !== undefined && { location }),
    })),
  };
}
