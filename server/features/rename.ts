import {
  LSPErrorCodes,
  PrepareRenameRequest,
  RenameRequest,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  type Analysis,
  lineIndex,
  type RenamedState,
  renameableAt,
  renamedInMocks,
  renamedInProject,
  renamedStateAt,
  rename as renameIn,
} from "../../language/index.ts";
import { toEdit, toOffset, toRange } from "../convert.ts";
import { mockFilesFor, projectFileFor, type TextFile } from "../project-files.ts";
import { machineName, type WorkspaceIndex } from "../workspace-index.ts";
import { type Feature, feature, guardedLater, refuseOutdated } from "./feature.ts";

export const prepareRename = feature(PrepareRenameRequest.type, {}, (analysis, { position }) => {
  const found = renameableAt(analysis, toOffset(analysis.lines, position));
  return found ? { range: toRange(analysis.lines, found.span), placeholder: found.name } : null;
});

/** Renames a state or a variable; a state also in the files beside the definition that name it. */
export const rename: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register({ connection, documents, workspace }) {
    connection.onRequest(RenameRequest.type, ({ textDocument: { uri }, position, newName }, token) =>
      guardedLater(connection, RenameRequest.method, token, async (): Promise<WorkspaceEdit | null> => {
        const analysis = documents.analysisOf(uri);
        if (!analysis) return null;
        const { lines } = analysis;
        const offset = toOffset(lines, position);
        const result = renameIn(analysis, offset, newName);
        if (!result) return null;
        if (!result.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, result.problem);
        const state = renamedStateAt(analysis, offset);
        const elsewhere = state ? await editsElsewhere(analysis, state, newName, workspace) : {};
        refuseOutdated(documents, analysis);
        return { changes: { ...elsewhere, [uri]: result.edits.map((edit) => toEdit(lines, edit)) } };
      }),
    );
  },
};

type Changes = Record<string, TextEdit[]>;

async function editsElsewhere(
  { uri }: Analysis,
  state: { readonly name: string; readonly machine: string },
  to: string,
  workspace: WorkspaceIndex,
): Promise<Changes> {
  const machines = [machineName(uri, state.machine)];
  const renamed: RenamedState = { from: state.name, to, machines };
  const changes: Changes = {};
  const add = (file: TextFile, edits: ReturnType<typeof renamedInMocks>): void => {
    const lines = lineIndex(file.text);
    if (edits.length > 0) changes[file.uri] = edits.map((edit) => toEdit(lines, edit));
  };
  for (const file of await mockFilesFor(uri)) add(file, renamedInMocks(file.text, renamed));
  const project = await projectFileFor(uri);
  const edits = project ? renamedInProject(project.text, renamed) : [];
  // What a project says of tasks is for all of its machines: another one may have a state of that name.
  if (project && edits.length > 0 && !(await isElsewhere(workspace, uri, state.name))) add(project, edits);
  return changes;
}

async function isElsewhere(workspace: WorkspaceIndex, uri: string, name: string): Promise<boolean> {
  const files = await workspace.files();
  return files.some((file) => file.uri !== uri && file.symbols.some((symbol) => symbol.name === name));
}
