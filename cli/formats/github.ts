import type { Severity } from "../../language/index.ts";
import type { CheckedFile } from "../checked-file.ts";

const COMMANDS: { readonly [S in Severity]: string } = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Findings as workflow commands of GitHub Actions, which shows them at their lines. */
export function github(files: readonly CheckedFile[]): string {
  const lines = files.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ severity, range, code, message }) => {
      const { start, end } = range;
      const lines = `line=${start.line + 1},endLine=${end.line + 1}`;
      // GitHub takes no columns of what goes over several lines.
      const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : "";
      return `::${COMMANDS[severity]} file=${property(file)},${lines}${columns},title=${property(code)}::${data(message)}`;
    }),
  );
  return lines.join("\n");
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
