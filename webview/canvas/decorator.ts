import type { PlacedEdge, PlacedNode } from "../../diagram/index.ts";

/**
 * Adds to what is drawn: classes, badges. Called for each element that comes to the page and again on `refresh`, so it takes
 * away what it added before.
 */
export interface Decorator {
  state?(element: SVGGElement, placed: PlacedNode): void;
  edge?(element: SVGGElement, placed: PlacedEdge): void;
  /** The class of a state where the picture is so small that states are mere boxes. */
  tone?(id: string): string | undefined;
  /** The same of an edge. */
  edgeTone?(key: string): string | undefined;
}

/** What decorators show differently from now on. */
export interface Changed {
  readonly states?: Iterable<string>;
  readonly edges?: Iterable<string>;
}

/** Lets all decorators at an element. */
export function adorn(decorators: readonly Decorator[], element: SVGGElement, placed: PlacedNode | PlacedEdge): void {
  for (const decorator of decorators) {
    if ("node" in placed) decorator.state?.(element, placed);
    else decorator.edge?.(element, placed);
  }
}
