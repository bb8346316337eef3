import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Finding, ruleCodes, rulePage, type Severity } from "../../language/index.ts";
import type { CheckedFile } from "../checked-file.ts";

const LEVELS: { readonly [S in Severity]: string } = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** The name that paths of this run start from. */
const ROOT = "SRCROOT";

/**
 * Findings as SARIF 2.1.0, which code hosts read. Lines and columns count from 1 there, and paths start from the working
 * folder wherever that can be.
 */
export function sarif(files: readonly CheckedFile[], folder = process.cwd()): string {
  const codes = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].toSorted();
  const results = files.flatMap(({ file, diagnostics }) => {
    const artifactLocation = artifactOf(file, folder);
    return diagnostics.map((diagnostic) => ({
      ruleId: diagnostic.code,
      ruleIndex: codes.indexOf(diagnostic.code),
      level: LEVELS[diagnostic.severity],
      message: { text: diagnostic.message },
      locations: [{ physicalLocation: { artifactLocation, region: regionOf(diagnostic) } }],
    }));
  });
  const driver = {
    name: "statecraft",
    version: process.env.STATECRAFT_VERSION ?? "0.0.0",
    informationUri: "https://github.com/statecraft-dev/statecraft",
    rules: codes.map(ruleOf),
  };
  return JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(folder).href.replace(/\/$/, "")}/` } },
        results,
      },
    ],
  });
}

function ruleOf(id: string) {
  const { doc = id, severity = "error" } = ruleCodes.get(id) ?? {};
  const text = doc.replaceAll("`", "");
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: `${text} See ${rulePage(id)}`, markdown: `${doc} [More and an example](${rulePage(id)})` },
    helpUri: rulePage(id),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** A file of the working folder by its way from there, any other by its whole address. */
function artifactOf(file: string, folder: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (file === "-") return { uri: "stdin:" };
  const way = relative(folder, resolve(folder, file));
  if (way === "" || way.startsWith("..") || isAbsolute(way)) return { uri: pathToFileURL(resolve(folder, file)).href };
  const steps = way.split(sep).map(encodeURIComponent);
  return { uri: steps.join("/"), uriBaseId: ROOT };
}

function regionOf({ range: { start, end } }: Finding) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
