import { type Call, type Catalogue, type Integration, optimizedCall, sdkCall } from "../../catalogue/index.ts";
import { stringValue } from "../../syntax/index.ts";
import type { Document } from "../document.ts";
import { callDoc } from "../hover/parameter-doc.ts";
import type { ValuePlace } from "../place/place.ts";
import { inline, tabStop, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";
import { substitutionsFor } from "./substitutions.ts";

/** More than that nobody reads; what else there is comes as more is typed. */
const MAX_ITEMS = 200;

/** An entry of the list, before it is written in the document's notation. */
interface Candidate {
  /** `lambda:invoke.sync`, as the list shows it. */
  readonly label: string;
  readonly detail: string;
  readonly doc?: string;
  readonly value: string;
  /** Where typing goes on within the value: at its end, or in the gaps that are marked by `…`. */
  readonly isOpen?: true;
}

/** What a Task may call, or a Map state read its items with: step by step, so that lists stay short. */
export function completeResource(document: Document, place: ValuePlace, offset: number): readonly Completion[] {
  const { catalogue, text } = document;
  if (!catalogue) return [];
  const typed = text.slice(place.span.start, offset).replace(/^["']/, "");
  const [, prefix = prefixIn(document), rest = typed] = BEGUN.exec(typed) ?? [];
  const { kind, state } = place.holder;
  if (kind === "ItemReader" || kind === "ResultWriter") {
    const resources = catalogue.mapResources.filter(({ field }) => field === kind);
    const found = resources.map(({ arn, doc }) => {
      const name = arn.split(":::")[1] ?? arn;
      return { label: name, detail: "Amazon S3", doc, value: `${prefix}${name}` };
    });
    return toCompletions(document, place, found);
  }
  if (state?.type !== "Task") return [];
  const sdk = /^aws-sdk:([^:]*)(:)?(.*)$/.exec(rest);
  if (sdk?.[2]) return toCompletions(document, place, sdkActions(catalogue, prefix, sdk[1] ?? "", sdk[3] ?? ""));
  if (sdk) return toCompletions(document, place, sdkServices(catalogue, prefix, sdk[1] ?? ""));
  const isBegun = prefix !== undefined && typed !== rest;
  return toCompletions(document, place, [
    ...(isBegun ? [] : usedResources(document, typed)),
    ...(isBegun ? [] : substituted(document)),
    ...optimized(catalogue, prefix),
    { label: "aws-sdk:", detail: "any action of an AWS service", value: `${prefix}aws-sdk:`, isOpen: true },
    ...(isBegun ? [] : ownArns),
    ...(rest.length >= 2 ? sdkServices(catalogue, prefix, rest).slice(0, 50) : []),
  ]);
}

/** An ARN of a service's action as far as it is typed: `arn:aws:states:::`, and what follows. */
const BEGUN = /^(arn:(?:\$\{[^}]*\}|[^:$\s])*:states:(?:\$\{[^}]*\}|[^:$\s])*:(?:\$\{[^}]*\}|[^:$\s])*:)(.*)$/;

/** How the document's other resources begin: in its partition. */
function prefixIn({ model }: Document): string {
  for (const state of model.states) {
    const [, prefix] = BEGUN.exec(stringValue(state.field("Resource")) ?? "") ?? [];
    if (prefix?.endsWith(":states:::")) return prefix;
  }
  return "arn:aws:states:::";
}

const SUFFIXES = {
  "request-response": { suffix: "", what: "" },
  sync: { suffix: ".sync", what: "and wait for the job" },
  "sync:2": { suffix: ".sync:2", what: "and wait for the job, output as a value" },
  waitForTaskToken: { suffix: ".waitForTaskToken", what: "and wait for a callback" },
} as const;

function optimized(catalogue: Catalogue, prefix: string): readonly Candidate[] {
  const rank = ({ service }: Integration): number => (USUAL.includes(service) ? USUAL.indexOf(service) : USUAL.length);
  const sorted = catalogue.integrations.toSorted((a, b) => rank(a) - rank(b));
  return sorted.flatMap((integration) => candidatesOf(optimizedCall(catalogue, integration), prefix));
}

