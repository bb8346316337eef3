import type { State } from "../../model/index.ts";
import { type SyntaxNode, stringValue, valueAt } from "../../syntax/index.ts";

/** What a task calls that stands in the same project: a Lambda function, or another state machine. */
export interface Called {
  readonly kind: "function" | "machine";
  /** Where the task says which one: a text, or a function of CloudFormation that gives one. */
  readonly node: SyntaxNode;
}

const STARTS = /:(?:states|aws-sdk:sfn):start(?:Sync)?Execution(?:[.:]|$)/i;
const INVOKES = /:(?:states:::lambda:invoke|states:::aws-sdk:lambda:invoke)(?:[.:]|$)/i;

/** The function or machine that a task calls; undefined where it calls something else, or says so only when it runs. */
export function calledBy(state: State): Called | undefined {
  const node = state.type === "Task" ? state.field("Resource") : undefined;
  if (!node) return undefined;
  const resource = stringValue(node);
  if (resource === undefined) return node.kind === "object" ? { kind: "function", node } : undefined;
  const given = state.field("Arguments") ?? state.field("Parameters");
  if (STARTS.test(resource)) return named("machine", valueAt(given, "StateMachineArn"));
  if (INVOKES.test(resource)) return named("function", valueAt(given, "FunctionName"));
  const isFunction = /:lambda:[^:]*:[^:]*:function:/.test(resource) || /^\$\{[^}]+\}(?::[\w$]+)?$/.test(resource);
  return isFunction ? { kind: "function", node } : undefined;
}

const named = (kind: Called["kind"], node: SyntaxNode | undefined): Called | undefined => node && { kind, node };

/** `Orders` for its ARN, with version or alias or without, and for `${OrdersFunctionArn}` and `${Orders.Arn}`. */
export function plainName(text: string): string {
  const arn = /:(?:function|stateMachine):([^:]+)/.exec(text)?.[1];
  return (arn ?? text).replace(/^\$\{(.+?)(?:\.Arn)?\}.*$/s, "$1");
}

/** Names are written in different ways: `OrderProcessStateMachineArn` means `order-process`. */
export function looseName(name: string): string {
  return name
    .replace(/(?:[-_]?arn)$/i, "")
    .replace(/(?:[-_]?(?:state[-_]?machine|lambda|function))$/i, "")
    .replaceAll(/[^a-z0-9]/gi, "")
    .toLowerCase();
}
