import type { Box } from "../../diagram/index.ts";

/** Which part of the picture is seen: a point p of the picture is at `p * zoom + (x, y)` on the screen. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.04;
const MOST = 3;
/** Names can't be read below this zoom. */
const READABLE = 0.5;
const MARGIN = 32;
/** Bars lie over the picture's upper edge. */
const BELOW_BAR = 60;

/** A zoom within its bounds. */
export const bounded = (zoom: number): number => Math.min(MOST, Math.max(LEAST, zoom));

/** Zooms such that the point of the screen at (x, y) stays where it is. */
export function zoomedAt(camera: Camera, factor: number, x: number, y: number): Camera {
  const zoom = bounded(camera.zoom * factor);
  const ratio = zoom / camera.zoom;
  return { x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio, zoom };
}

/** The part of the picture that is seen. */
export function seenBy({ x, y, zoom }: Camera, { width, height }: Size): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** Moves as little as it takes to show a box. */
export function shownBy({ x, y, zoom }: Camera, box: Box, room: Size): Camera {
  const dx = shift(box.x * zoom + x, box.width * zoom, room.width, MARGIN);
  const dy = shift(box.y * zoom + y, box.height * zoom, room.height, BELOW_BAR);
  return { x: x + dx, y: y + dy, zoom };
}

/** All of a picture in the middle of the room; of one that would be too small to read, its upper part. */
export function fitted(size: Size, room: Size): Camera {
  const whole = Math.min(room.width / size.width, room.height / size.height, 1);
  const zoom = Math.max(whole, Math.min(READABLE, room.width / size.width), LEAST);
  const y = Math.max(0, (room.height - size.height * zoom) / 2);
  return { x: (room.width - size.width * zoom) / 2, y, zoom };
}

/** How far to move along one axis so that a stretch is in the room; one that has no room there shows its beginning. */
function shift(from: number, extent: number, room: number, before: number): number {
  const [start, end] = [from - before, from + extent + MARGIN];
  if (end - start > room) return start > 0 && start < room ? 0 : before - from;
  return start < 0 ? -start : end > room ? room - end : 0;
}

/** The same camera where the box is well in sight; else one with the box in its middle, near enough to read names. */
export function wellSeen(camera: Camera, box: Box, room: Size): Camera {
  const { x, y, width, height } = box;
  const shown = shownBy(camera, box, room);
  if (camera.zoom >= READABLE && shown.x === camera.x && shown.y === camera.y) return camera;
  if (camera.zoom >= READABLE && (width * camera.zoom > room.width || height * camera.zoom > room.height)) return shown;
  if (camera.zoom >= READABLE) return centred(camera, x + width / 2, y + height / 2, room);
  return centred({ ...camera, zoom: 0.85 }, x + width / 2, y + height / 2, room);
}

/** A camera on the way from one to another. */
export function between(from: Camera, to: Camera, progress: number): Camera {
  const mix = (a: number, b: number): number => a + (b - a) * progress;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), zoom: mix(from.zoom, to.zoom) };
}

/** Puts the middle of `box` where the middle of `before` was. */
export function anchored({ x, y, zoom }: Camera, before: Box, box: Box): Camera {
  const [dx, dy] = [middle(before).x - middle(box).x, middle(before).y - middle(box).y];
  return { x: x + dx * zoom, y: y + dy * zoom, zoom };
}

/** Puts a point of the picture in the middle. */
export function centred({ zoom }: Camera, x: number, y: number, room: Size): Camera {
  return { x: room.width / 2 - x * zoom, y: room.height / 2 - y * zoom, zoom };
}

/** Where something is on the surface, in px of the screen. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function onScreen(camera: Camera, { x, y, width, height }: Box): ScreenBox {
  const [left, top] = [x * camera.zoom + camera.x, y * camera.zoom + camera.y];
  return { left, top, right: left + width * camera.zoom, bottom: top + height * camera.zoom };
}

const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });
