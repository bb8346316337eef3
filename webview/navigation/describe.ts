import type { PlacedEdge, PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";

/** What else is known of a state than what is drawn: phrases, in the order in which they are said. */
export type Facts = (id: string) => readonly (string | undefined)[];

/** "ProcessPayment, Task, Lambda invoke; succeeded; next ConfirmFlight; catches any error to RefundPayment". */
export function describeState(picture: Picture, { node, hidden }: PlacedNode, facts: Facts): string {
  const type = node.type === "missing" ? "no such state" : node.type === "unknown" ? "unknown type" : node.type;
  const name = [node.label, type, node.detail, hidden !== undefined && `collapsed, ${hidden} states`];
  const out = picture.edgesOf(node.id).filter(({ edge }) => edge.from === node.id);
  const parts = [
    name.filter(Boolean).join(", "),
    ...facts(node.id),
    node.retriers > 0 && (node.retriers === 1 ? "1 retrier" : `${node.retriers} retriers`),
    node.unreachable && "nothing leads here",
    ...out.map((placed) => describeEdge(picture, placed)),
  ];
  return parts.filter(Boolean).join("; ");
}

/** Where a way out of a state leads, and when: to be heard, or with arrows to be seen. */
export function describeEdge(picture: Picture, { edge }: PlacedEdge, isSeen = false): string {
  const target = picture.node(edge.to)?.node.label ?? "";
  const to = isSeen ? " → " : " to ";
  switch (edge.kind) {
    case "end":
      return isSeen ? "Ends here" : "ends here";
    case "next":
    case "start":
      return isSeen ? `→ ${target}` : `next ${target}`;
    case "default":
      return `${isSeen ? "Otherwise" : "otherwise"}${to}${target}`;
    case "choice":
      return `${isSeen ? "" : "if "}${edge.title || edge.label}${to}${target}`;
    case "catch":
      return `${isSeen ? edge.title || `Catches ${edge.label}` : `catches ${edge.label}`}${to}${target}`;
  }
}
