import type { Box } from "../../diagram/index.ts";
import { bounded, type Camera, fitted, type Size, seenBy, shownBy, zoomedAt } from "./camera.ts";
import { listenToPointers, listenToWheel } from "./gestures.ts";

export interface Viewport {
  readonly camera: Camera;
  move(camera: Camera): void;
  /** Shows all of the picture where that leaves it readable, else its upper part. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Moves as little as it takes to show a box. */
  show(box: Box): void;
  /** Puts the middle of `box` where the middle of `before` was, so that an edit doesn't move what one looks at. */
  anchor(before: Box, box: Box): void;
  /** The box that is seen, in the picture's coordinates. */
  seen(): Box;
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

  const seen = (): Box => seenBy(camera, room);

  function move(next: Camera): void {
    isFitted = false;
    camera = { ...next, zoom: bounded(next.zoom) };
    const { x, y, zoom } = camera;
    layer.setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${zoom})`);
    events.moved(seen(), zoom);
  }

  function fitPicture(): void {
    if (size.width === 0 || room.width === 0) return;
    move(fitted(size, room));
    isFitted = true;
  }

  function resize(): void {
    room = { width: surface.clientWidth, height: surface.clientHeight };
    if (isFitted) return fitPicture();
    events.moved(seen(), camera.zoom);
    events.resized();
  }

  new ResizeObserver(resize).observe(surface);
  const zoomAt = (factor: number, x: number, y: number): void => move(zoomedAt(camera, factor, x, y));
  listenToWheel(surface, () => camera, move, zoomAt);
  listenToPointers(surface, () => camera, move, zoomAt);
  return {
    get camera() {
      return camera;
    },
    move,
    fit: fitPicture,
    zoomBy: (factor) => zoomAt(factor, room.width / 2, room.height / 2),
    show(box) {
      const next = shownBy(camera, box, room);
      if (next.x !== camera.x || next.y !== camera.y) move(next);
    },
    anchor(before, box) {
      const [dx, dy] = [middle(before).x - middle(box).x, middle(before).y - middle(box).y];
      move({ ...camera, x: camera.x + dx * camera.zoom, y: camera.y + dy * camera.zoom });
    },
    seen,
    at(clientX, clientY) {
      const { left, top } = surface.getBoundingClientRect();
      return [(clientX - left - camera.x) / camera.zoom, (clientY - top - camera.y) / camera.zoom];
    },
    setSize(width, height) {
      size = { width, height };
    },
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });
