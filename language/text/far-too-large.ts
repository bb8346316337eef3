/** Three times what any definition may have: with all rules that takes a second. */
const MOST = 3_000_000;

/** Whether a text is too large for work on all of it at each keystroke: it couldn't be a definition anyway. */
export const isFarTooLarge = (text: string): boolean => text.length > MOST;
