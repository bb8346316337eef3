import type { Box, Layout } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import type { Viewport } from "../canvas/viewport.ts";
import { html } from "../elements.ts";

/** The whole picture, small, with the part that is seen; shown while that isn't all of it. */
export interface Minimap {
  /** The picture or what it shows has changed. */
  draw(): void;
  /** Another part is seen. */
  move(seen: Box): void;
}

const MOST = { width: 130, height: 160 } as const;
/** It takes no more than this share of the panel, and comes when a good part of the picture isn't seen. */
const SHARE = { ofPanel: 0.24, ofPicture: 0.7 } as const;

export function createMinimap(host: HTMLElement, picture: Picture, viewport: Viewport): Minimap {
  const canvas = html("canvas", "");
  const frame = html("div", "frame");
  host.append(canvas, frame);
  let scale = 1;
  let isWaiting = false;

  function paint(): void {
    isWaiting = false;
    if (picture.layout && !host.hidden) paintOn(canvas, coloursOf(host), picture, picture.layout, scale);
  }

  function move({ x, y, width, height }: Box): void {
    const { layout } = picture;
    if (!layout) return;
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    const [right, bottom] = [Math.min(layout.width, x + width), Math.min(layout.height, y + height)];
    const share = (Math.max(0, right - left) * Math.max(0, bottom - top)) / (layout.width * layout.height);
    const wasHidden = host.hidden;
    host.hidden = share > SHARE.ofPicture;
    if (host.hidden) return;
    if (wasHidden) schedule();
    frame.style.transform = `translate(${left * scale}px, ${top * scale}px)`;
    frame.style.width = `${Math.max(6, (right - left) * scale)}px`;
    frame.style.height = `${Math.max(6, (bottom - top) * scale)}px`;
  }

  function schedule(): void {
    if (!isWaiting) requestAnimationFrame(paint);
    isWaiting = true;
  }

  listenToDrags(host, (x, y) => viewport.centre(x / scale, y / scale));
  return {
    draw() {
      const { width = 1, height = 1 } = picture.layout ?? {};
      const seen = viewport.seen();
      const { zoom } = viewport.camera;
      const most = Math.min(MOST.width, seen.width * zoom * SHARE.ofPanel);
      scale = Math.min(most / width, MOST.height / height);
      move(seen);
      schedule();
    },
    move,
  };
}

function paintOn(
  canvas: HTMLCanvasElement,
  { plain, container, tones }: Colours,
  picture: Picture,
  layout: Layout,
  scale: number,
): void {
  const context = canvas.getContext("2d");
  const sharp = window.devicePixelRatio || 1;
  const [width, height] = [Math.max(12, layout.width * scale), Math.max(12, layout.height * scale)];
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context?.setTransform(scale * sharp, 0, 0, scale * sharp, 0, 0);
  if (!context) return;
  for (const { node, x, y, width: wide, height: high, dividers } of layout.nodes) {
    const colour = picture.tones(node.id).map((tone) => tones[tone]);
    context.fillStyle = colour.find(Boolean) ?? (dividers ? container : plain);
    context.globalAlpha = dividers ? 0.25 : 1;
    context.fillRect(x, y, wide, Math.max(high, 1 / scale));
  }
}

interface Colours {
  readonly plain: string;
  readonly container: string;
  readonly tones: { readonly [tone: string]: string };
}

/** Colours as the theme has them now: a canvas knows no variables. */
function coloursOf(host: HTMLElement): Colours {
  const style = getComputedStyle(host);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    plain: style.color,
    container: colour("--vscode-charts-purple") || style.color,
    tones: {
      "status-succeeded": colour("--vscode-charts-green"),
      "status-failed": colour("--vscode-charts-red"),
      "status-running": colour("--vscode-charts-blue"),
      "status-waiting": colour("--vscode-charts-blue"),
      "status-caught": colour("--statecraft-caught"),
      selected: colour("--vscode-focusBorder"),
      match: colour("--statecraft-match"),
      "problem-error": colour("--vscode-editorError-foreground"),
    },
  };
}

function listenToDrags(host: HTMLElement, go: (x: number, y: number) => void): void {
  const at = ({ clientX, clientY }: PointerEvent): void => {
    const { left, top } = host.getBoundingClientRect();
    go(clientX - left - host.clientLeft, clientY - top - host.clientTop);
  };
  host.addEventListener("pointerdown", (event) => {
    host.setPointerCapture(event.pointerId);
    event.preventDefault();
    at(event);
  });
  host.addEventListener("pointermove", (event) => {
    if (host.hasPointerCapture(event.pointerId)) at(event);
  });
}
