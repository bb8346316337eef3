import type { TextDocument } from "vscode-languageserver-textdocument";
import { catalogue } from "../data/index.ts";
import {
  type Analysis,
  analyze,
  holdsMachines,
  isDefinition,
  type KnownShapes,
  type RuleSettings,
} from "../language/index.ts";
import { languageOf, notationFor } from "./notation-for.ts";
import { nothingAround, type Surroundings } from "./surroundings.ts";

/** The open documents, each with the analysis of its present version. */
export interface Documents {
  /** Undefined for documents that aren't open, and for those that are no definitions. */
  analysisOf(uri: string): Analysis | undefined;
  /** The language that the editor takes a document for: `asl`, `yaml`. */
  languageOf(uri: string): string | undefined;
  /** The documents that are open. */
  uris(): readonly string[];
  /** The analyses of those that are definitions. */
  all(): readonly Analysis[];
  /** Takes a new version, or a new document; its validation follows soon. */
  update(document: TextDocument): void;
  close(uri: string): void;
  /** Takes what is known of a document's data: for whatever is asked from then on. */
  useData(uri: string, data: KnownShapes): void;
  /** Validates everything anew, with these settings. */
  useRules(rules: RuleSettings): void;
  /** Validates everything anew: what stands around the documents changed. */
  refresh(): void;
}

/** Called with each validated version; with undefined where a document is no definition (any more). */
export type OnValidated = (uri: string, analysis: Analysis | undefined) => void;

interface Entry {
  document: TextDocument;
  analysis: (() => Analysis | undefined) | undefined;
  data: KnownShapes;
  /** How long the last validation took, in milliseconds. */
  lastTook: number;
  timer: NodeJS.Timeout | undefined;
}

export function documentStore(onValidated: OnValidated, surroundings: Surroundings = nothingAround): Documents {
  const entries = new Map<string, Entry>();
  let rules: RuleSettings = {};

  function schedule(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => validate(entry), quietTime(entry.lastTook));
  }

  function validate(entry: Entry): void {
    entry.timer = undefined;
    const began = performance.now();
    onValidated(entry.document.uri, analysisOf(entry));
    entry.lastTook = performance.now() - began;
  }

  function analysisOf(entry: Entry): Analysis | undefined {
    entry.analysis ??= analysisOnce(entry, rules, surroundings);
    return entry.analysis();
  }

  function refresh(): void {
    for (const entry of entries.values()) {
      entry.analysis = undefined;
      schedule(entry);
    }
  }

  return {
    refresh,
    analysisOf(uri) {
      const entry = entries.get(uri);
      return entry && analysisOf(entry);
    },
    languageOf: (uri) => entries.get(uri)?.document.languageId,
    uris: () => [...entries.keys()],
    all: () => [...entries.values()].flatMap((entry) => analysisOf(entry) ?? []),
    update(document) {
      const entry = entries.get(document.uri) ?? newEntry(document);
      entry.document = document;
      entry.analysis = undefined;
      entries.set(document.uri, entry);
      schedule(entry);
    },
    close(uri) {
      clearTimeout(entries.get(uri)?.timer);
      entries.delete(uri);
    },
    useData(uri, data) {
      const entry = entries.get(uri);
      if (!entry) return;
      entry.data = data;
      entry.analysis = undefined;
    },
    useRules(changed) {
      rules = changed;
      refresh();
    },
  };
}

function newEntry(document: TextDocument): Entry {
  return { document, analysis: undefined, data: {}, lastTook: 0, timer: undefined };
}

/** How long a document must be quiet before it is validated: the user shall not feel it. */
function quietTime(lastTook: number): number {
  if (lastTook < 20) return 0;
  return lastTook < 150 ? 30 : 150;
}

/** The analysis of one version, made when it is first asked for. */
function analysisOnce(entry: Entry, rules: RuleSettings, surroundings: Surroundings): () => Analysis | undefined {
  const { document, data } = entry;
  let made: { readonly analysis: Analysis | undefined } | undefined;
  return () => {
    made ??= { analysis: analysisIfDefinition(document, rules, data, surroundings) };
    return made.analysis;
  };
}

function analysisIfDefinition(
  document: TextDocument,
  rules: RuleSettings,
  data: KnownShapes,
  surroundings: Surroundings,
): Analysis | undefined {
  const { uri, version, languageId } = document;
  const text = document.getText();
  const chosen = notationFor(languageOf(uri, languageId), text);
  if (!chosen) return undefined;
  const around = surroundings.of(uri, text);
  const analysis = analyze({
    uri,
    version,
    notation: chosen.notation,
    text,
    // What a project agreed on goes before what one of its people set.
    rules: { ...rules, ...around?.rules },
    catalogue,
    data,
    ...(around && { host: around.host }),
  });
  const { root } = analysis.tree;
  return chosen.certain || isDefinition(root) || holdsMachines(root) ? analysis : undefined;
}
