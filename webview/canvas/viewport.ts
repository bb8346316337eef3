import type { Box } from "../../diagram/index.ts";
import {
  anchored,
  between,
  bounded,
  type Camera,
  centred,
  fitted,
  isInSight,
  isReadable,
  onScreen,
  type Room,
  type ScreenBox,
  type Size,
  seenBy,
  shownBy,
  wellSeen,
  zoomedAt,
} from "./camera.ts";
import { listenToGestures } from "./gestures.ts";
import { createTween } from "./motion.ts";

export interface Viewport {
  readonly camera: Camera;
  /** Whether it was fitted and nothing but edits has moved it since: it is fitted again when there is more room or less. */
  readonly isFitted: boolean;
  move(camera: Camera): void;
  /** Shows all of the picture where that leaves it readable, else its upper part; nothing lies over it, if that can be. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Moves as little as it takes to show a box. */
  show(box: Box): void;
  /** Glides there unless it is well in sight, and zooms in where names couldn't be read. */
  goTo(box: Box): void;
  /** Puts a point of the picture in the middle. */
  centre(x: number, y: number): void;
  /** Puts the middle of `box` where the middle of `before` was, so that an edit doesn't move what one looks at. */
  anchor(before: Box, box: Box): void;
  /** The box that is seen, in the picture's coordinates. */
  seen(): Box;
  /** Where a box is on the surface, in px of the screen. */
  onScreen(box: Box): ScreenBox;
  /** The point of the picture under a point of the window. */
  at(clientX: number, clientY: number): readonly [x: number, y: number];
  setSize(width: number, height: number): void;
}

export interface ViewportEvents {
  /** `seen` is the part of the picture that is seen now. */
  moved(seen: Box, zoom: number): void;
  /** The room changed: what is looked at may be out of sight. */
  resized(): void;
}

/** A viewport from within. */
interface View {
  readonly element: HTMLElement;
  readonly events: ViewportEvents;
  camera: Camera;
  size: Size;
  /** Asked for once: while elements come and go, each look at it would lay out the page. */
  room: Room;
  isFitted: boolean;
}

/**
 * Moves and zooms the picture in `element`: with the wheel, by dragging, with two fingers, and by its methods. What is in
 * `over` lies over it.
 */
export function createViewport(
  surface: HTMLElement,
  element: HTMLElement,
  over: readonly HTMLElement[],
  events: ViewportEvents,
): Viewport {
  const rest = { camera: { x: 0, y: 0, zoom: 1 }, size: { width: 0, height: 0 }, isFitted: false };
  const view: View = { element, events, room: roomOf(surface, over), ...rest };
  const gliding = createTween();
  listenToRoom(surface, over, (room) => {
    view.room = room;
    if (view.isFitted) fitAll(view);
    else events.moved(seenIn(view), view.camera.zoom);
    events.resized();
  });
  const moveByHand = (next: Camera): void => {
    gliding.stop();
    move(view, next);
  };
  listenToGestures(surface, { camera: () => view.camera, move: moveByHand });
  return {
    get camera() {
      return view.camera;
    },
    get isFitted() {
      return view.isFitted;
    },
    move: (next) => move(view, next),
    fit: () => fitAll(view),
    zoomBy: (factor) => move(view, zoomedAt(view.camera, factor, view.room.width / 2, view.room.height / 2)),
    show(box) {
      if (!isFittedAround(view, box)) moveTo(view, shownBy(view.camera, box, view.room));
    },
    goTo(box) {
      if (isFittedAround(view, box) && isReadable(view.camera)) return;
      const [from, to] = [view.camera, wellSeen(view.camera, box, view.room)];
      gliding.start((progress) => moveTo(view, between(from, to, progress)));
    },
    centre: (x, y) => move(view, centred(view.camera, x, y, view.room)),
    anchor: (before, box) => place(view, anchored(view.camera, before, box)),
    seen: () => seenIn(view),
    onScreen: (box) => onScreen(view.camera, box),
    at: (clientX, clientY) => pointAt(view.camera, surface, clientX, clientY),
    setSize(width, height) {
      view.size = { width, height };
    },
  };
}

const seenIn = ({ camera, room }: View): Box => seenBy(camera, room);

function place(view: View, next: Camera): void {
  view.camera = { ...next, zoom: bounded(next.zoom) };
  const { x, y, zoom } = view.camera;
  // In three dimensions, for this makes it a layer of its own; unlike with will-change it is painted sharp at each zoom.
  view.element.style.transform = `translate3d(${whole(x)}px, ${whole(y)}px, 0) scale(${zoom})`;
  view.events.moved(seenIn(view), zoom);
}

function move(view: View, next: Camera): void {
  view.isFitted = false;
  place(view, next);
}

/** A picture that was fitted stays so as long as nothing moves it. */
function moveTo(view: View, next: Camera): void {
  if (isSame(next, view.camera)) view.events.moved(seenIn(view), view.camera.zoom);
  else move(view, next);
}

function fitAll(view: View): void {
  view.isFitted = true;
  if (view.size.width > 0 && view.room.width > 0) place(view, fitted(view.size, view.room));
}

/** Whether the picture is fitted and shows this box: what is wanted is seen, as well as it can be. */
const isFittedAround = ({ isFitted, camera, room }: View, box: Box): boolean =>
  isFitted && isInSight(camera, box, room);

function listenToRoom(surface: HTMLElement, over: readonly HTMLElement[], changed: (room: Room) => void): void {
  const observer = new ResizeObserver(() => changed(roomOf(surface, over)));
  for (const element of [surface, ...over]) observer.observe(element);
}

function roomOf(surface: HTMLElement, over: readonly HTMLElement[]): Room {
  const origin = surface.getBoundingClientRect();
  const boxes = over.map((element) => element.getBoundingClientRect()).filter(({ height }) => height > 0);
  const covered = boxes.map(({ left, top, right, bottom }) => ({
    left: left - origin.left,
    top: top - origin.top,
    right: right - origin.left,
    bottom: bottom - origin.top,
  }));
  return { width: surface.clientWidth, height: surface.clientHeight, covered };
}

function pointAt({ x, y, zoom }: Camera, surface: HTMLElement, clientX: number, clientY: number) {
  const { left, top } = surface.getBoundingClientRect();
  return [(clientX - left - x) / zoom, (clientY - top - y) / zoom] as const;
}

const isSame = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.zoom === b.zoom;

/** At a whole pixel of the screen: between two of them all would be blurred. */
function whole(value: number): number {
  const sharp = window.devicePixelRatio || 1;
  return Math.round(value * sharp) / sharp;
}
