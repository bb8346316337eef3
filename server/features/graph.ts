import type { CancellationToken } from "vscode-languageserver";
import type { Analysis } from "../../language/index.ts";
import { holdsMachines, jsonText, sampleInput, spansOf, stateAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import type { GraphAnswer, StatecraftNotifications, StatecraftRequests } from "../protocol.ts";
import { type Feature, guarded, type Session } from "./feature.ts";

/** The graph of documents, for diagrams that follow the text. */
export interface GraphFeature extends Feature {
  /** Sends the graph of a subscribed document where it changed. */
  validated(session: Session, uri: string, analysis: Analysis | undefined): void;
}

/** The last graph that each subscriber got, as JSON. */
export function graphFeature(): GraphFeature {
  const sent = new Map<string, string>();
  return {
    capabilities: {},
    register(session) {
      const { documents } = session;
      onRequest(session, "statecraft/graph", ({ uri }) => answerOf(documents.analysisOf(uri)));
      onRequest(session, "statecraft/subscribeGraph", ({ uri, active }) => {
        const answer = answerOf(documents.analysisOf(uri));
        if (active) sent.set(uri, answer ? contentOf(answer) : "");
        else sent.delete(uri);
        return answer;
      });
      onRequest(session, "statecraft/stateAt", ({ uri, position }) => {
        const analysis = documents.analysisOf(uri);
        return (analysis && stateAt(analysis, toOffset(analysis.lines, position))) ?? null;
      });
      onRequest(session, "statecraft/sampleInput", ({ uri }) => {
        const analysis = documents.analysisOf(uri);
        return analysis ? jsonText(sampleInput(analysis)) : null;
      });
      onRequest(session, "statecraft/rangeOf", ({ uri, path }) => {
        const analysis = documents.analysisOf(uri);
        const spans = analysis && spansOf(analysis, path);
        if (!spans) return null;
        return { name: toRange(analysis.lines, spans.name), state: toRange(analysis.lines, spans.state) };
      });
    },
    validated(session, uri, analysis) {
      const answer = sent.has(uri) ? answerOf(analysis) : null;
      const content = answer && contentOf(answer);
      if (!answer || content === null || sent.get(uri) === content) return;
      sent.set(uri, content);
      notify(session, "statecraft/graphChanged", answer);
    },
  };
}

function onRequest<M extends keyof StatecraftRequests>(
  { connection }: Session,
  method: M,
  answer: (params: StatecraftRequests[M]["params"]) => StatecraftRequests[M]["result"],
): void {
  const handler = (params: StatecraftRequests[M]["params"], token: CancellationToken): unknown =>
    guarded(connection, method, token, () => answer(params));
  connection.onRequest(method, handler);
}

function notify<M extends keyof StatecraftNotifications>(
  { connection }: Session,
  method: M,
  params: StatecraftNotifications[M],
): void {
  void connection.sendNotification(method, params);
}

function answerOf(analysis: Analysis | undefined): GraphAnswer | null {
  if (!analysis) return null;
  const { uri, version, graph, tree, lines } = analysis;
  const fault = tree.problems.find(({ severity }) => severity === "error");
  const problem = fault ? `Line ${lines.position(fault.span.start).line + 1}: ${fault.message}` : null;
  const states = graph.levels.reduce((count, { nodes }) => count + nodes.length - ENDS, 0);
  const base = { uri, version, isTemplate: holdsMachines(tree.root) };
  if (states <= MAX_DRAWN) return { ...base, graph, problem };
  const tooMany = `${states.toLocaleString("en")} states are too many to draw.`;
  return { ...base, graph: { ...graph, levels: [] }, problem: problem ?? tooMany };
}

/** Each level has two nodes that are no states: its start and its end. */
const ENDS = 2;

/** A definition of the greatest size that Step Functions takes hardly has more states; a panel would stand still. */
const MAX_DRAWN = 5000;

/** All of an answer but its version. */
const contentOf = ({ graph, problem }: GraphAnswer): string => JSON.stringify([graph, problem]);
