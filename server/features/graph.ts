import type { CancellationToken } from "vscode-languageserver";
import type { Analysis } from "../../language/index.ts";
import {
  buildGraph,
  holdsMachines,
  jsonText,
  machineOfTemplateAt,
  machinesOfTemplate,
  machineTitle,
  sampleInput,
  spansOf,
  stateAt,
} from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import type { GraphAnswer, StatecraftNotifications, StatecraftRequests } from "../protocol.ts";
import { type Feature, guarded, type Session } from "./feature.ts";

/** The graph of documents, for diagrams that follow the text. */
export interface GraphFeature extends Feature {
  /** Sends the graph of a subscribed document where it changed. */
  validated(session: Session, uri: string, analysis: Analysis | undefined): void;
}

/** What a subscriber wants, and the last graph that it got, as JSON. */
interface Subscription {
  readonly machine: string | undefined;
  readonly sent: string;
}

export function graphFeature(): GraphFeature {
  const subscriptions = new Map<string, Subscription>();
  return {
    capabilities: {},
    register(session) {
      const { documents } = session;
      onRequest(session, "statecraft/graph", ({ uri }) => answerOf(documents.analysisOf(uri)));
      onRequest(session, "statecraft/subscribeGraph", ({ uri, active, machine }) => {
        const answer = answerOf(documents.analysisOf(uri), machine);
        if (active) subscriptions.set(uri, { machine, sent: answer ? contentOf(answer) : "" });
        else subscriptions.delete(uri);
        return answer;
      });
      onRequest(session, "statecraft/stateAt", ({ uri, position }) => {
        const analysis = documents.analysisOf(uri);
        return (analysis && stateAt(analysis, toOffset(analysis.lines, position))) ?? null;
      });
      onRequest(session, "statecraft/machines", ({ uri, position }) => {
        const analysis = documents.analysisOf(uri);
        const names = analysis ? machinesOfTemplate(analysis).map(({ name }) => name) : [];
        if (!analysis || names.length === 0) return null;
        const around = position && machineOfTemplateAt(analysis, toOffset(analysis.lines, position));
        return { names, at: around?.name ?? null };
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
      const subscription = subscriptions.get(uri);
      const answer = subscription ? answerOf(analysis, subscription.machine) : null;
      const content = answer && contentOf(answer);
      if (!subscription || !answer || content === null || subscription.sent === content) return;
      subscriptions.set(uri, { ...subscription, sent: content });
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

function answerOf(analysis: Analysis | undefined, wanted?: string): GraphAnswer | null {
  if (!analysis) return null;
  const { uri, version, tree, lines, model } = analysis;
  const chosen = model.machines.find(({ path }) => path === wanted) ?? model.machines[0];
  const graph = chosen === model.machines[0] ? analysis.graph : buildGraph(model, chosen);
  const fault = tree.problems.find(({ severity }) => severity === "error");
  const problem = fault ? `Line ${lines.position(fault.span.start).line + 1}: ${fault.message}` : null;
  const states = graph.levels.reduce((count, { nodes }) => count + nodes.length - ENDS, 0);
  const machines = model.machines.map(({ path }) => ({ path, name: path === "" ? "" : machineTitle(path) }));
  const base = { uri, version, machines, machine: chosen?.path ?? "", isTemplate: holdsMachines(tree.root) };
  if (states <= MAX_DRAWN) return { ...base, graph, problem };
  const tooMany = `${states.toLocaleString("en")} states are too many to draw.`;
  return { ...base, graph: { ...graph, levels: [] }, problem: problem ?? tooMany };
}

/** Each level has two nodes that are no states: its start and its end. */
const ENDS = 2;

/** A definition of the greatest size that Step Functions takes hardly has more states; a panel would stand still. */
const MAX_DRAWN = 5000;

/** All of an answer but its version. */
const contentOf = ({ graph, machines, problem }: GraphAnswer): string => JSON.stringify([graph, machines, problem]);
