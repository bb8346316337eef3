import { pathToFileURL } from "node:url";
import { type Finding, ruleCodes, type Severity } from "../../language/index.ts";
import type { CheckedFile } from "../checked-file.ts";

const LEVELS: { readonly [S in Severity]: string } = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** Findings as SARIF 2.1.0, which code hosts read. Lines and columns count from 1 there. */
export function sarif(files: readonly CheckedFile[]): string {
  const codes = new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  const rules = [...codes].map((id) => ({ id, shortDescription: { text: ruleCodes.get(id)?.doc ?? id } }));
  const results = files.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => resultOf(file, diagnostic)));
  const driver = { name: "statecraft", informationUri: "https://github.com/statecraft-dev/statecraft", rules };
  return JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
}

function resultOf(file: string, { code, severity, message, range: { start, end } }: Finding) {
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  const uri = file.startsWith("/") ? pathToFileURL(file).href : file.replaceAll("\\", "/");
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
  };
}
