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
/** Between what lies over the picture and a state that is brought into sight. */
const GAP = 12;
/** What a picture shows keeps so many px off its edges at least. */
const EDGE = 14;

/** Where a picture is seen. */
export interface Room extends Size {
  /** What lies over it: tools, and how an execution stands. */
  readonly covered: readonly ScreenBox[];
}

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
export function shownBy({ x, y, zoom }: Camera, box: Box, room: Room): Camera {
  const dx = shift(box.x * zoom + x, box.width * zoom, room.width, MARGIN);
  const dy = shift(box.y * zoom + y, box.height * zoom, room.height, Math.max(MARGIN, coveredAbove(room) + GAP));
  return { x: x + dx, y: y + dy, zoom };
}

/**
 * All of a picture in the middle of the room; of one that would be too small to read, its upper part. Where something would
 * lie over it, it stays below that and, if need be, left of it.
 */
export function fitted(size: Size, room: Room): Camera {
  const [above, beside] = [coveredAbove(room), coveredBeside(room)];
  const cameras = [
    fittedInto(size, room, 0, 0),
    fittedInto(size, room, above, 0),
    fittedInto(size, room, above, beside),
  ] as const;
  return cameras.find((camera) => !isCovered(camera, size, room)) ?? cameras[1];
}

/** Without the upper part of a room and its right one. */
function fittedInto(size: Size, room: Size, above: number, beside: number): Camera {
  const [width, height] = [room.width - beside, room.height - above];
  const whole = Math.min(width / size.width, height / size.height, 1);
  const zoom = Math.max(whole, Math.min(READABLE, width / size.width), LEAST);
  const y = above + Math.max(0, (height - size.height * zoom) / 2);
  return { x: (width - size.width * zoom) / 2, y, zoom };
}

function isCovered(camera: Camera, { width, height }: Size, room: Room): boolean {
  return isUnder(onScreen(camera, { x: EDGE, y: EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE }), room);
}

const isUnder = (seen: ScreenBox, { covered }: Room): boolean =>
  covered.some(
    ({ left, top, right, bottom }) => left < seen.right && right > seen.left && top < seen.bottom && bottom > seen.top,
  );

/** Whether names can be read. */
export const isReadable = ({ zoom }: Camera): boolean => zoom >= READABLE;

/** Whether all of a box is seen, with nothing over it. */
export function isInSight(camera: Camera, box: Box, room: Room): boolean {
  const seen = onScreen(camera, box);
  const isInside = seen.left >= 0 && seen.top >= 0 && seen.right <= room.width && seen.bottom <= room.height;
  return isInside && !isUnder(seen, room);
}

/** How much of a room's upper half is covered: at most half of it all. */
const coveredAbove = ({ covered, height }: Room): number =>
  Math.min(height / 2, Math.max(0, ...covered.filter(({ top }) => top < height / 2).map(({ bottom }) => bottom)));

/** How much is covered at a room's right end, below. */
const coveredBeside = ({ covered, width, height }: Room): number =>
  Math.max(0, ...covered.filter(({ top }) => top >= height / 2).map(({ left }) => width - left));

/** How far to move along one axis so that a stretch is in the room; one that has no room there shows its beginning. */
function shift(from: number, extent: number, room: number, before: number): number {
  const [start, end] = [from - before, from + extent + MARGIN];
  if (end - start > room) return start > 0 && start < room ? 0 : before - from;
  return start < 0 ? -start : end > room ? room - end : 0;
}

/** The same camera where the box is well in sight; else one with the box in its middle, near enough to read names. */
export function wellSeen(camera: Camera, box: Box, room: Room): Camera {
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
