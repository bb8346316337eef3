import type { Box } from "../diagram/index.ts";

/** Which part of the picture is seen: a point p of the picture is at `p * zoom + (x, y)` on the screen. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

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
  setSize(width: number, height: number): void;
}

export interface ViewportEvents {
  moved(): void;
  /** The room changed, and the picture did not fill it: what is looked at may be out of sight. */
  resized(): void;
}

const LEAST = 0.08;
const MOST = 3;
/** Names can't be read below this zoom. */
const READABLE = 0.5;
const MARGIN = 32;
const LINE = 16;

/** Moves and zooms the picture in `layer`: with the wheel, by dragging, with two fingers, and by its methods. */
export function createViewport(surface: HTMLElement, layer: SVGGElement, events: ViewportEvents): Viewport {
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let size: Size = { width: 0, height: 0 };
  let isFitted = false;

  function move(next: Camera): void {
    isFitted = false;
    const zoom = Math.min(MOST, Math.max(LEAST, next.zoom));
    camera = { x: next.x, y: next.y, zoom };
    layer.setAttribute("transform", `translate(${round(camera.x)} ${round(camera.y)}) scale(${zoom})`);
    events.moved();
  }

  function zoomAt(factor: number, x: number, y: number): void {
    const zoom = Math.min(MOST, Math.max(LEAST, camera.zoom * factor));
    const ratio = zoom / camera.zoom;
    move({ x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio, zoom });
  }

  function fitPicture(): void {
    if (size.width === 0 || surface.clientWidth === 0) return;
    move(fitted(size, roomOf(surface)));
    isFitted = true;
  }

  function show({ x, y, width, height }: Box): void {
    const { zoom } = camera;
    const room = roomOf(surface);
    const dx = shift(x * zoom + camera.x, width * zoom, room.width);
    const dy = shift(y * zoom + camera.y, height * zoom, room.height);
    if (dx !== 0 || dy !== 0) move({ x: camera.x + dx, y: camera.y + dy, zoom });
  }

  new ResizeObserver(() => {
    if (isFitted) fitPicture();
    else events.resized();
  }).observe(surface);
  listenToWheel(surface, () => camera, move, zoomAt);
  listenToPointers(surface, () => camera, move, zoomAt);
  return {
    get camera() {
      return camera;
    },
    move,
    fit: fitPicture,
    zoomBy: (factor) => zoomAt(factor, surface.clientWidth / 2, surface.clientHeight / 2),
    show,
    anchor(before, box) {
      const [dx, dy] = [middle(before).x - middle(box).x, middle(before).y - middle(box).y];
      move({ ...camera, x: camera.x + dx * camera.zoom, y: camera.y + dy * camera.zoom });
    },
    seen: () => ({
      x: -camera.x / camera.zoom,
      y: -camera.y / camera.zoom,
      width: surface.clientWidth / camera.zoom,
      height: surface.clientHeight / camera.zoom,
    }),
    setSize(width, height) {
      size = { width, height };
    },
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const roomOf = ({ clientWidth, clientHeight }: HTMLElement): Size => ({ width: clientWidth, height: clientHeight });

/** All of a picture in the middle of the room; of one that would be too small to read, its upper part. */
function fitted(size: Size, room: Size): Camera {
  const whole = Math.min(room.width / size.width, room.height / size.height, 1);
  const zoom = Math.max(whole, Math.min(READABLE, room.width / size.width), LEAST);
  const y = Math.max(0, (room.height - size.height * zoom) / 2);
  return { x: (room.width - size.width * zoom) / 2, y, zoom };
}

/** How far to move along one axis so that a stretch is in the room; one that has no room there shows its beginning. */
function shift(from: number, extent: number, room: number): number {
  const [start, end] = [from - MARGIN, from + extent + MARGIN];
  if (end - start > room) return start > 0 && start < room ? 0 : MARGIN - from;
  return start < 0 ? -start : end > room ? room - end : 0;
}

const round = (value: number): number => Math.round(value * 100) / 100;
const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

type Move = (camera: Camera) => void;
type ZoomAt = (factor: number, x: number, y: number) => void;

/** The wheel moves the picture; with Ctrl or Cmd, and as a pinch on a touchpad, it zooms. */
function listenToWheel(surface: HTMLElement, camera: () => Camera, move: Move, zoomAt: ZoomAt): void {
  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      const { left, top } = surface.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const step = Math.max(-60, Math.min(60, event.deltaY * unit));
        zoomAt(Math.exp(-step / 150), event.clientX - left, event.clientY - top);
        return;
      }
      const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      move({ ...camera(), x: camera().x - dx * unit, y: camera().y - dy * unit });
    },
    { passive: false },
  );
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Dragging moves the picture, two fingers zoom. A click that doesn't move is left to others. */
function listenToPointers(surface: HTMLElement, camera: () => Camera, move: Move, zoomAt: ZoomAt): void {
  const fingers = new Map<number, Finger>();
  const distance = (): number => {
    const [a, b] = [...fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  surface.addEventListener("pointerdown", (event) => {
    if (event.button === 0 || event.button === 1) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  surface.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    const dragged = surface.hasPointerCapture(event.pointerId);
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    if (!dragged) surface.setPointerCapture(event.pointerId);
    const apart = distance();
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) move({ ...camera(), x: camera().x + dx, y: camera().y + dy });
    else if (apart > 0) {
      const { left, top } = surface.getBoundingClientRect();
      const [a, b] = [...fingers.values()];
      if (a && b) zoomAt(distance() / apart, (a.x + b.x) / 2 - left, (a.y + b.y) / 2 - top);
    }
  });
  for (const type of ["pointerup", "pointercancel"] as const) {
    surface.addEventListener(type, ({ pointerId }) => fingers.delete(pointerId));
  }
}
