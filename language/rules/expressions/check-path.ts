import { type JsonPath, parsePath, referenceProblem } from "../../expressions/index.ts";
import type { EvaluatedText } from "../../model/index.ts";
import type { FieldSpec } from "../../spec/index.ts";
import type { StringNode } from "../../syntax/index.ts";
import type { ReportAs } from "../rule.ts";
import { shown } from "../wording.ts";
import { spanInText } from "./text-span.ts";

/** A field that takes a path. The answer is the path, where it is one. */
export function checkPath(node: StringNode, { format }: FieldSpec, report: ReportAs): JsonPath | undefined {
  const { value } = node;
  if (value.startsWith("States.")) {
    const message = "No intrinsic function is called here: write a path, and call the function in a template before.";
    report("path-intrinsic-not-allowed", { at: node, message });
    return undefined;
  }
  if (!value.trimStart().startsWith("$")) {
    const message = `"${shown(value)}" is no path: a path begins with "$", such as "$.order.id".`;
    report(format ?? "path-must-start-with-dollar", { at: node, message });
    return undefined;
  }
  return parsedPath(node, report);
}

/** The path that a text is; where it can't be read, that is reported. */
export function parsedPath(node: StringNode, report: ReportAs): JsonPath | undefined {
  const parsed = parsePath(node.value);
  if (parsed.ok) return parsed.value;
  const { span, message } = parsed.problem;
  // Scripts such as [(@.length-1)] are no part of the service's JSONPath, yet a peer takes them for valid.
  const severity = /\[\(@[^\]]*\)\]/.test(node.value) ? "warning" : "error";
  report("path-syntax", { at: spanInText(node, span), message, severity });
  return undefined;
}

/** A field that takes a path to one place. `ResultPath` says where something goes: into the state's input. */
export function checkReferencePath({ node, spec, field }: EvaluatedText, report: ReportAs): void {
  const path = checkPath(node, spec, report);
  if (!path) return;
  const { root } = path;
  if (field === "ResultPath" && root.kind === "variable") {
    const message = `A result can't be put into the variable "${root.name}" here: set it in "Assign".`;
    report("result-path-variable", { at: node, message });
  } else if (field === "ResultPath" && root.kind === "context") {
    const message = 'A result can\'t be put into the context object: write a path of the input, such as "$.result".';
    report("result-path-context", { at: node, message });
  }
  const problem = referenceProblem(path);
  if (problem) report("reference-path", { at: spanInText(node, problem.span), message: problem.message });
}
