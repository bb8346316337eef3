import type { TimeLimit } from "../language/index.ts";
import { doneWithin } from "./interruptible.ts";
import { isQuick } from "./quick-pattern.ts";

/** How long the service lets one expression take, in milliseconds. Reference, section 5. */
const EXPRESSION_LIMIT = 5000;

/** Begins the time that an evaluation may take, in milliseconds: the service's own limit for an expression unless given. */
export function startTimeLimit(milliseconds: number = EXPRESSION_LIMIT): TimeLimit {
  const end = performance.now() + milliseconds;
  const remaining = (): number => end - performance.now();
  let series: Series | undefined;
  return {
    expired: () => remaining() < 0,
    search(pattern, text) {
      const left = remaining();
      if (left < 0) return undefined;
      if (isQuick(pattern, text.length)) return pattern.exec(text);
      if (!series || !goesOn(series, pattern, text)) series = { pattern, text, ahead: 1, found: [], at: 0 };
      return searchOn(series, left);
    },
  };
}

/** Searches through one text, each from where the one before it ended. */
interface Series {
  readonly pattern: RegExp;
  readonly text: string;
  /** How many searches are made at once, since each call that can be interrupted costs more than most searches. */
  ahead: number;
  /** What they found that wasn't asked for yet, the next one last. */
  found: Found[];
  /** Where the next search begins. */
  at: number;
}

interface Found {
  readonly match: RegExpExecArray | null;
  /** Where the pattern searches next. */
  readonly next: number;
}

function goesOn(series: Series, pattern: RegExp, text: string): boolean {
  return pattern.global && series.pattern === pattern && series.at === pattern.lastIndex && series.text === text;
}

/** The next match, or undefined where the time isn't enough. */
function searchOn(series: Series, milliseconds: number): RegExpExecArray | null | undefined {
  const { pattern } = series;
  if (series.found.length === 0) lookAhead(series, milliseconds);
  const next = series.found.pop();
  if (!next) return undefined;
  series.at = next.next;
  pattern.lastIndex = next.next;
  return next.match;
}

const MOST_AHEAD = 1000;

/** What wasn't asked for may take so long, in milliseconds. */
const LONGEST_AHEAD = 50;

function lookAhead(series: Series, milliseconds: number): void {
  const { pattern, ahead } = series;
  const from = pattern.lastIndex;
  const found: Found[] = [];
  const search = (count: number, time: number): boolean =>
    doneWithin(time, () => {
      while (found.length < count) {
        const match = pattern.exec(series.text);
        found.push({ match, next: pattern.lastIndex });
        // After an empty match the same place would be searched for ever.
        if (!match?.[0]) break;
      }
    });
  if (ahead === 1) series.ahead = 2;
  else if (ahead > 1) {
    // Searches that take their time are made one by one from then on.
    const done = search(ahead, Math.min(milliseconds, LONGEST_AHEAD));
    series.ahead = done ? Math.min(MOST_AHEAD, ahead * 2) : 0;
  }
  if (found.length === 0) {
    pattern.lastIndex = from;
    search(1, milliseconds);
  }
  series.found = found.reverse();
}
