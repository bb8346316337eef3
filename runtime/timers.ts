/** Moments to wake at, the earliest first; of equal ones the one that was asked for first. A binary heap. */
export interface Timers {
  next(): Timer | undefined;
  add(timer: Timer): void;
  cancel(effect: number): void;
  clear(): void;
  /** Takes out every timer that is due, in order. */
  due(now: number): readonly Timer[];
}

export interface Timer {
  readonly until: number;
  readonly effect: number;
  readonly frame: number;
}

export function createTimers(): Timers {
  const heap: Timer[] = [];
  /** The effects whose timers count; others in the heap were cancelled. */
  const live = new Set<number>();

  function top(): Timer | undefined {
    while (heap[0] && !live.has(heap[0].effect)) pop();
    return heap[0];
  }

  function pop(): Timer | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      sink(heap);
    }
    return first;
  }

  return {
    next: top,
    add(timer) {
      live.add(timer.effect);
      heap.push(timer);
      rise(heap);
    },
    cancel(effect) {
      live.delete(effect);
    },
    clear() {
      live.clear();
      heap.length = 0;
    },
    due(now) {
      const found: Timer[] = [];
      for (let first = top(); first && first.until <= now; first = top()) {
        pop();
        live.delete(first.effect);
        found.push(first);
      }
      return found;
    },
  };
}

const isBefore = (a: Timer | undefined, b: Timer | undefined): boolean =>
  a !== undefined && b !== undefined && (a.until < b.until || (a.until === b.until && a.effect < b.effect));

function swap(heap: Timer[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (!first || !second) return;
  heap[a] = second;
  heap[b] = first;
}

function rise(heap: Timer[]): void {
  for (let at = heap.length - 1; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!isBefore(heap[at], heap[parent])) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: Timer[]): void {
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    const least = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!isBefore(heap[least], heap[at])) return;
    swap(heap, at, least);
    at = least;
  }
}
