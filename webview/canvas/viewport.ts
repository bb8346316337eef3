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

/**
 * Moves and zooms the picture in `layer`: with the wheel, by dragging, with two fingers, and by its methods. What is in
 * `over` lies over it.
 */
export function createViewport(
  surface: HTMLElement,
  layer: SVGGElement,
  over: readonly HTMLElement[],
  events: ViewportEvents,
): Viewport {
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let size: Size = { width: 0, height: 0 };
  // Asked for once: while elements come and go, each look at it would lay out the page.
  let room = roomOf(surface, over);
  let isFitted = false;
  const gliding = createTween();

  const seen = (): Box => seenBy(camera, room);

  function place(next: Camera): void {
    camera = { ...next, zoom: bounded(next.zoom) };
    const { x, y, zoom } = camera;
    layer.setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${zoom})`);
    events.moved(seen(), zoom);
  }

  function move(next: Camera): void {
    isFitted = false;
    place(next);
  }

  /** A picture that was fitted stays so as long as nothing moves it. */
  const moveTo = (next: Camera): void => (isSame(next, camera) ? events.moved(seen(), camera.zoom) : move(next));

  function fitPicture(): void {
    isFitted = true;
    if (size.width > 0 && room.width > 0) place(fitted(size, room));
  }

  listenToRoom(surface, over, (next) => {
    room = next;
    if (isFitted) fitPicture();
    else events.moved(seen(), camera.zoom);
    events.resized();
  });
  const moveByHand = (next: Camera): void => {
    gliding.stop();
    move(next);
  };
  listenToGestures(surface, { camera: () => camera, move: moveByHand });
  return {
    get camera() {
      return camera;
    },
    get isFitted() {
      return isFitted;
    },
    move,
    fit: fitPicture,
    zoomBy: (factor) => move(zoomedAt(camera, factor, room.width / 2, room.height / 2)),
    show(box) {
      if (!isFitted || !isInSight(camera, box, room)) moveTo(shownBy(camera, box, room));
    },
    goTo(box) {
      if (isFitted && isInSight(camera, box, room) && isReadable(camera)) return;
      const [from, to] = [camera, wellSeen(camera, box, room)];
      gliding.start((progress) => moveTo(between(from, to, progress)));
    },
    centre: (x, y) => move(centred(camera, x, y, room)),
    anchor: (before, box) => place(anchored(camera, before, box)),
    seen,
    onScreen: (box) => onScreen(camera, box),
    at: (clientX, clientY) => pointAt(camera, surface, clientX, clientY),
    setSize(width, height) {
      size = { width, height };
    },
  };
}

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

const round = (value: number): number => Math.round(value * 100) / 100;
