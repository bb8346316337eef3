import { createHash } from "node:crypto";
import type { HashAlgorithm } from "../language/index.ts";

/** The digest of a text's UTF-8 bytes in lower-case hexadecimal digits. */
export function digest(algorithm: HashAlgorithm, text: string): string {
  return createHash(algorithm.replace("-", "").toLowerCase()).update(text, "utf8").digest("hex");
}
