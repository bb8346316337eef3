/** Half as much again as any definition may have: with all rules that takes a second. */
const MOST = 1_572_864;

/** Whether a text is too large for work on all of it at each keystroke: it couldn't be a definition anyway. */
export const isFarTooLarge = (text: string): boolean => text.length > MOST;
