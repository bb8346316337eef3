import { badgesOf, badgesWidth, type Content, metrics } from "../layout/content.ts";
import type { PlacedNode } from "../layout/layout.ts";
import type { Measure } from "../text-width.ts";
import { badgeIcons, iconOf } from "./icons.ts";
import { classes, element, type Markup, text } from "./markup.ts";
import { words } from "./words.ts";

/** A node as one element: a state with its path in `data-state`, or a start or an end. */
export function drawNode(placed: PlacedNode, measure?: Measure): Markup {
  const { node, x, y } = placed;
  const at = `translate(${x} ${y})`;
  if (node.type === "start" || node.type === "end") {
    const className = classes("point", node.type, node.unreachable && "unreachable");
    return element("g", { class: className, transform: at }, ...pointShapes(placed));
  }
  const isContainer = placed.dividers !== undefined;
  const attributes = { class: nodeClasses(placed, isContainer), "data-state": node.id, transform: at };
  const shapes = isContainer ? containerShapes(placed, measure) : boxShapes(placed, measure);
  return element("g", attributes, element("title", {}, text(tooltip(placed))), ...shapes);
}

function nodeClasses({ node, hidden }: PlacedNode, isContainer: boolean): string {
  return classes(
    isContainer ? "container" : "node",
    `type-${node.type.toLowerCase()}`,
    node.distributed && "distributed",
    node.unreachable && "unreachable",
    node.duplicate && "duplicate",
    hidden !== undefined && "collapsed",
  );
}

/** A filled dot for a start; a ring with a dot for an end. */
function pointShapes({ node, width }: PlacedNode): readonly Markup[] {
  const half = width / 2;
  const centre = { cx: half, cy: half };
  if (node.type === "start") return [element("circle", { class: "dot", ...centre, r: half })];
  return [
    element("circle", { class: "rim", ...centre, r: half - 1 }),
    element("circle", { class: "dot", ...centre, r: half - 4 }),
  ];
}

function boxShapes(placed: PlacedNode, measure: Measure | undefined): readonly Markup[] {
  const { node, width, height, content } = placed;
  const radius = node.type === "Choice" ? Math.min(metrics.pill, height / 2) : metrics.corner;
  const top = textTop(content, height);
  return [
    ...sheets(placed),
    element("rect", { class: "box", width, height, rx: radius }),
    ...innerBorder(placed, radius),
    ...iconShapes(placed, (height - metrics.icon) / 2),
    ...nameLines(content, top, measure),
    ...badges(placed, top + metrics.nameLine / 2),
  ];
}

/** Iterations lie on each other like sheets: the edges of two more show below. */
function sheets({ node, width, height }: PlacedNode): readonly Markup[] {
  if (node.type !== "Map" || node.distributed) return [];
  return [8, 4].map((below) => {
    const [inset, top] = [below * 1.25, height + below - 6];
    return element("path", {
      class: "sheet",
      d: `M${inset} ${top}q0 6 8 6H${width - inset - 8}q8 0 8 -6`,
    });
  });
}

/** Iterations that are executions of their own have a border of their own. */
function innerBorder({ node, width, height }: PlacedNode, radius: number): readonly Markup[] {
  if (!node.distributed) return [];
  return [element("rect", { class: "inner", x: 3, y: 3, width: width - 6, height: height - 6, rx: radius - 3 })];
}

function iconShapes({ node }: PlacedNode, y: number): readonly Markup[] {
  const { icon, iconLeft } = metrics;
  const radius = node.type === "Choice" ? icon / 2 : 6;
  return [
    element("rect", { class: "tile", x: iconLeft, y, width: icon, height: icon, rx: radius }),
    element("path", { class: "icon", transform: `translate(${iconLeft + 4} ${y + 4})`, d: iconOf(node) }),
  ];
}

