import type jsonata from "jsonata";
import { limitMessages, MAX_UNDER_WAY } from "../limits.ts";
import type { TimeLimit } from "../time-limit.ts";
import { boundedPatterns } from "./bounded-pattern.ts";
import type { JsonataUses } from "./jsonata-uses.ts";
import type { JsonataNode } from "./node.ts";

/** One evaluation under way. */
export interface Run {
  readonly limit?: TimeLimit | undefined;
  steps: number;
  isOver: boolean;
}

/** The name that a run is bound to: no expression can write it, since names end at blanks. */
export const RUN = "a run";

/** What the library shows of its frames of variables. */
interface Frame {
  readonly base: { readonly depth: number; lookup(name: string): unknown; RegexEngine: unknown };
}

/**
 * Has the library look, before it evaluates a node, whether the run should end. Nothing else can end a loop, as the
 * library's promises never let other work through.
 */
export function watchRuns(library: jsonata.Expression, nodes: readonly JsonataNode[], uses: JsonataUses): void {
  const parameters = new Set(uses.bindings.filter(({ isFunction }) => !isFunction).map(({ name }) => name));
  const doubtful = new Set(
    nodes.flatMap(({ procedure }) => (procedure && !isSurelyFunction(procedure, parameters) ? procedure : [])),
  );
  const assign = (hook: string, value: unknown): void => library.assign(Symbol.for(hook) as unknown as string, value);
  assign("jsonata.__evaluate_entry", checkRun);
  if (doubtful.size === 0) return;
  assign("jsonata.__evaluate_exit", (node: JsonataNode, _input: unknown, _frame: Frame, result: unknown) => {
    if (doubtful.has(node) && isPlainContainer(result)) throw { code: "T1006", position: node.position };
  });
}

const CHECK_EVERY = 32;

function checkRun(_node: JsonataNode, _input: unknown, { base }: Frame): void {
  const run = base.lookup(RUN) as Run;
  if (run.steps++ === 0 && run.limit) base.RegexEngine = boundedPatterns(run.limit);
  if (run.isOver) throw { message: limitMessages.time };
  if (base.depth > MAX_UNDER_WAY) throw { message: limitMessages.depth };
  if (run.steps % CHECK_EVERY === 0 && run.limit?.expired()) throw { message: limitMessages.time };
}

/**
 * Whether what is called can't be a value of the execution, on which the library would leave notes for its error
 * messages. Free variables can't: `evaluateJsonata` sees to that.
 */
function isSurelyFunction({ type, value }: JsonataNode, parameters: ReadonlySet<string>): boolean {
  return type === "lambda" || type === "value" || (type === "variable" && !parameters.has(String(value)));
}

function isPlainContainer(value: unknown): boolean {
  const isFunction =
    typeof value === "object" && value !== null && ("_jsonata_function" in value || "_jsonata_lambda" in value);
  return typeof value === "object" && value !== null && !isFunction;
}
