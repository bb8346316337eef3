import type { Model } from "../model/index.ts";
import type { GraphModel } from "./graph-model.ts";

export type { GraphEdge, GraphLevel, GraphModel, GraphNode } from "./graph-model.ts";

export function buildGraph(_model: Model): GraphModel {
  return { levels: [] };
}
