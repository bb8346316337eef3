import type { PlacedNode } from "../../diagram/index.ts";
import type { ScreenBox, Size } from "../canvas/camera.ts";
import type { Picture } from "../canvas/picture.ts";
import type { Viewport } from "../canvas/viewport.ts";
import { html } from "../elements.ts";
import { describeEdge } from "../navigation/describe.ts";
import { isState } from "../navigation/steps.ts";
import type { StateDiagnostic } from "../protocol.ts";

/** A card beside a state with all that a picture has no room for. */
export interface Card {
  show(placed: PlacedNode): void;
  hide(): void;
  readonly isShown: boolean;
}

export interface CardSources {
  problems(id: string): readonly StateDiagnostic[];
  /** How an execution went there: "Succeeded, entered 2 times". */
  outcome(id: string): string | undefined;
}

/** So long the pointer rests on a state before its card comes, and so long the card stays when it has left. */
const [REST, LEAVE] = [450, 200];
const GAP = 10;

/** Shows the card of the state that the pointer rests on. */
export function createCard(
  card: HTMLElement,
  surface: HTMLElement,
  picture: Picture,
  viewport: Viewport,
  sources: CardSources,
): Card {
  let timer = 0;
  let over: string | undefined;
  // The browser's own tooltip would come over the card.
  picture.decorate({ state: (element) => element.querySelector(":scope > title")?.remove() });

  function show(placed: PlacedNode): void {
    card.replaceChildren(...contentOf(picture, placed, sources));
    card.hidden = false;
    const size = { width: card.offsetWidth, height: card.offsetHeight };
    const [x, y] = placeFor(viewport.onScreen(placed), size, surface.getBoundingClientRect());
    card.style.left = `${Math.round(x)}px`;
    card.style.top = `${Math.round(y)}px`;
  }

  function hide(): void {
    clearTimeout(timer);
    over = undefined;
    card.hidden = true;
  }

  function later(delay: number, act: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  }

  surface.addEventListener("pointermove", ({ target, clientX, clientY, buttons, pointerType }) => {
    if (pointerType === "touch") return;
    const isEdge = target instanceof Element && target.closest(".edge, .gutter, .toggle") !== null;
    const id = isEdge || buttons ? undefined : picture.idAt(target, viewport.at(clientX, clientY));
    if (id === over) return;
    over = id;
    const placed = id === undefined ? undefined : picture.node(id);
    if (placed && isState(placed) && (placed.dividers === undefined || isHeader(placed, viewport.at(clientX, clientY))))
      later(REST, () => show(placed));
    else later(LEAVE, hide);
  });
  surface.addEventListener("pointerleave", () => later(LEAVE, hide));
  surface.addEventListener("pointerdown", hide);
  surface.addEventListener("wheel", hide, { passive: true });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(LEAVE, hide));
  return {
    show,
    hide,
    get isShown() {
      return !card.hidden;
    },
  };
}

/** Right of the state or left of it, where there's room; else below it, or above. */
function placeFor(
  { left, top, right, bottom }: ScreenBox,
  { width, height }: Size,
  room: Size,
): readonly [number, number] {
  const within = (value: number, most: number): number => Math.max(GAP, Math.min(value, most - GAP));
  const y = within(top, room.height - height);
  if (right + GAP + width <= room.width) return [right + GAP, y];
  if (left - GAP - width >= 0) return [left - GAP - width, y];
  const below = bottom + GAP + height <= room.height ? bottom + GAP : within(top - GAP - height, room.height - height);
  return [within(left, room.width - width), below];
}

const HEADER = 34;
const isHeader = ({ y }: PlacedNode, [, at]: readonly [number, number]): boolean => at - y <= HEADER;

function contentOf(picture: Picture, placed: PlacedNode, { problems, outcome }: CardSources): readonly HTMLElement[] {
  const { node, hidden } = placed;
  const type = node.type === "missing" ? "No such state" : node.type === "unknown" ? "Unknown type" : node.type;
  const kind = [node.distributed ? `Distributed ${type}` : type, node.detail].filter(Boolean).join(" · ");
  const ways = picture.edgesOf(node.id).filter(({ edge }) => edge.from === node.id);
  const facts = [
    ...ways.map((way) => describeEdge(picture, way, true)),
    node.retriers > 0 && (node.retriers === 1 ? "1 retrier" : `${node.retriers} retriers`),
    hidden !== undefined && `${hidden} states, collapsed`,
    node.unreachable && "Nothing leads to this state.",
    node.duplicate && "Another state has the same name.",
  ].filter((fact) => typeof fact === "string");
  const run = outcome(node.id);
  return [
    html("strong", "", node.label),
    html("span", "kind", kind),
    ...(node.comment ? [html("p", "", node.comment)] : []),
    ...(run ? [html("p", "outcome", run)] : []),
    ...(facts.length > 0 ? [html("ul", "", ...facts.slice(0, 12).map((fact) => html("li", "", fact)))] : []),
    ...problems(node.id).map(({ severity, message }) => html("p", `finding ${severity}`, message)),
  ];
}
