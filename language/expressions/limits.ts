/** Longer regular expressions are not run. */
export const MAX_PATTERN = 1_000;

/** The longest array of numbers that fits into the memory which the service gives a JSONata expression. */
export const MAX_SEQUENCE = 873_782;

/** The longest array that `$range` makes. */
export const MAX_RANGE = 360_145;

/** How deeply the evaluation of a JSONata expression may be nested. Reference, section 5. */
export const MAX_EVALUATION_DEPTH = 100;

/**
 * How many evaluations of one expression may be under way at once. The service counts calls that aren't tail calls into
 * the depth above; here they only have to end before memory does.
 */
export const MAX_UNDER_WAY = 20_000;

/** The service's words for what an expression may not have too much of. */
export const limitMessages = {
  memory: "Expression evaluation memory limit exceeded: Check for excessive memory usage",
  depth: "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
  time: "Expression evaluation timeout: Check for infinite loop",
} as const;
