/** Six times what any definition may have. */
const MOST = 6_000_000;

/** Whether a text is too large for work on all of it at each keystroke: it couldn't be a definition anyway. */
export const isFarTooLarge = (text: string): boolean => text.length > MOST;
