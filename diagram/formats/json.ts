import type { Layout } from "../layout/layout.ts";

/** A picture as numbers, for tools: `graph --format json`. Absolute px; `x`, `y` are top left corners. */
export interface DiagramJson {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly parent: string | null;
    readonly type: string;
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: string;
    readonly order: number;
    readonly points: readonly (readonly [number, number])[];
    readonly label: {
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    } | null;
  }[];
}

export function toJson({ width, height, nodes, edges }: Layout): DiagramJson {
  return {
    width,
    height,
    nodes: nodes.map(({ node: { id, type, label }, parent, ...box }) => ({
      id,
      parent,
      type,
      label,
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
    })),
    edges: edges.map(({ edge: { from, to, kind, order }, points, label }) => ({
      from,
      to,
      kind,
      order,
      points,
      label,
    })),
  };
}
