import type { GraphEdge, GraphLevel, GraphModel, GraphNode } from "../../language/index.ts";

const SHAPES: { readonly [type: string]: string } = {
  start: 'shape=circle, style=filled, fillcolor=black, label="", width=0.2',
  end: 'shape=doublecircle, style=filled, fillcolor=black, label="", width=0.15',
  Choice: "shape=diamond",
  missing: "shape=box, style=dashed",
};

const STYLES: { readonly [Kind in GraphEdge["kind"]]: string } = {
  next: "",
  choice: "",
  default: "style=dotted",
  catch: 'style=dashed, color="#bd6a00"',
  start: "",
  end: "",
};

const HEADER = [
  "digraph {",
  "  compound=true;",
  '  node [shape=box, style=rounded, fontname="Helvetica"];',
  '  edge [fontname="Helvetica", fontsize=10];',
];

/** A graph in the DOT language of Graphviz. Containers are clusters; edges to and from one end at its border. */
export function toDot({ levels }: GraphModel): string {
  const owners = new Map<string, GraphLevel[]>();
  for (const level of levels) {
    if (level.owner === undefined) continue;
    const siblings = owners.get(level.owner);
    if (siblings) siblings.push(level);
    else owners.set(level.owner, [level]);
  }
  const root = levels.find(({ owner }) => owner === undefined);
  const nodes = root ? levelLines(root, owners) : [];
  const edges = levels.flatMap((level) => level.edges.map((edge) => `  ${edgeLine(edge, owners)}`));
  return `${[...HEADER, ...nodes, ...edges, "}"].join("\n")}\n`;
}

type Step =
  | { readonly kind: "level"; readonly level: GraphLevel; readonly indent: string }
  | { readonly kind: "text"; readonly text: string };

/** The nodes of a level and of all levels in it, as nested clusters. Iterative. */
function levelLines(root: GraphLevel, owners: ReadonlyMap<string, readonly GraphLevel[]>): readonly string[] {
  const lines: string[] = [];
  const pending: Step[] = [{ kind: "level", level: root, indent: "  " }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (step.kind === "text") {
      lines.push(step.text);
      continue;
    }
    const { level, indent } = step;
    const steps = level.nodes.flatMap((node): readonly Step[] => {
      const inner = owners.get(node.id);
      if (!inner) return [{ kind: "text", text: `${indent}${nodeLine(node)}` }];
      return [
        { kind: "text", text: `${indent}subgraph ${quoted(`cluster ${node.id}`)} {` },
        { kind: "text", text: `${indent}  label=${quoted(node.label)};` },
        { kind: "text", text: `${indent}  ${quoted(node.id)} [shape=point, style=invis];` },
        ...inner.map((each): Step => ({ kind: "level", level: each, indent: `${indent}  ` })),
        { kind: "text", text: `${indent}}` },
      ];
    });
    for (const each of steps.toReversed()) pending.push(each);
  }
  return lines;
}

function nodeLine({ id, type, label, detail }: GraphNode): string {
  const shape = SHAPES[type];
  if (type === "start" || type === "end") return `${quoted(id)} [${shape}];`;
  const text = `label=${quoted([label, detail].filter(Boolean).join("\n"))}`;
  return `${quoted(id)} [${[text, shape].filter(Boolean).join(", ")}];`;
}

function edgeLine({ from, to, kind, label }: GraphEdge, owners: ReadonlyMap<string, unknown>): string {
  const attributes = [
    label && `label=${quoted(label)}`,
    STYLES[kind],
    owners.has(from) && `ltail=${quoted(`cluster ${from}`)}`,
    owners.has(to) && `lhead=${quoted(`cluster ${to}`)}`,
  ].filter(Boolean);
  return `${quoted(from)} -> ${quoted(to)}${attributes.length > 0 ? ` [${attributes.join(", ")}]` : ""};`;
}

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "")}"`;
