import type { Transition } from "../model/index.ts";
import { type ObjectNode, stringValue, valueAt } from "../syntax/index.ts";
import { conditionText } from "./condition.ts";
import type { GraphEdge } from "./graph-model.ts";
import { begun, ended } from "./shortened.ts";

/** The most characters that stand beside an edge. */
const LABEL = 30;

/** The most characters of a tooltip. */
const TITLE = 600;

/** What stands beside a transition, and the same in full. */
export function edgeTexts(transition: Transition): Pick<GraphEdge, "label" | "title"> {
  const { kind, source, order } = transition;
  if (kind === "next") return { label: "", title: "" };
  if (kind === "default") return { label: "otherwise", title: "When no rule holds" };
  return kind === "choice" ? ruleTexts(source, order) : catcherTexts(source);
}

/** Edges of one state whose labels were cut to the same text say where they differ: `…$.guard == "sell"`. */
export function toldApart(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const byLabel = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const same = byLabel.get(edge.label);
    if (same) same.push(edge);
    else byLabel.set(edge.label, [edge]);
  }
  if (byLabel.size === edges.length) return edges;
  const labels = new Map([...byLabel].flatMap(([label, same]) => otherLabels(label, same)));
  return edges.map((edge) => ({ ...edge, label: labels.get(edge) ?? edge.label }));
}

function otherLabels(label: string, same: readonly GraphEdge[]): readonly (readonly [GraphEdge, string])[] {
  if (same.length < 2 || !label.includes("…")) return [];
  const titles = same.map(({ title }) => title);
  const start = sharedStart(titles);
  const cuts = [
    titles.map(
      (title) => `…${begun(withoutParentheses(title.slice(start)), LABEL - 1).replace(/^…([\w$]*\.(?=\*))?/, "")}`,
    ),
    titles.map((title) => ended(title, LABEL)),
    titles.map((title) => begun(title, LABEL)),
  ];
  const distinct = cuts.find((texts) => new Set(texts).size === texts.length) ?? [];
  return same.flatMap((edge, index) => (distinct[index] === undefined ? [] : [[edge, distinct[index]] as const]));
}

/** How long the beginning is that texts have in common, up to the comparison in which they differ. */
function sharedStart(texts: readonly string[]): number {
  const [first = "", ...rest] = texts;
  let length = 0;
  while (length < first.length && rest.every((text) => text[length] === first[length])) length++;
  const joint = [...first.slice(0, length).matchAll(/ (?:&&|\|\||and|or) /g)].at(-1);
  return joint ? joint.index + joint[0].length : 0;
}

const withoutParentheses = (text: string): string => /^\(([^()]*)\)$/.exec(text)?.[1] ?? text;

/** A rule's own comment says more than its condition, where it is short enough. */
function ruleTexts(rule: ObjectNode, order: number): Pick<GraphEdge, "label" | "title"> {
  const comment = stringValue(valueAt(rule, "Comment"))?.trim().replace(/\s+/g, " ") ?? "";
  const condition = conditionText(rule, TITLE);
  const title = [comment, condition].filter(Boolean).join(": ");
  if (comment && comment.length <= LABEL) return { label: comment, title };
  return { label: condition ? conditionLabel(rule, condition) : `rule ${order + 1}`, title };
}

/** Of a long comparison the end is kept, where the value stands; of several the beginning. */
function conditionLabel(rule: ObjectNode, condition: string): string {
  if (condition.length <= LABEL) return condition;
  const short = conditionText(rule, TITLE, "short");
  if (short.length <= LABEL) return short;
  return / (&&|\|\||and|or) /.test(short) ? ended(short, LABEL) : begun(short, LABEL);
}

/** `Timeout`, `Timeout, TaskFailed`, `Timeout +3`; the names in full in the title. */
function catcherTexts(catcher: ObjectNode): Pick<GraphEdge, "label" | "title"> {
  const list = valueAt(catcher, "ErrorEquals");
  const names = list?.kind === "array" ? list.items.flatMap((item) => stringValue(item) ?? []) : [];
  const comment = stringValue(valueAt(catcher, "Comment"));
  const caught = `Catches ${names.join(", ") || "no error"}`;
  const title = ended(comment ? `${comment}: ${caught}` : caught, TITLE);
  const short = names.map(errorLabel);
  const all = short.join(", ");
  if (all.length <= LABEL) return { label: all || "no error", title };
  return { label: `${ended(short[0] ?? "", LABEL - 4)} +${short.length - 1}`.replace(/ \+0$/, ""), title };
}

/** The language's own names without their prefix: `States.Timeout` is read as "Timeout". */
function errorLabel(name: string): string {
  if (name === "States.ALL") return "any error";
  return name.startsWith("States.") ? name.slice("States.".length) : name;
}
