/** The digests that `States.Hash` and `$hash` know. */
export const hashAlgorithms = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] as const;

export type HashAlgorithm = (typeof hashAlgorithms)[number];

/**
 * The only door to what isn't pure: the moment, chance, and digests. Whoever runs expressions gives one; the same
 * answers give the same results.
 */
export interface Evaluation {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** A UUID of version 4: `"110ec58a-a0f2-4ac4-8393-c866d813b8d1"`. */
  uuid(): string;
  /** The digest of the text's UTF-8 bytes, in lower-case hexadecimal digits. */
  hash(algorithm: HashAlgorithm, text: string): string;
}

export function isHashAlgorithm(name: unknown): name is HashAlgorithm {
  return hashAlgorithms.some((algorithm) => algorithm === name);
}
