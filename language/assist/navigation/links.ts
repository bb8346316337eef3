import { buildModel, isTemplate, type Model, type State, type StateMachine } from "../../model/index.ts";
import { type Member, member, type StringNode, type SyntaxNode, stringValue, valueAt } from "../../syntax/index.ts";
import {
  readTemplate,
  type StackTemplate,
  type TemplateFunction,
  type TemplateMachine,
} from "../../templates/index.ts";
import { type Span, touches } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { calledBy, plainName } from "../expressions/callee.ts";
import { wholeSpan } from "../place/named-state.ts";

/** A part of a text that stands for something in another file. */
export interface Link {
  readonly span: Span;
  readonly target: LinkTarget;
}

export type LinkTarget =
  /** A path from the document's folder. */
  | { readonly kind: "file"; readonly path: string }
  /** The source of a function's handler; its resource in the template, where that isn't found. */
  | { readonly kind: "function"; readonly function: TemplateFunction; readonly in: StackTemplate }
  /** A machine by its name. */
  | { readonly kind: "machine"; readonly name: string };

/** How a template deploys the definition of a document. */
export interface DeployedBy {
  readonly template: StackTemplate;
  readonly machine: TemplateMachine;
}

/** The links of a definition, given the templates that deploy it, or of a template. */
export function linksOf(document: Document, deployments: readonly DeployedBy[]): readonly Link[] {
  const { root } = document.model;
  const own = isTemplate(root) ? readTemplate(root) : undefined;
  const links = own ? linksOfTemplate(own) : [];
  const calls = document.model.states.flatMap((state) => linkOfCall(document, state, own, deployments) ?? []);
  return [...links, ...calls].toSorted((a, b) => a.span.start - b.span.start);
}

/** What the task of a state calls, where an offset is in the place that says so. */
export function calledAt(document: Document, offset: number, deployments: readonly DeployedBy[]): Link | undefined {
  const { root } = document.model;
  for (const state of document.model.states) {
    const called = touches(wholeSpan(state), offset) ? calledBy(state) : undefined;
    if (!called || !touches(called.node.span, offset)) continue;
    return linkOfCall(document, state, isTemplate(root) ? readTemplate(root) : undefined, deployments);
  }
  return undefined;
}

function linkOfCall(
  { model }: Document,
  state: State,
  own: StackTemplate | undefined,
  deployments: readonly DeployedBy[],
): Link | undefined {
  const called = calledBy(state);
  if (!called) return undefined;
  const { span } = called.node;
  const written = stringValue(called.node);
  const top = model.machines.find(({ path }) => state.path.startsWith(`${path}/`));
  const embedding = own?.machines.find(({ logicalId }) => top?.path.startsWith(`/Resources/${logicalId}/`));
  const all = own && embedding ? [{ template: own, machine: embedding }] : deployments;
  for (const { template, machine } of all) {
    const deployed = top && deployedModel(top, machine).stateAt(state.path);
    const text = deployed && stringValue(calledBy(deployed)?.node ?? { kind: "missing", span });
    if (text === undefined) continue;
    const name = plainName(text);
    if (called.kind === "machine") return { span, target: { kind: "machine", name } };
    const found = template.functions.find((each) => each.name === name || each.logicalId === name);
    if (found) return { span, target: { kind: "function", function: found, in: template } };
  }
  if (written === undefined || written.startsWith("{%")) return undefined;
  const name = plainName(written);
  return called.kind === "machine" ? { span, target: { kind: "machine", name } } : undefined;
}

const known = new WeakMap<SyntaxNode, Map<TemplateMachine, Model>>();

/** A machine with what its template fills in; kept, as every task is looked up in it. */
function deployedModel({ node, path }: StateMachine, machine: TemplateMachine): Model {
  const models = known.get(node) ?? new Map<TemplateMachine, Model>();
  const model = models.get(machine) ?? buildModel(machine.deployed(node).root, path);
  known.set(node, models.set(machine, model));
  return model;
}

/** What a template says of other files: where definitions and handlers are. */
function linksOfTemplate(template: StackTemplate): readonly Link[] {
  const definitions = template.machines.flatMap(({ node, definition }): readonly Link[] => {
    if (definition.kind !== "file") return [];
    const text = textWithin(
      member(valueAt(node, "Properties"), "DefinitionUri") ?? included(node),
      definition.location,
    );
    return text ? [{ span: text.span, target: { kind: "file", path: definition.location } }] : [];
  });
  const handlers = template.functions.flatMap((each): readonly Link[] => {
    const handler = valueAt(valueAt(each.node, "Properties"), "Handler");
    if (handler?.kind !== "string" || each.code.kind !== "folder") return [];
    return [{ span: handler.span, target: { kind: "function", function: each, in: template } }];
  });
  return [...definitions, ...handlers];
}

const included = (node: SyntaxNode): Member | undefined => member(valueAt(node, "Properties"), "Definition");

/** The text with the location within a property. Iterative. */
function textWithin(property: Member | undefined, location: string): StringNode | undefined {
  const pending: SyntaxNode[] = property ? [property.value] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "string" && node.value === location) return node;
    if (node.kind === "object") for (const { value } of node.members) pending.push(value);
    if (node.kind === "array") for (const item of node.items) pending.push(item);
  }
  return undefined;
}

/** Where a function's handler may be written: paths from the template's folder, the likeliest first. */
export function handlerFiles({ handler, code, runtime = "" }: TemplateFunction): readonly string[] {
  if (handler === undefined || code.kind !== "folder") return [];
  const module = handler.replace(/\.[^./]*$/, "");
  const isPython = runtime.startsWith("python");
  const path = isPython ? module.replaceAll(".", "/") : module;
  const extensions = isPython ? ["py"] : ["ts", "mts", "js", "mjs", "cjs", "tsx", "jsx", "rb", "py"];
  const within = [path, `src/${path}`];
  return within.flatMap((each) =>
    extensions.map((extension) => `${code.path.replace(/\/$/, "")}/${each}.${extension}`),
  );
}
