import { limitMessages } from "../limits.ts";
import type { TimeLimit } from "../time-limit.ts";

/** What the library uses of a regular expression. */
export interface LibraryPattern {
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
}

/** Makes the library's regular expressions, which end with the time of their run: it calls this with `new`. */
export function boundedPatterns(limit: TimeLimit): (pattern: RegExp) => LibraryPattern {
  return function boundedPattern(pattern) {
    const own = new RegExp(pattern);
    return {
      get lastIndex() {
        return own.lastIndex;
      },
      set lastIndex(index) {
        own.lastIndex = index;
      },
      exec(text) {
        const match = limit.search(own, text);
        if (match === undefined) throw { message: limitMessages.time };
        return match;
      },
    };
  };
}