/** The services that definitions call most; the others follow by their names. */
const USUAL: readonly string[] = [
  "lambda",
  "states",
  "dynamodb",
  "sqs",
  "sns",
  "events",
  "http",
  "ecs",
  "glue",
  "athena",
];

function candidatesOf(call: Call, prefix: string): readonly Candidate[] {
  const doc = callDoc(call);
  return call.patterns.map((pattern) => {
    const { suffix, what } = SUFFIXES[pattern];
    const label = `${call.service}:${call.action}${suffix}`;
    return { label, detail: what ? `${call.title}, ${what}` : call.title, doc, value: `${prefix}${label}` };
  });
}

function sdkServices({ sdkServices: services }: Catalogue, prefix: string, typed: string): readonly Candidate[] {
  const wanted = typed.toLowerCase();
  const found = [...services].filter(([name, { retired, name: title }]) => {
    return !retired && (name.includes(wanted) || title.toLowerCase().includes(wanted));
  });
  return found
    .toSorted(([a], [b]) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)))
    .map(([name, { name: title }]) => ({
      label: `aws-sdk:${name}:`,
      detail: title,
      value: `${prefix}aws-sdk:${name}:`,
      isOpen: true,
    }));
}

function sdkActions(catalogue: Catalogue, prefix: string, service: string, typed: string): readonly Candidate[] {
  const { actions, deprecated = [] } = catalogue.sdkServices.get(service) ?? { actions: {} };
  const [wanted = "", waits] = typed.toLowerCase().split(".", 2);
  const names = Object.keys(actions ?? {}).filter((name) => name.toLowerCase().includes(wanted));
  const rank = (name: string): number =>
    (deprecated.includes(name) ? 2 : 0) + (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  const sorted = names.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_ITEMS + 1);
  return sorted.flatMap((name) => {
    const call = sdkCall(catalogue, service, name);
    // The pattern comes as a second step too: most actions are asked and answer.
    return call ? candidatesOf(call, prefix).slice(0, waits === undefined ? 1 : 2) : [];
  });
}

/** What the document's own tasks call through substitutions and ARNs, the most frequent first. */
function usedResources({ model }: Document, typed: string): readonly Candidate[] {
  const counts = new Map<string, number>();
  for (const { type, field } of model.states.map((state) => ({ type: state.type, field: state.field("Resource") }))) {
    const value = type === "Task" ? stringValue(field) : undefined;
    if (value && value !== typed && !BEGUN.test(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 20);
  return sorted.map(([value]) => ({ label: value, detail: "as in this document", value }));
}

/** What a template fills in, where the document doesn't call it yet. */
function substituted(document: Document): readonly Candidate[] {
  const used = new Set(document.model.states.map((state) => stringValue(state.field("Resource"))));
  return substitutionsFor(document, "FunctionArn")
    .map(({ name, detail }) => ({ label: `\${${name}}`, detail, value: `\${${name}}` }))
    .filter(({ value }) => !used.has(value));
}

const ownArns: readonly Candidate[] = [
  {
    label: "arn:aws:lambda:…:function:…",
    detail: "a Lambda function by its ARN",
    doc: "Calls the function with the state's input. `lambda:invoke` is what AWS recommends instead.",
    value: "arn:aws:lambda:us-east-1:123456789012:function:name",
  },
  {
    label: "arn:aws:states:…:activity:…",
    detail: "an activity, whose workers ask for tasks",
    value: "arn:aws:states:us-east-1:123456789012:activity:name",
  },
];

function toCompletions(document: Document, { span }: ValuePlace, found: readonly Candidate[]): readonly Completion[] {
  const isCut = found.length > MAX_ITEMS;
  const quote = /["']/.exec(document.text.slice(span.start, span.start + 1))?.[0] ?? "";
  return found.slice(0, MAX_ITEMS).map(({ label, detail, doc, value, isOpen }) => {
    const closed = inline(document, value);
    const around = quote || '"';
    const open = written(around, value, isOpen ? tabStop(1) : "", around);
    return {
      label,
      kind: isOpen ? "keyword" : "value",
      detail,
      edit: { span, newText: isOpen ? open.plain : closed },
      filter: `${quote}${value}${quote}`,
      ...(doc && { doc }),
      ...(isOpen && { snippet: open.snippet, goesOn: true as const }),
      ...((isCut || isOpen) && { isPartial: true as const }),
    };
  });
}
