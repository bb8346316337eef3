import {
  type Evaluation,
  evaluateIntrinsic,
  evaluateJsonata,
  evaluatePath,
  type JsonataExpression,
  type NotFound,
  pathFault,
  type TimeLimit,
} from "../../expressions/index.ts";
import type { Json, Span } from "../../text/index.ts";
import { type Expression, spanInDocument } from "./expression.ts";
import { pathInput, rootsIn } from "./path-input.ts";
import type { StateData } from "./state-data.ts";

/** What an expression gives. Spans are places in the document. */
export type Evaluated =
  | { readonly kind: "value"; readonly value: Json }
  /** It is right, and names nothing. */
  | { readonly kind: "nothing"; readonly message: string }
  | { readonly kind: "error"; readonly message: string; readonly span: Span };

export interface EvaluateOptions {
  readonly evaluation: Evaluation;
  /** Ends what takes too long. */
  readonly limit?: TimeLimit;
}

/** Evaluates an expression of a document as its state would with these data. */
export async function evaluateExpression(
  expression: Expression,
  data: StateData,
  options: EvaluateOptions,
): Promise<Evaluated> {
  const { parsed, source } = expression;
  const failed = (message: string, span: Span = { start: 0, end: source.length }): Evaluated => {
    return { kind: "error", message, span: spanInDocument(expression, span) };
  };
  if (source.trim() === "") return failed("There is nothing to evaluate.");
  if (!parsed.ok) return failed(parsed.problem.message, parsed.problem.span);
  if (expression.kind === "jsonata" && expression.parsed.ok) {
    return inJsonata(expression.parsed.value, data, options, failed);
  }
  const input = pathInput(expression.text, data, options);
  if (!input.ok) return failed(input.message);
  const roots = rootsIn(data, input.value, options.limit);
  if (expression.kind === "intrinsic" && expression.parsed.ok) {
    const computed = evaluateIntrinsic(expression.parsed.value, roots, options.evaluation);
    return computed.ok ? { kind: "value", value: computed.value } : failed(computed.message);
  }
  if (expression.kind === "intrinsic" || expression.kind === "jsonata" || !expression.parsed.ok) return failed("");
  const found = evaluatePath(expression.parsed.value, roots);
  return found.found ? { kind: "value", value: found.value } : failed(...whyNot(found));
}

const whyNot = (notFound: NotFound): readonly [string, Span] => [
  `${pathFault(notFound).replace(/\.$/, "")}.`,
  notFound.fault.span,
];

async function inJsonata(
  parsed: JsonataExpression,
  { input, result, errorOutput, context, variables }: StateData,
  { evaluation, limit }: EvaluateOptions,
  failed: (message: string, span?: Span) => Evaluated,
): Promise<Evaluated> {
  let fault: Span | undefined;
  const states = {
    input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    context,
  };
  const onFault = (span: Span): void => {
    fault = span;
  };
  const options = { onFault, ...(limit && { limit }) };
  const outcome = await evaluateJsonata(parsed, { states, variables }, evaluation, options);
  switch (outcome.kind) {
    case "value":
      return { kind: "value", value: outcome.value };
    case "undefined":
      return { kind: "nothing", message: "The expression gives nothing (undefined): in a state this is an error." };
    case "unsupported":
      return failed("The expression gives a function: call it.");
    case "error":
      return failed(outcome.message, fault);
  }
}
