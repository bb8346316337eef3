import type { Analysis, Diagnostic } from "../language/index.ts";
import { toDiagnostic } from "./convert.ts";
import type { Session } from "./features/feature.ts";

/** More than that help nobody, and cost the editor dearly. */
const MAX_DIAGNOSTICS = 1000;

/** Sends what is wrong with a version of a document; nothing is wrong with one that is no definition. */
export function publishDiagnostics(session: Session, uri: string, analysis: Analysis | undefined): void {
  const diagnostics = analysis
    ? mostImportant(analysis.diagnostics).map((it) => toDiagnostic(analysis, it, session.abilities))
    : [];
  void session.connection.sendDiagnostics({ uri, diagnostics, ...(analysis && { version: analysis.version }) });
}

function mostImportant(found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (found.length <= MAX_DIAGNOSTICS) return found;
  const errors = found.filter(({ severity }) => severity === "error");
  const others = found.filter(({ severity }) => severity !== "error");
  return [...errors, ...others].slice(0, MAX_DIAGNOSTICS);
}
