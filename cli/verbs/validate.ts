import { type Analysis, encloses, findingsOf, isDefinition, isTemplate, type Severity } from "../../language/index.ts";
import { programParts } from "../../runtime/index.ts";
import type { CheckedFile } from "../checked-file.ts";
import { github } from "../formats/github.ts";
import { sarif } from "../formats/sarif.ts";
import { analysisOf, definitionOf } from "../source.ts";
import { choiceOption, print, say, UsageError, type Verb } from "../verb.ts";

export const validate: Verb = {
  name: "validate",
  summary: "Checks definitions.",
  usage: `statecraft validate FILE... [--fail-on error|warning] [--format text|json|sarif|github]

  FILE        A definition in JSON or YAML, or a template with all its machines; FILE#NAME is one of them alone, by
              its name or logical id; "-" is standard input.
  --fail-on   Which findings make the exit code 1: errors, unless given.
  --format    How the findings are written.`,
  options: { "fail-on": { type: "string" }, format: { type: "string" } },
  async run(call) {
    if (call.positionals.length === 0) throw new UsageError("Name at least one file.");
    const failOn = choiceOption(call, "fail-on", ["error", "warning"]) ?? "error";
    const format = choiceOption(call, "format", ["text", "json", "sarif", "github"]) ?? "text";
    const { files, unreadable } = checkAll(call.positionals);
    const written = files.length > 0 ? formats[format](files) : "";
    if (written !== "") print(written);
    for (const message of unreadable) say(message);
    if (unreadable.size > 0) return 2;
    const failing: readonly Severity[] = failOn === "error" ? ["error"] : ["error", "warning"];
    return files.some(({ diagnostics }) => diagnostics.some(({ severity }) => failing.includes(severity))) ? 1 : 0;
  },
};

/** One file that can't be read keeps nobody from hearing of the others. */
function checkAll(names: readonly string[]) {
  const files: CheckedFile[] = [];
  const unreadable = new Set<string>();
  for (const name of names) {
    try {
      files.push(check(name));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unreadable.add(error.message);
    }
  }
  return { files, unreadable };
}

function check(name: string): CheckedFile {
  const { path: named, machine } = programParts(name);
  if (machine === undefined) return { file: name, diagnostics: findingsOf(toThePoint(analysisOf(name))) };
  const { path, template } = definitionOf(name);
  const file = template && template.path !== path ? path : named;
  const analysis = analysisOf(file);
  const { lines, tree } = analysis;
  const resource = isTemplate(tree.root) ? template?.machine.node : undefined;
  const diagnostics = analysis.diagnostics.filter(({ span }) => !resource || encloses(resource.span, span));
  return { file, diagnostics: findingsOf({ ...analysis, lines, tree, diagnostics }) };
}

/** Of a file that is no definition at all it is enough to say what it lacks: its fields aren't meant for one. */
function toThePoint(analysis: Analysis): Analysis {
  const { diagnostics, tree } = analysis;
  if (isDefinition(tree.root) || isTemplate(tree.root)) return analysis;
  const lacking = diagnostics.filter(({ code }) => code !== "unknown-top-level-field");
  return lacking.length === 0 ? analysis : { ...analysis, lines: analysis.lines, tree, diagnostics: lacking };
}

type Format = "text" | "json" | "sarif" | "github";

const formats: { readonly [F in Format]: (files: readonly CheckedFile[]) => string } = {
  text: (files) => [...files.flatMap(textLines), summary(files)].join("\n"),
  json: (files) => JSON.stringify({ files }),
  sarif,
  github,
};

function textLines({ file, diagnostics }: CheckedFile): readonly string[] {
  return diagnostics.map(
    ({ range, severity, message, code }) =>
      `${file}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${code}: ${message}`,
  );
}

function summary(files: readonly CheckedFile[]): string {
  const count = (wanted: Severity): number =>
    files.reduce((sum, { diagnostics }) => sum + diagnostics.filter(({ severity }) => severity === wanted).length, 0);
  const amount = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${amount(files.length, "file")}: ${amount(count("error"), "error")}, ${amount(count("warning"), "warning")}.`;
}
