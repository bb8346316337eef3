import type { CancellationToken } from "vscode-languageserver";
import { startTimeLimit } from "../../evaluation/index.ts";
import {
  type Analysis,
  type Evaluated,
  evaluateExpression,
  expressionAt,
  expressionFacts,
  jsonText,
} from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { evaluation } from "../evaluation.ts";
import type {
  EvaluateAnswer,
  EvaluateParams,
  ExpressionAnswer,
  StateAtParams,
  StatecraftRequests,
} from "../protocol.ts";
import { type Feature, guardedLater, type Session } from "./feature.ts";

/** Evaluates expressions under the cursor, with data that the client has. */
export const evaluate: Feature = {
  capabilities: {},
  register(session) {
    onRequest(session, "statecraft/expressionAt", async (analysis, params) => expressionAnswer(analysis, params));
    onRequest(session, "statecraft/evaluate", evaluateAnswer);
  },
};

function onRequest<M extends "statecraft/expressionAt" | "statecraft/evaluate">(
  { connection, documents }: Session,
  method: M,
  answer: (analysis: Analysis, params: StatecraftRequests[M]["params"]) => Promise<StatecraftRequests[M]["result"]>,
): void {
  const handler = (params: StatecraftRequests[M]["params"], token: CancellationToken): Promise<unknown> =>
    guardedLater(connection, method, token, async () => {
      const analysis = documents.analysisOf(params.uri);
      return analysis ? await answer(analysis, params) : null;
    });
  connection.onRequest(method, handler);
}

function expressionAnswer(analysis: Analysis, { position }: StateAtParams): ExpressionAnswer | null {
  const { lines } = analysis;
  const facts = expressionFacts(analysis, toOffset(lines, position));
  if (!facts) return null;
  const { span, source, state, stateName, sample } = facts;
  return { range: toRange(lines, span), source, state: state ?? null, stateName: stateName ?? "", sample };
}

/** How long an expression may take, in milliseconds: nothing else is answered meanwhile. */
const LIMIT = 1500;

async function evaluateAnswer(analysis: Analysis, { position, data }: EvaluateParams): Promise<EvaluateAnswer | null> {
  const { lines } = analysis;
  const expression = expressionAt(analysis, toOffset(lines, position));
  if (!expression) return null;
  const limit = startTimeLimit(LIMIT);
  return toAnswer(analysis, await evaluateExpression(expression, data, { evaluation, limit }));
}

function toAnswer({ lines }: Analysis, evaluated: Evaluated): EvaluateAnswer {
  switch (evaluated.kind) {
    case "value":
      return { kind: "value", text: jsonText(evaluated.value) };
    case "nothing":
      return evaluated;
    case "error":
      return { kind: "error", message: evaluated.message, range: toRange(lines, evaluated.span) };
  }
}
