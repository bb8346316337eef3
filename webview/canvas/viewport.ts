import type { Box } from "../../diagram/index.ts";
import {
  anchored,
  between,
  bounded,
  type Camera,
  centred,
  fitted,
  onScreen,
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
  move(camera: Camera): void;
  /** Shows all of the picture where that leaves it readable, else its upper part. */
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
  /** The room changed, and the picture did not fill it: what is looked at may be out of sight. */
  resized(): void;
}

/** Moves and zooms the picture in `layer`: with the wheel, by dragging, with two fingers, and by its methods. */
export function createViewport(surface: HTMLElement, layer: SVGGElement, events: ViewportEvents): Viewport {
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let size: Size = { width: 0, height: 0 };
  // Asked for once: while elements come and go, each look at it would lay out the page.
  let room: Size = { width: surface.clientWidth, height: surface.clientHeight };
  let isFitted = false;
  const gliding = createTween();

  const seen = (): Box => seenBy(camera, room);

  function move(next: Camera): void {
    isFitted = false;
    camera = { ...next, zoom: bounded(next.zoom) };
    const { x, y, zoom } = camera;
    layer.setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${zoom})`);
    events.moved(seen(), zoom);
  }

  /** A picture that was fitted stays so as long as nothing moves it. */
  const moveTo = (next: Camera): void => (isSame(next, camera) ? events.moved(seen(), camera.zoom) : move(next));

  function fitPicture(): void {
    if (size.width === 0 || room.width === 0) return;
    move(fitted(size, room));
    isFitted = true;
  }

  listenToRoom(surface, (next) => {
    room = next;
    if (isFitted) return fitPicture();
    events.moved(seen(), camera.zoom);
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
    move,
    fit: fitPicture,
    zoomBy: (factor) => move(zoomedAt(camera, factor, room.width / 2, room.height / 2)),
    show: (box) => moveTo(shownBy(camera, box, room)),
    goTo(box) {
      const [from, to] = [camera, wellSeen(camera, box, room)];
      gliding.start((progress) => moveTo(between(from, to, progress)));
    },
    centre: (x, y) => move(centred(camera, x, y, room)),
    anchor: (before, box) => moveTo(anchored(camera, before, box)),
    seen,
    onScreen: (box) => onScreen(camera, box),
    at: (clientX, clientY) => pointAt(camera, surface, clientX, clientY),
    setSize(width, height) {
      size = { width, height };
    },
  };
}

function listenToRoom(surface: HTMLElement, changed: (room: Size) => void): void {
  new ResizeObserver(() => changed({ width: surface.clientWidth, height: surface.clientHeight })).observe(surface);
}

function pointAt({ x, y, zoom }: Camera, surface: HTMLElement, clientX: number, clientY: number) {
  const { left, top } = surface.getBoundingClientRect();
  return [(clientX - left - x) / zoom, (clientY - top - y) / zoom] as const;
}

const isSame = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.zoom === b.zoom;

const round = (value: number): number => Math.round(value * 100) / 100;
