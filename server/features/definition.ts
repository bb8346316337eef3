import { DefinitionRequest, type Location, type LocationLink, type Range } from "vscode-languageserver";
import { type Analysis, calledAt, definitionsAt, flowPlace } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { deploymentsOf, resourceOf } from "../deployments.ts";
import { machineCalled, type WorkspaceIndex } from "../workspace-index.ts";
import { type Feature, guardedLater, refuseOutdated } from "./feature.ts";

/** Where a name leads: to a state, to a variable's assignments, to the function or machine that a task calls. */
export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register({ connection, documents, workspace, abilities }) {
    connection.onRequest(DefinitionRequest.type, ({ textDocument: { uri }, position }, token) =>
      guardedLater(
        connection,
        DefinitionRequest.method,
        token,
        async (): Promise<Location[] | LocationLink[] | null> => {
          const analysis = documents.analysisOf(uri);
          if (!analysis) return null;
          const offset = toOffset(analysis.lines, position);
          const own = ownDefinitions(analysis, offset);
          const found = own.length > 0 ? own : await calledDefinition(analysis, offset, workspace);
          refuseOutdated(documents, analysis);
          if (found.length === 0) return null;
          if (abilities.definitionLinks) return found;
          return found.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
        },
      ),
    );
  },
};

function ownDefinitions(analysis: Analysis, offset: number): LocationLink[] {
  const { lines, uri } = analysis;
  return definitionsAt(analysis, offset).map(({ from, name, whole }) => ({
    targetUri: uri,
    targetRange: toRange(lines, whole),
    targetSelectionRange: toRange(lines, name),
    originSelectionRange: toRange(lines, from),
  }));
}

async function calledDefinition(
  analysis: Analysis,
  offset: number,
  workspace: WorkspaceIndex,
): Promise<LocationLink[]> {
  const link = calledAt(analysis, offset, deploymentsOf(analysis));
  if (!link) return [];
  const originSelectionRange = toRange(analysis.lines, link.span);
  const linkTo = (targetUri: string, targetRange: Range, targetSelectionRange = targetRange): LocationLink[] => [
    { targetUri, targetRange, targetSelectionRange, originSelectionRange },
  ];
  const { target } = link;
  if (target.kind === "function") {
    const { uri, lines, span } = resourceOf(analysis, target.in, target.function);
    return linkTo(uri, toRange(lines, span), toRange(lines, { start: span.start, end: span.start }));
  }
  const called = target.kind === "machine" && machineCalled(target.name, await workspace.files(), analysis.uri);
  const other = called && (await workspace.analysisOf(called.file.uri));
  const place = other && flowPlace(other, called.path);
  return place ? linkTo(other.uri, toRange(other.lines, place.span), toRange(other.lines, place.nameSpan)) : [];
}
