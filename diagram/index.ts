export { drawEdge, edgeKey } from "./drawing/edge.ts";
export { type Status, statusIcons } from "./drawing/icons.ts";
export { xmlText } from "./drawing/markup.ts";
export { drawNode } from "./drawing/node.ts";
export { type Palette, type PaletteName, palettes } from "./drawing/palettes.ts";
export { diagramStyle } from "./drawing/style.ts";
export { type SvgOptions, standaloneSvg, toSvg } from "./drawing/svg.ts";
export { toDot } from "./formats/dot.ts";
export { type DiagramJson, toJson } from "./formats/json.ts";
export { toMermaid } from "./formats/mermaid.ts";
export {
  type Box,
  type Layout,
  type LayoutCache,
  type LayoutOptions,
  layoutCache,
  layoutGraph,
  type PlacedEdge,
  type PlacedNode,
} from "./layout/layout.ts";
export { estimateWidth, type Measure, type TextRole, textStyles } from "./text-width.ts";
