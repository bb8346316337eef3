import type { WorkspaceEdit } from "vscode-languageserver";
import type { Analysis, TextEdit } from "../language/index.ts";
import { toEdit } from "./convert.ts";

/** Edits of one document. They are made all or none: an editor that asks about some of them could leave half a change. */
export function toWorkspaceEdit({ lines, uri }: Analysis, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [uri]: edits.map((edit) => toEdit(lines, edit)) } };
}
