import type { World } from "./execution.ts";

/** The next random number of an execution, in [0, 1). Mulberry32: small, and good enough to choose and to jitter. */
export function nextRandom(world: World): number {
  const state = (world.counters.random + 0x6d2b79f5) | 0;
  world.counters.random = state;
  return randomOf(state);
}

/** A sequence of its own for one effect, so that the order in which effects are carried out doesn't matter. */
export function randomSequence(seed: number, effect: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(effect, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return randomOf(state);
  };
}

function randomOf(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

/** A version 4 UUID out of random numbers. */
export function uuidFrom(random: () => number): string {
  const [first, second, third, fourth] = [word(random), word(random), word(random), word(random)];
  const variant = "89ab".charAt(Number.parseInt(third.charAt(0), 16) & 3);
  const middle = `${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}`;
  return `${first}-${middle}-${third.slice(4)}${fourth}`;
}

/** Eight hexadecimal digits. */
const word = (random: () => number): string =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
