/**
 * An end to what takes too long. Time isn't pure, so whoever evaluates an expression gives one; without it a loop, or a
 * regular expression that runs away, may never end.
 */
export interface TimeLimit {
  /** Whether the time is over. */
  expired(): boolean;
  /** Gives what `pattern.exec(text)` gives, or undefined as soon as the time is over. */
  search(pattern: RegExp, text: string): RegExpExecArray | null | undefined;
}
