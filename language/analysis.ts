import type { Catalogue } from "./catalogue/index.ts";
import { checkDocument } from "./check-document.ts";
import { buildGraph, type GraphModel } from "./graph/index.ts";
import { buildModel, type Model } from "./model/index.ts";
import type { RuleSettings } from "./rules/index.ts";
import { inferShapes, type KnownShapes, type Shapes } from "./shapes/index.ts";
import type { Notation, SyntaxTree } from "./syntax/index.ts";
import type { Host } from "./templates/index.ts";
import { type Diagnostic, type LineIndex, lazy, lineIndex } from "./text/index.ts";

/** Everything derived from one version of one document. Each field is computed at most once, on demand. */
export interface Analysis {
  readonly uri: string;
  readonly version: number;
  readonly notation: Notation;
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: SyntaxTree;
  readonly model: Model;
  /** What the notation and the rules found, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly graph: GraphModel;
  /** What the data of its machines look like. */
  readonly shapes: Shapes;
  /** What stands around the document, where somebody gave it. */
  readonly host?: Host;
  /** What is known of services, where somebody gave it. */
  readonly catalogue?: Catalogue;
}

/** A version of a document, before anything was derived from it. */
export interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
  readonly notation: Notation;
  readonly text: string;
  /** What the user's settings say about single rules. */
  readonly rules?: RuleSettings;
  /** What kind of executions the machine is for, where that is known. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** The templates that deploy the definition, and the files that it points at, where they can be read. */
  readonly host?: Host;
  /** What is known of the services that tasks call; without it nothing is said of what they take. */
  readonly catalogue?: Catalogue;
  /** What samples and runs had: shapes, never values. */
  readonly data?: KnownShapes;
}

export function analyze(document: DocumentVersion): Analysis {
  const { notation, text, catalogue, data } = document;
  const lines = lazy(() => lineIndex(text));
  const tree = lazy(() => notation.parse(text));
  const model = lazy(() => buildModel(tree().root));
  const diagnostics = lazy(() => checkDocument(document, tree(), model()));
  const graph = lazy(() => buildGraph(model()));
  const shapes = lazy(() => inferShapes({ model: model(), ...(catalogue && { catalogue }), ...(data && { data }) }));
  return {
    ...document,
    get lines() {
      return lines();
    },
    get tree() {
      return tree();
    },
    get model() {
      return model();
    },
    get diagnostics() {
      return diagnostics();
    },
    get graph() {
      return graph();
    },
    get shapes() {
      return shapes();
    },
  };
}
