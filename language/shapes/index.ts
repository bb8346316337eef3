export { type DataKey, type DataRead, dataReads, followRead } from "./data-reads.ts";
export { follow, memberOf } from "./follow.ts";
export type { KnownShapes } from "./known-shapes.ts";
export type { ShapeRoots } from "./roots.ts";
export { type DataShape, join as joinShapes } from "./shape.ts";
export { shapeOfValue } from "./shape-of-value.ts";
export { memberKind, shapeText } from "./shape-text.ts";
export { inferShapes, modelShapes, type ShapeSources, type Shapes } from "./shapes.ts";
export { rootsAt } from "./state-roots.ts";
