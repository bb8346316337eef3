/**
 * How often a property is tried, and with which seed: `fc.assert(property, chance(200))`. A plain run is the same each
 * time; `npm run test:long` tries many times as often, with a fresh seed that it prints.
 */
export function chance(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(numRuns * effort), seed };
}

const effort = Number(process.env.STATECRAFT_EFFORT ?? 1);
const seed = Number(process.env.STATECRAFT_SEED ?? 1);
