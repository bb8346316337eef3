export { buildGraph } from "./build-graph.ts";
export type { Callee, GraphEdge, GraphLevel, GraphModel, GraphNode } from "./graph-model.ts";
