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
  const dx = shift(box.x * zoom + x, box.width * zoom, room.width);
  const dy = shift(box.y * zoom + y, box.height * zoom, room.height);
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
function shift(from: number, extent: number, room: number): number {
  const [start, end] = [from - MARGIN, from + extent + MARGIN];
  if (end - start > room) return start > 0 && start < room ? 0 : MARGIN - from;
  return start < 0 ? -start : end > room ? room - end : 0;
}
