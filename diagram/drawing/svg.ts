import type { Layout } from "../layout/layout.ts";
import { estimateWidth, type Measure } from "../text-width.ts";
import { drawEdge } from "./edge.ts";
import { element, joined, type Markup, text } from "./markup.ts";
import { drawNode } from "./node.ts";
import { type Palette, palettes } from "./palettes.ts";
import { diagramStyle } from "./style.ts";

export interface SvgOptions {
  /** The name of the picture for screen readers. */
  readonly title?: string;
  /** How wide texts are: with it they are drawn so wide, whatever fonts there are. */
  readonly measure?: Measure;
}

/**
 * A picture as SVG text without colours: classes and attributes only, never a style, so that it can be put into a page whose
 * policy allows no inline styles. Each state is one element with `data-state`, each edge one with `data-edge`.
 */
export function toSvg(layout: Layout, options: SvgOptions = {}): string {
  return svgElement(layout, options, []);
}

/**
 * A picture as an SVG file of its own, with its colours. Its texts are as wide as the layout took them to be, so that nothing
 * sticks out where the fonts are others.
 */
export function standaloneSvg(layout: Layout, options: SvgOptions & { readonly palette?: Palette } = {}): string {
  const { palette = palettes.light, measure = estimateWidth } = options;
  const { width, height } = layout;
  return `${svgElement(layout, { ...options, measure }, [
    element("style", {}, text(diagramStyle(palette))),
    element("rect", { width, height, fill: palette.background }),
  ])}\n`;
}

function svgElement(layout: Layout, { title, measure }: SvgOptions, first: readonly Markup[]): Markup {
  const { width, height } = layout;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "statecraft-diagram",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": title ?? "State machine",
    },
    ...first,
    ...drawLevels(layout, measure),
  );
}

/** Outer levels first, so that what is in a container lies over it; of one depth edges first, so that they end under nodes. */
function drawLevels({ nodes, edges }: Layout, measure: Measure | undefined): readonly Markup[] {
  const depths: { readonly edges: Markup[]; readonly nodes: Markup[] }[] = [];
  const at = (depth: number): { readonly edges: Markup[]; readonly nodes: Markup[] } => {
    while (depths.length <= depth) depths.push({ edges: [], nodes: [] });
    return depths[depth] ?? { edges: [], nodes: [] };
  };
  for (const node of nodes) at(node.depth).nodes.push(drawNode(node, measure));
  for (const edge of edges) at(edge.depth).edges.push(drawEdge(edge, measure));
  return depths.flatMap((depth) => [joined(depth.edges), joined(depth.nodes)]);
}
