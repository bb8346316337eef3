const DURATION = 150;

/** Whether the person wants nothing to move by itself: by the system's setting, or by VS Code's. */
export const isStill = (): boolean =>
  document.body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Moves an element to where it is from (dx, dy) away; `at` is where it is by its own attribute. */
export function glideFrom(
  element: SVGGElement,
  at: { readonly x: number; readonly y: number } | undefined,
  dx: number,
  dy: number,
): void {
  if ((Math.abs(dx) < 1 && Math.abs(dy) < 1) || isStill()) return;
  const { x, y } = at ?? { x: 0, y: 0 };
  element.animate([{ transform: `translate(${x + dx}px, ${y + dy}px)` }, { transform: `translate(${x}px, ${y}px)` }], {
    duration: DURATION,
    easing: "ease-out",
  });
}

/** Lets an element that is new come into sight. */
export function appear(element: SVGGElement): void {
  if (!isStill()) element.animate([{ opacity: 0 }, {}], { duration: DURATION, easing: "ease-in" });
}

/** A movement in steps, one at a time. */
export interface Tween {
  /** Calls back with 0 to 1 while the movement lasts; at once with 1 where nothing is to move by itself. */
  start(step: (progress: number) => void): void;
  stop(): void;
}

export function createTween(): Tween {
  let frame = 0;
  return {
    start(step) {
      cancelAnimationFrame(frame);
      if (isStill()) return step(1);
      const begin = performance.now();
      const next = (now: number): void => {
        const progress = Math.min(1, Math.max(0, (now - begin) / DURATION));
        step(1 - (1 - progress) ** 3);
        if (progress < 1) frame = requestAnimationFrame(next);
      };
      frame = requestAnimationFrame(next);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
