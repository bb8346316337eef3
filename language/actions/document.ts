import type { Subject } from "../rules/index.ts";
import type { Notation } from "../syntax/index.ts";

/** What code actions work on: one version of a document. An `Analysis` is one. */
export interface Document extends Subject {
  readonly notation: Notation;
}
