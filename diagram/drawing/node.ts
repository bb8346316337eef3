import { metrics } from "../layout/content.ts";
import type { PlacedNode } from "../layout/layout.ts";
import { badgeIcons, iconOf } from "./icons.ts";
import { classes, element, joined, type Markup, text } from "./markup.ts";

/** A node as one element: a state with its path in `data-state`, or a start or an end. */
export function drawNode(placed: PlacedNode): Markup {
  const { node, x, y } = placed;
  const at = `translate(${x} ${y})`;
  if (node.type === "start" || node.type === "end") {
    return element("g", { class: `point ${node.type}`, transform: at }, ...pointShapes(placed));
  }
  const isContainer = placed.dividers !== undefined;
  const attributes = { class: nodeClasses(placed, isContainer), "data-state": node.id, transform: at };
  const shapes = isContainer ? containerShapes(placed) : boxShapes(placed);
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
    element("circle", { class: "ring", ...centre, r: half - 1 }),
    element("circle", { class: "dot", ...centre, r: half - 4 }),
  ];
}

function boxShapes(placed: PlacedNode): readonly Markup[] {
  const { node, width, height, content } = placed;
  const radius = node.type === "Choice" ? height / 2 : 8;
  return [
    element("rect", { class: "box", width, height, rx: radius }),
    ...stack(placed),
    ...iconShapes(placed, (height - metrics.icon) / 2),
    ...nameLines(content.lines, content.detail, height),
    ...badges(placed, height / 2),
  ];
}

/** Iterations lie on each other like sheets: the edge of a second one shows below. */
function stack({ node, width, height }: PlacedNode): readonly Markup[] {
  if (node.type !== "Map") return [];
  if (node.distributed) {
    return [element("rect", { class: "inner", x: 3, y: 3, width: width - 6, height: height - 6, rx: 5.5 })];
  }
  return [element("path", { class: "sheet", d: `M7 ${height}q0 4 6 4H${width - 13}q6 0 6 -4` })];
}

function iconShapes({ node }: PlacedNode, y: number): readonly Markup[] {
  const { icon, iconLeft } = metrics;
  const radius = node.type === "Choice" ? icon / 2 : 6;
  return [
    element("rect", { class: "tile", x: iconLeft, y, width: icon, height: icon, rx: radius }),
    element("path", { class: "icon", transform: `translate(${iconLeft + 4} ${y + 4})`, d: iconOf(node) }),
  ];
}

function nameLines(lines: readonly string[], detail: string, height: number): readonly Markup[] {
  const { nameLine, detailLine, textLeft } = metrics;
  const total = lines.length * nameLine + (detail ? detailLine : 0);
  const top = (height - total) / 2;
  const drawn = lines.map((line, index) =>
    element("text", { class: "name", x: textLeft, y: top + index * nameLine + 12.5 }, text(line)),
  );
  if (!detail) return drawn;
  return [
    ...drawn,
    element("text", { class: "detail", x: textLeft, y: top + lines.length * nameLine + 10.5 }, text(detail)),
  ];
}

/** A header with name and second line side by side, above the branches. */
function containerShapes(placed: PlacedNode): readonly Markup[] {
  const { width, height, x, content, dividers = [] } = placed;
  const { header, icon, textLeft, textRight } = metrics;
  const [name = ""] = content.lines;
  const lines = dividers.map((divider) => `M${divider - x} ${header}V${height}`).join("");
  return [
    element("rect", { class: "box", width, height, rx: 10 }),
    ...stack(placed),
    element("path", { class: "header", d: `M.5 ${header}H${width - 0.5}` }),
    ...(lines ? [element("path", { class: "divider", d: lines })] : []),
    ...iconShapes(placed, (header - icon) / 2),
    element("text", { class: "name", x: textLeft, y: header / 2 + 4.5 }, text(name)),
    ...(content.detail
      ? [
          element(
            "text",
            { class: "detail", x: width - textRight - badgesRoom(placed), y: header / 2 + 4, "text-anchor": "end" },
            text(content.detail),
          ),
        ]
      : []),
    ...badges(placed, header / 2),
  ];
}

function badgesRoom({ node: { retriers, catchers } }: PlacedNode): number {
  return (retriers > 0 ? metrics.retryBadge : 0) + (catchers > 0 ? metrics.catchBadge : 0);
}

/** At the right: how many retriers there are, and whether errors are caught. */
function badges(placed: PlacedNode, middle: number): readonly Markup[] {
  const { retriers, catchers } = placed.node;
  let x = placed.width - metrics.textRight - badgesRoom(placed) + 6;
  const drawn: Markup[] = [];
  if (retriers > 0) {
    const number = element("text", { class: "badge-text", x: 15, y: 10 }, text(retriers > 9 ? "9+" : String(retriers)));
    drawn.push(badge("retry", x, middle, number));
    x += metrics.retryBadge;
  }
  if (catchers > 0) drawn.push(badge("catch", x, middle));
  return drawn;
}

function badge(kind: keyof typeof badgeIcons, x: number, middle: number, ...more: readonly Markup[]): Markup {
  const attributes = { class: `badge ${kind}`, transform: `translate(${x} ${middle - 6})` };
  return element("g", attributes, element("path", { d: badgeIcons[kind] }), joined(more));
}

/** What a pointer over the state shows. */
function tooltip({ node, hidden }: PlacedNode): string {
  const type = node.type === "missing" ? "no such state" : node.type === "unknown" ? "unknown type" : node.type;
  const lines = [
    `${node.label} (${type}${node.distributed ? ", distributed" : ""})`,
    node.detail,
    node.comment,
    node.retriers > 0 && `Retries: ${node.retriers}`,
    node.catchers > 0 && `Catches: ${node.catchers}`,
    node.unreachable && "Nothing leads to this state.",
    node.duplicate && "Another state has the same name.",
    hidden !== undefined && `Collapsed: ${hidden} states`,
  ];
  return lines.filter(Boolean).join("\n");
}
