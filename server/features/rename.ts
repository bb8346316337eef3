import {
  LSPErrorCodes,
  PrepareRenameRequest,
  RenameRequest,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { renameableAt, rename as renameState } from "../../language/index.ts";
import { toEdit, toOffset, toRange } from "../convert.ts";
import { feature } from "./feature.ts";

export const prepareRename = feature(PrepareRenameRequest.type, {}, (analysis, { position }) => {
  const found = renameableAt(analysis, toOffset(analysis.lines, position));
  return found ? { range: toRange(analysis.lines, found.span), placeholder: found.name } : null;
});

export const rename = feature(
  RenameRequest.type,
  { renameProvider: { prepareProvider: true } },
  (analysis, { position, newName }): WorkspaceEdit | null => {
    const { lines, uri } = analysis;
    const result = renameState(analysis, toOffset(lines, position), newName);
    if (!result) return null;
    if (!result.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, result.problem);
    return { changes: { [uri]: result.edits.map((edit) => toEdit(lines, edit)) } };
  },
);
