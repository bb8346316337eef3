import { type Camera, zoomedAt } from "./camera.ts";

const LINE = 16;

/** What gestures move. */
export interface Movable {
  camera(): Camera;
  move(camera: Camera): void;
}

/** Wheel, drags and fingers on `surface`. */
export function listenToGestures(surface: HTMLElement, { camera, move }: Movable): void {
  const zoomAt: ZoomAt = (factor, x, y) => move(zoomedAt(camera(), factor, x, y));
  listenToWheel(surface, camera, move, zoomAt);
  listenToPointers(surface, camera, move, zoomAt);
}

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
