/**
 * The same boxes, edges and labels laid out by other programs, level by level as we do: what differs is the layout alone.
 * A picture goes in and out as `graph --format json` has it.
 */
import dagre from "@dagrejs/dagre";
import ELK from "elkjs/lib/elk.bundled.js";

const HEADER = 34;
const PADDING = 18;
const BETWEEN_BRANCHES = 32;
const MARGIN = 24;

const elk = new ELK();

export const peers = {
  dagre: (picture) => layoutLevels(picture, dagreLevel),
  elk: (picture) => layoutLevels(picture, elkLevel),
};

/** Inner levels first; a container is as large as what the peer made of its content. */
async function layoutLevels(picture, layoutLevel) {
  const levels = levelsOf(picture);
  const placed = new Map();
  for (const level of levels.toReversed()) {
    const nodes = level.nodes.map((node) => ({ ...node, ...containerSize(node, levels, placed) }));
    placed.set(level.id, await layoutLevel(nodes, level.edges));
  }
  return compose(picture, levels, placed);
}

/** Levels in the order of the picture's nodes: outer before inner. */
function levelsOf({ nodes, edges }) {
  const levels = new Map();
  for (const node of nodes) {
    const id = levelId(node.id);
    const level = levels.get(id) ?? { id, parent: node.parent, nodes: [], edges: [] };
    level.nodes.push(node);
    levels.set(id, level);
  }
  for (const edge of edges) levels.get(levelId(edge.from)).edges.push(edge);
  return [...levels.values()];
}

const levelId = (id) => id.replace(/\/States\/[^/]*$|#\w+$/, "");

function containerSize({ id, width, height }, levels, placed) {
  const inner = levels.filter((level) => level.parent === id).map((level) => placed.get(level.id));
  if (inner.length === 0) return { width, height };
  const across = inner.reduce((sum, level) => sum + level.width, (inner.length - 1) * BETWEEN_BRANCHES) + 2 * PADDING;
  return {
    width: Math.max(across, 130),
    height: HEADER + 2 * PADDING + Math.max(...inner.map((level) => level.height)),
  };
}

function dagreLevel(nodes, edges) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 36, ranksep: 28, edgesep: 14, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const [i, { from, to, label }] of edges.entries()) {
    const size = label ? { width: label.width, height: label.height, labelpos: "c" } : { width: 0, height: 0 };
    graph.setEdge(from, to, size, String(i));
  }
  dagre.layout(graph);
  const { width, height } = graph.graph();
  const corner = ({ x, y, width: w, height: h }) => ({ x: x - w / 2, y: y - h / 2, width: w, height: h });
  return {
    width,
    height,
    nodes: new Map(nodes.map(({ id }) => [id, corner(graph.node(id))])),
    edges: edges.map((edge, i) => {
      const { points, x, y, width: w, height: h } = graph.edge(edge.from, edge.to, String(i));
      const label = edge.label ? { text: edge.label.text, ...corner({ x, y, width: w, height: h }) } : null;
      return { points: points.map((point) => [point.x, point.y]), label };
    }),
  };
}

async function elkLevel(nodes, edges) {
  const result = await elk.layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "DOWN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.spacing.nodeNodeBetweenLayers": "28",
      "elk.spacing.nodeNode": "36",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
    },
    children: nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ from, to, label }, i) => ({
      id: String(i),
      sources: [from],
      targets: [to],
      labels: label ? [{ id: `label${i}`, text: label.text, width: label.width, height: label.height }] : [],
    })),
  });
  return {
    width: result.width,
    height: result.height,
    nodes: new Map(result.children.map(({ id, x, y, width, height }) => [id, { x, y, width, height }])),
    edges: result.edges.map((edge) => {
      const [{ startPoint, bendPoints = [], endPoint }] = edge.sections;
      const [label] = edge.labels ?? [];
      const points = [startPoint, ...bendPoints, endPoint].map(({ x, y }) => [x, y]);
      return {
        points,
        label: label ? { text: label.text, x: label.x, y: label.y, width: label.width, height: label.height } : null,
      };
    }),
  };
}

/** All levels at their places in one picture. */
function compose(picture, levels, placed) {
  const nodes = [];
  const edges = [];
  const corners = new Map([["", [MARGIN, MARGIN]]]);
  for (const level of levels) {
    const [left, top] = corners.get(level.id);
    const own = placed.get(level.id);
    for (const node of level.nodes) {
      const { x, y, width, height } = own.nodes.get(node.id);
      nodes.push({ ...node, x: left + x, y: top + y, width, height });
      let across = left + x + PADDING;
      for (const inner of levels.filter(({ parent }) => parent === node.id)) {
        corners.set(inner.id, [across, top + y + HEADER + PADDING]);
        across += placed.get(inner.id).width + BETWEEN_BRANCHES;
      }
    }
    for (const [i, edge] of level.edges.entries()) {
      const { points, label } = own.edges[i];
      edges.push({
        ...edge,
        points: points.map(([x, y]) => [left + x, top + y]),
        label: label && { ...label, x: left + label.x, y: top + label.y },
      });
    }
  }
  const outermost = placed.get("");
  return { ...picture, width: outermost.width + 2 * MARGIN, height: outermost.height + 2 * MARGIN, nodes, edges };
}
