import type { Catalogue } from "../catalogue/index.ts";
import type { Model } from "../model/index.ts";
import type { Shapes } from "../shapes/index.ts";
import type { Notation, SyntaxTree } from "../syntax/index.ts";
import type { Host } from "../templates/index.ts";

/** What assistance works on: one version of a document. An `Analysis` is one. */
export interface Document {
  readonly text: string;
  readonly notation: Notation;
  readonly tree: SyntaxTree;
  readonly model: Model;
  /** What is known of the services that tasks call. */
  readonly catalogue?: Catalogue;
  /** What is known of the data. */
  readonly shapes?: Shapes;
  /** What stands around it: the templates that deploy it. */
  readonly host?: Host;
}

/** The offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}
