import {
  type CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
} from "vscode-languageserver";
import {
  type Analysis,
  type FlowPlace,
  flowPlace,
  flowPlaceAt,
  type Span,
  startedMachine,
  waysFrom,
  waysInto,
} from "../../language/index.ts";
import { SYMBOL_KINDS, toOffset, toRange } from "../convert.ts";
import { isCalled, machineCalled, machineName, type WorkspaceIndex } from "../workspace-index.ts";
import { type Feature, guarded, guardedLater } from "./feature.ts";

/** Predecessors and successors of states: in a machine, into branches and iterations, and to machines that tasks start. */
export const callHierarchy: Feature = {
  capabilities: { callHierarchyProvider: true },
  register({ connection, documents, workspace }) {
    connection.onRequest(CallHierarchyPrepareRequest.type, ({ textDocument: { uri }, position }, token) =>
      guarded(connection, CallHierarchyPrepareRequest.method, token, () => {
        const analysis = documents.analysisOf(uri);
        const place = analysis && flowPlaceAt(analysis, toOffset(analysis.lines, position));
        return place ? [itemOf(analysis, place)] : null;
      }),
    );
    connection.onRequest(CallHierarchyIncomingCallsRequest.type, ({ item }, token) =>
      guardedLater(connection, CallHierarchyIncomingCallsRequest.method, token, async () => {
        const analysis = await workspace.analysisOf(item.uri);
        return analysis ? callsInto(workspace, analysis, pathOf(item)) : null;
      }),
    );
    connection.onRequest(CallHierarchyOutgoingCallsRequest.type, ({ item }, token) =>
      guardedLater(connection, CallHierarchyOutgoingCallsRequest.method, token, async () => {
        const analysis = await workspace.analysisOf(item.uri);
        return analysis ? callsFrom(workspace, analysis, pathOf(item)) : null;
      }),
    );
  },
};

function itemOf({ uri, lines }: Pick<Analysis, "uri" | "lines">, place: FlowPlace, how = ""): CallHierarchyItem {
  const { path, kind, name = machineName(uri, path), detail, span, nameSpan } = place;
  const selectionRange = toRange(lines, nameSpan);
  return {
    name: name === "" ? "(no name)" : name,
    kind: SYMBOL_KINDS[kind],
    detail: [detail, how].filter(Boolean).join(", "),
    uri,
    range: toRange(lines, span),
    selectionRange,
    data: path,
  };
}

const pathOf = ({ data }: CallHierarchyItem): string => (typeof data === "string" ? data : "");

async function callsInto(
  workspace: WorkspaceIndex,
  analysis: Analysis,
  path: string,
): Promise<CallHierarchyIncomingCall[]> {
  const own = waysInto(analysis, path).map(({ place, how, at }) => ({
    from: itemOf(analysis, place, how),
    fromRanges: rangesOf(analysis, at),
  }));
  const isMachine = analysis.model.machines.some((machine) => machine.path === path);
  if (!isMachine) return own;
  const files = await workspace.files();
  return files.flatMap((file) =>
    file.starts
      .filter(({ name }) => isCalled(name, machineName(analysis.uri, path)))
      .map(({ place, at }) => ({ from: itemOf(file, place), fromRanges: rangesOf(file, [at]) })),
  );
}

async function callsFrom(
  workspace: WorkspaceIndex,
  analysis: Analysis,
  path: string,
): Promise<CallHierarchyOutgoingCall[]> {
  const own = waysFrom(analysis, path).map(({ place, how, at }) => ({
    to: itemOf(analysis, place, how),
    fromRanges: rangesOf(analysis, at),
  }));
  const started = startedMachine(analysis, path);
  const found = started && machineCalled(started.name, await workspace.files(), analysis.uri);
  const target = found && (await workspace.analysisOf(found.file.uri));
  const place = target && flowPlace(target, found.path);
  if (!place) return own;
  return [{ to: itemOf(target, place, "starts it"), fromRanges: rangesOf(analysis, [started.at]) }, ...own];
}

const rangesOf = ({ lines }: Pick<Analysis, "lines">, spans: readonly Span[]) =>
  spans.map((span) => toRange(lines, span));
