import { drawEdge, drawNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { svg } from "../elements.ts";

/** What of its style an element of a picture takes along. */
const PROPERTIES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
] as const;
const FONT = ["font-family", "font-size", "font-weight"] as const;

/** What belongs to the panel and not to the picture. */
const OURS = ".ring, .gutter.unset, .toggle, .reach, title";

/**
 * The whole picture as an SVG file that looks as it does in the panel now, with what an execution did: every colour and font
 * stands in it, no variable and no class is needed.
 */
export function resolvedSvg(stage: HTMLElement, picture: Picture): string | undefined {
  const { layout } = picture;
  if (!layout) return undefined;
  const { width, height } = layout;
  const near = svg("g", { class: "near-view" });
  const copy = svg("svg", { class: "statecraft-diagram", width, height, viewBox: `0 0 ${width} ${height}` }, near);
  const depth = Math.max(0, ...layout.nodes.map((placed) => placed.depth));
  for (let level = 0; level <= depth; level++) {
    const edges = layout.edges.filter((placed) => placed.depth === level);
    const nodes = layout.nodes.filter((placed) => placed.depth === level);
    near.append(
      filled(
        edges.map((placed) => drawEdge(placed)),
        (element, index) => picture.adorn(element, edges[index]),
      ),
      filled(
        nodes.map((placed) => drawNode(placed)),
        (element, index) => picture.adorn(element, nodes[index]),
      ),
    );
  }
  for (const element of copy.querySelectorAll(OURS)) element.remove();
  // Styles are known of what is in the page only.
  const host = document.createElement("div");
  host.className = "unseen";
  host.append(copy);
  stage.append(host);
  for (const element of copy.querySelectorAll(".selected")) element.classList.remove("selected");
  const background = getComputedStyle(document.body).backgroundColor;
  const resolved = [...near.querySelectorAll("*")].map((element) => [element, attributesOf(element)] as const);
  host.remove();
  for (const [element, attributes] of resolved) {
    for (const name of ["class", "style", "data-shift"]) element.removeAttribute(name);
    for (const [name, value] of attributes) element.setAttribute(name, value);
  }
  copy.removeAttribute("class");
  near.removeAttribute("class");
  copy.setAttribute("role", "img");
  copy.setAttribute("aria-label", "State machine");
  copy.prepend(svg("rect", { width, height, fill: background }));
  return new XMLSerializer().serializeToString(copy);
}

function filled(markup: readonly string[], adorn: (element: SVGGElement, index: number) => void): SVGGElement {
  const group = svg("g", {});
  group.innerHTML = markup.join("");
  for (const [index, element] of [...group.children].entries()) adorn(element as SVGGElement, index);
  return group;
}

function attributesOf(element: Element): readonly (readonly [string, string])[] {
  if (element.localName === "g") {
    const { opacity } = getComputedStyle(element);
    return opacity === "1" ? [] : [["opacity", opacity]];
  }
  const style = getComputedStyle(element);
  const names = element.localName === "text" ? [...PROPERTIES, ...FONT] : PROPERTIES;
  return names.flatMap((name) => {
    const value = style.getPropertyValue(name);
    return value === "" || value === INITIAL[name] ? [] : [[name, value] as const];
  });
}

/** What needn't be said. */
const INITIAL: { readonly [property: string]: string } = {
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  opacity: "1",
};
