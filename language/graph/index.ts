export { buildGraph } from "./build-graph.ts";
export { edgeTexts } from "./edge-text.ts";
export type { Callee, GraphEdge, GraphLevel, GraphModel, GraphNode } from "./graph-model.ts";
