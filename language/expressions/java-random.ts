/** Numbers from a seed, the same as the service gives: those of `java.util.Random`. */
export interface JavaRandom {
  /** At least 0, less than 1. */
  nextDouble(): number;
  /** An integer of at least 0, less than `bound`, which is positive. */
  nextInt(bound: number): number;
}

const MASK = (1n << 48n) - 1n;
const MULTIPLIER = 0x5deece66dn;
const INT_BOUND = 2 ** 31;

/** A linear congruential generator of 48 bits. `javaRandom(42).nextDouble()` is 0.7275636800328681. */
export function javaRandom(seed: number): JavaRandom {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;

  function next(bits: number): number {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> BigInt(48 - bits));
  }

  return {
    nextDouble: () => (next(26) * 2 ** 27 + next(27)) / 2 ** 53,
    nextInt(bound) {
      if (bound > INT_BOUND) return Math.floor(this.nextDouble() * bound);
      // A power of two divides the range evenly; other bounds refuse the numbers of the last, incomplete part.
      if (Number.isInteger(Math.log2(bound))) return Math.floor((bound * next(31)) / INT_BOUND);
      for (;;) {
        const bits = next(31);
        const value = bits % bound;
        if (bits - value + (bound - 1) < INT_BOUND) return value;
      }
    },
  };
}
