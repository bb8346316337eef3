import type { GraphEdge, GraphLevel, GraphModel, GraphNode } from "../../language/index.ts";

/** Around a label, by the type of the node: a Choice is a rhombus, a start and an end are circles, all else is rounded. */
const SHAPES: { readonly [type: string]: readonly [open: string, close: string] } = {
  start: ["((", "))"],
  end: ["(((", ")))"],
  Choice: ["{", "}"],
  missing: [">", "]"],
};

/** Arrows by the kind of edge: dotted ones for `Default` and catchers. */
const ARROWS: { readonly [Kind in GraphEdge["kind"]]: string } = {
  next: "-->",
  choice: "-->",
  default: "-.->",
  catch: "-.->",
  start: "-->",
  end: "-->",
};

/** A graph as a Mermaid flowchart, for Markdown. Containers are subgraphs. */
export function toMermaid({ levels }: GraphModel): string {
  const names = new Map<string, string>();
  for (const { nodes } of levels) for (const { id } of nodes) names.set(id, `s${names.size}`);
  const inner = new Map<string, GraphLevel[]>();
  for (const level of levels) {
    if (level.owner === undefined) continue;
    const siblings = inner.get(level.owner);
    if (siblings) siblings.push(level);
    else inner.set(level.owner, [level]);
  }
  const root = levels.find(({ owner }) => owner === undefined);
  const nodes = root ? nodeLines(root, inner, names) : [];
  const edges = levels.flatMap((level) => level.edges.map((edge) => `  ${edgeLine(edge, names)}`));
  return `${["flowchart TD", ...nodes, ...edges].join("\n")}\n`;
}

type Step =
  | { readonly kind: "level"; readonly level: GraphLevel; readonly indent: string }
  | { readonly kind: "text"; readonly text: string };

/** The nodes of a level and of all levels in it, as nested subgraphs. Iterative. */
function nodeLines(
  root: GraphLevel,
  inner: ReadonlyMap<string, readonly GraphLevel[]>,
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const lines: string[] = [];
  const pending: Step[] = [{ kind: "level", level: root, indent: "  " }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (step.kind === "text") {
      lines.push(step.text);
      continue;
    }
    const { level, indent } = step;
    const steps = level.nodes.flatMap((node): readonly Step[] => {
      const name = names.get(node.id) ?? "";
      const levels = inner.get(node.id);
      if (!levels) return [{ kind: "text", text: `${indent}${nodeText(node, name)}` }];
      return [
        { kind: "text", text: `${indent}subgraph ${name}[${quoted(node.label)}]` },
        ...levels.map((each): Step => ({ kind: "level", level: each, indent: `${indent}  ` })),
        { kind: "text", text: `${indent}end` },
      ];
    });
    for (const each of steps.toReversed()) pending.push(each);
  }
  return lines;
}

function nodeText({ type, label, detail }: GraphNode, name: string): string {
  const [open, close] = SHAPES[type] ?? ["(", ")"];
  const isPoint = type === "start" || type === "end";
  return `${name}${open}${quoted(isPoint ? " " : [label, detail].filter(Boolean).join("\n"))}${close}`;
}

function edgeLine({ from, to, kind, label }: GraphEdge, names: ReadonlyMap<string, string>): string {
  const text = label ? `|${quoted(label)}|` : "";
  return `${names.get(from)} ${ARROWS[kind]}${text} ${names.get(to)}`;
}

/** Text in quotes; what means something to Mermaid is written as an entity. */
function quoted(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N} .,:·…$_/()=!?+*-]/gu, (character) => {
    return character === "\n" ? "<br>" : `#${character.codePointAt(0)};`;
  });
  return `"${safe}"`;
}
