import { type Analysis, type Diagnostic, unknownToToolkit } from "../language/index.ts";
import { toDiagnostic } from "./convert.ts";
import type { Session } from "./features/feature.ts";

/** More than that help nobody, and cost the editor dearly. */
const MAX_DIAGNOSTICS = 1000;

/** Sends what is wrong with a version of a document; nothing is wrong with one that is no definition. */
export function publishDiagnostics(session: Session, uri: string, analysis: Analysis | undefined): void {
  const diagnostics = analysis
    ? mostImportant(shown(session, analysis)).map((it) => toDiagnostic(analysis, it, session.abilities))
    : [];
  void session.connection.sendDiagnostics({ uri, diagnostics, ...(analysis && { version: analysis.version }) });
}

/** Beside AWS Toolkit, which checks documents of the two languages of definitions, what the user wants of ours. */
function shown({ settings, documents }: Session, { uri, diagnostics, model }: Analysis): readonly Diagnostic[] {
  const { besideToolkit } = settings.preferences;
  const isChecked = /^asl(-yaml)?$/.test(documents.languageOf(uri) ?? "");
  if (!settings.hasToolkit || !isChecked || besideToolkit === "statecraft" || besideToolkit === "both")
    return diagnostics;
  return besideToolkit === "awsToolkit" ? [] : unknownToToolkit(diagnostics, model);
}

function mostImportant(found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (found.length <= MAX_DIAGNOSTICS) return found;
  const errors = found.filter(({ severity }) => severity === "error");
  const others = found.filter(({ severity }) => severity !== "error");
  return [...errors, ...others].slice(0, MAX_DIAGNOSTICS);
}
