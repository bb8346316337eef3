import type { PlacedNode } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";

/** Where a key leads from a state; from none, to the first one. */
export type Step = (picture: Picture, id: string | undefined) => string | undefined;

export const isState = ({ node }: PlacedNode): boolean => node.type !== "start" && node.type !== "end";

const statesOf = ({ layout }: Picture): readonly PlacedNode[] => layout?.nodes.filter(isState) ?? [];

const firstState = (picture: Picture): string | undefined => statesOf(picture)[0]?.node.id;

/** The state at the other end of an edge: of the first one that leads on downwards, else of the first. */
function followed(picture: Picture, id: string, here: "from" | "to", there: "from" | "to"): string | undefined {
  const found = picture.edgesOf(id).flatMap(({ edge }) => {
    const placed = edge[here] === id && edge[there] !== id ? picture.node(edge[there]) : undefined;
    return placed && isState(placed) ? placed : [];
  });
  const y = picture.node(id)?.y ?? 0;
  const isOnward = (placed: PlacedNode): boolean => (here === "from" ? placed.y > y : placed.y < y);
  return (found.find(isOnward) ?? found[0])?.node.id;
}

/** Along the flow: the first of the ways that lead on. */
export const next: Step = (picture, id) =>
  id === undefined ? firstState(picture) : followed(picture, id, "from", "to");

/** Against the flow. */
export const previous: Step = (picture, id) =>
  id === undefined ? firstState(picture) : followed(picture, id, "to", "from");

export const first: Step = (picture) => firstState(picture);

export const last: Step = (picture) => statesOf(picture).findLast(({ parent }) => parent === null)?.node.id;

/** The first state in a container. */
export const into: Step = (picture, id) => statesOf(picture).find(({ parent }) => parent === id)?.node.id;

/** The container around a state. */
export const outOf: Step = (picture, id) => (id === undefined ? undefined : (picture.node(id)?.parent ?? undefined));

export const left: Step = (picture, id) => beside(picture, id, -1);

export const right: Step = (picture, id) => beside(picture, id, 1);

/** The nearest state to the left or right at about the same height. */
function beside(picture: Picture, id: string | undefined, direction: -1 | 1): string | undefined {
  const from = id === undefined ? undefined : picture.node(id);
  if (!from) return firstState(picture);
  let [best, nearest]: [string | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const { node, x, y, width, height } of statesOf(picture)) {
    // From the one's edge to the other's middle.
    const away = (x + width / 2 - (from.x + from.width / 2)) * direction - from.width / 2;
    const beyond = Math.max(0, y - (from.y + from.height), from.y - (y + height));
    const isWithin = node.id.startsWith(`${id}/`) || from.node.id.startsWith(`${node.id}/`);
    if (away <= 0 || isWithin) continue;
    const distance = away + beyond * 4;
    if (distance < nearest) [best, nearest] = [node.id, distance];
  }
  return best;
}

/** The next state after one that holds, in the picture's order, round and round. */
export function nextWhere(
  picture: Picture,
  id: string | undefined,
  direction: -1 | 1,
  holds: (id: string) => boolean,
): string | undefined {
  const ids = statesOf(picture).map(({ node }) => node.id);
  const start = id === undefined ? (direction === 1 ? -1 : ids.length) : ids.indexOf(id);
  for (let step = 1; step <= ids.length; step++) {
    const candidate = ids[(start + step * direction + ids.length * 2) % ids.length];
    if (candidate !== undefined && holds(candidate)) return candidate;
  }
  return undefined;
}