/** Where the first line begins, such that all lines together stand in the middle. */
function textTop({ lines, detail }: Content, height: number): number {
  const { nameLine, detailLine } = metrics;
  return (height - lines.length * nameLine - (detail ? detailLine : 0)) / 2;
}

function nameLines({ lines, detail }: Content, top: number, measure: Measure | undefined): readonly Markup[] {
  const { nameLine, textLeft } = metrics;
  const drawn = lines.map((line, index) =>
    words(line, "name", { class: "name", x: textLeft, y: top + index * nameLine + 12.5 }, measure),
  );
  if (!detail) return drawn;
  const below = { class: "detail", x: textLeft, y: top + lines.length * nameLine + 10.5 };
  return [...drawn, words(detail, "detail", below, measure)];
}

/** A header with name and second line side by side, above the branches. */
function containerShapes(placed: PlacedNode, measure: Measure | undefined): readonly Markup[] {
  const { width, height, x, content, dividers = [] } = placed;
  const { header, icon, textLeft, textRight } = metrics;
  const [name = ""] = content.lines;
  const lines = dividers.map((divider) => `M${divider - x} ${header}V${height}`).join("");
  const end = width - textRight - badgesWidth(placed.node);
  const atEnd = { class: "detail", x: end, y: header / 2 + 4, "text-anchor": "end" };
  return [
    ...sheets(placed),
    element("rect", { class: "box", width, height, rx: metrics.containerCorner }),
    ...innerBorder(placed, metrics.containerCorner),
    element("path", { class: "band", d: bandPath(width) }),
    element("path", { class: "header", d: `M.5 ${header}H${width - 0.5}` }),
    ...(lines ? [element("path", { class: "divider", d: lines })] : []),
    ...iconShapes(placed, (header - icon) / 2),
    words(name, "name", { class: "name", x: textLeft, y: header / 2 + 4.5 }, measure),
    ...(content.detail ? [words(content.detail, "detail", atEnd, measure)] : []),
    ...badges(placed, header / 2),
  ];
}

/** A container's upper end, down to the line below its header. */
function bandPath(width: number): string {
  const { header, containerCorner: radius } = metrics;
  return `M0 ${header}V${radius}q0 ${-radius} ${radius} ${-radius}H${width - radius}q${radius} 0 ${radius} ${radius}V${header}z`;
}

/** At the right of the name: a comment, what is waited for, how many retriers there are, and whether errors are caught. */
function badges({ node, width }: PlacedNode, middle: number): readonly Markup[] {
  const { badge, badgeNumber, beforeBadges, textRight } = metrics;
  let x = width - textRight - badgesWidth(node) + beforeBadges;
  return badgesOf(node).map((kind) => {
    const attributes = { class: `badge ${kind}`, transform: `translate(${x} ${middle - 6})` };
    const icon = element("path", { d: badgeIcons[kind] });
    x += badge;
    if (kind !== "retry") return element("g", attributes, icon);
    x += badgeNumber;
    const count = text(node.retriers > 9 ? "9+" : String(node.retriers));
    return element("g", attributes, icon, element("text", { class: "badge-text", x: 15, y: 10 }, count));
  });
}

/** What a pointer over the state shows. */
function tooltip({ node, hidden }: PlacedNode): string {
  const type = node.type === "missing" ? "no such state" : node.type === "unknown" ? "unknown type" : node.type;
  const lines = [
    `${node.label} (${type}${node.distributed ? ", distributed" : ""})`,
    node.detail,
    node.comment,
    node.waits === "job" && "Waits until the job is done.",
    node.waits === "token" && "Waits until its task token is sent back.",
    node.retriers > 0 && `Retries: ${node.retriers}`,
    node.catchers > 0 && `Catches: ${node.catchers}`,
    node.unreachable && "Nothing leads to this state.",
    node.duplicate && "Another state has the same name.",
    hidden !== undefined && `Collapsed: ${hidden} states`,
  ];
  return lines.filter(Boolean).join("\n");
}
