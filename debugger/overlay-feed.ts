import type { Overlay } from "./overlay.ts";
import type { OverlayMessage } from "./protocol.ts";

/** Sends an overlay: all of it first, then what changes. */
export interface OverlayFeed {
  /** Says that something may have changed; it is sent soon. */
  touch(): void;
  /** Sends what has changed now. */
  flush(): void;
  /** Sends nothing while the overlay is on its way to another moment, and what has changed when it is there. */
  hold(isHeld: boolean): void;
  stop(): void;
}

/** At most one message in so many milliseconds. */
const INTERVAL = 16;

export function createFeed(overlay: Overlay, send: (message: OverlayMessage) => void): OverlayFeed {
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  let isHeld = false;

  function flush(): void {
    if (isHeld) return;
    stop();
    const changes = overlay.changes();
    if (changes) send(changes);
  }

  return {
    touch() {
      timer ??= setTimeout(flush, INTERVAL);
    },
    flush,
    hold(held) {
      const isOver = isHeld && !held;
      isHeld = held;
      if (isOver) flush();
    },
    stop,
  };
}
