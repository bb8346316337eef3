import type { Model, Part, State } from "../model/index.ts";
import type { QueryLanguage } from "../spec/index.ts";
import type { Span } from "../text/index.ts";
import type { Subject } from "./rule.ts";
import type { RuleSettings } from "./settings.ts";

/** What is left to look at, and where to say what was found there. */
export interface Unchecked {
  /** The subject without the states whose texts are known to be clean. */
  readonly subject: Subject;
  /** To be told the places of all findings: the other states are clean. */
  note(findings: readonly Span[]): void;
}

/**
 * States in whose text nothing was found before aren't checked again by what looks at one state at a time: after a
 * keystroke that is all of them but one. Only that nothing was found is remembered, so nothing has to be moved; a text
 * counts under its query language, the settings, the kind of execution and the catalogue.
 */
export function withoutCleanStates(subject: Subject, settings: RuleSettings): Unchecked {
  const { model, text, template, isEmbedded, unresolved } = subject;
  // What a template fills in decides there.
  if (template || isEmbedded || unresolved) return { subject, note: () => {} };
  const known = knownFor(subject, settings);
  const clean = new Set<State>();
  const unsure: { readonly state: State; readonly own: string }[] = [];
  for (const state of model.states) {
    const own = ownText(state, text);
    if (own === undefined) continue;
    if (known[state.queryLanguage].has(own)) clean.add(state);
    else unsure.push({ state, own });
  }
  return {
    subject: clean.size === 0 ? subject : { ...subject, model: without(model, clean) },
    note(findings) {
      const starts = findings.map(({ start }) => start).toSorted((a, b) => a - b);
      let next = 0;
      for (const { state, own } of unsure) {
        const { nameNode, node, queryLanguage } = state;
        while ((starts[next] ?? Number.POSITIVE_INFINITY) < nameNode.span.start) next++;
        // A part of the document's text would keep all of it in memory.
        if ((starts[next] ?? Number.POSITIVE_INFINITY) >= node.span.end) known[queryLanguage].add(` ${own}`.slice(1));
      }
    },
  };
}

/** An alias of YAML: what it means stands elsewhere. */
const ALIAS = /(?:^|[\s,[{])\*[^\s,\]}]/;

/** What a state's findings depend on; undefined where that isn't its own text alone, or the text is long. */
function ownText({ node, children }: State, text: string): string | undefined {
  const { start, end } = node.span;
  if (children.length > 0 || end - start > MAX_LENGTH) return undefined;
  const own = text.slice(start, end);
  if (own.includes("*") && ALIAS.test(own)) return undefined;
  return own;
}

const MAX_LENGTH = 20_000;

function without(model: Model, clean: ReadonlySet<State>): Model {
  const states = model.states.filter((state) => !clean.has(state));
  const parts = model.parts.filter(({ state }) => !state || !clean.has(state));
  return withOnly(model, states, parts);
}

function withOnly(model: Model, states: readonly State[], parts: readonly Part[]): Model {
  const { root, machines, allMachines } = model;
  return { root, machines, allMachines, states, parts, stateAt: (path) => model.stateAt(path) };
}

/** As many states as fit, with all that hangs on them, where the processor finds them again fast. */
const FEW = 40;

/**
 * What looks at one state at a time looks at a few of them after the other: in a large machine each rule would find them
 * far away in memory otherwise.
 */
export function* fewStatesEach(subject: Subject): Generator<Subject> {
  const { states, parts } = subject.model;
  if (states.length <= FEW) {
    yield subject;
    return;
  }
  let part = 0;
  for (let state = 0; state < states.length; state += FEW) {
    const next = states[state + FEW]?.node.span.start ?? Number.POSITIVE_INFINITY;
    const first = part;
    while (part < parts.length && (parts[part]?.node.span.start ?? 0) < next) part++;
    yield { ...subject, model: withOnly(subject.model, states.slice(state, state + FEW), parts.slice(first, part)) };
  }
}

/** The texts that are known to be clean: those of the largest definition, and of a while before. */
interface CleanTexts {
  has(key: string): boolean;
  add(key: string): void;
}

const LIMIT = 4_000;

function cleanTexts(): CleanTexts {
  let young = new Set<string>();
  let old = new Set<string>();
  const add = (key: string): void => {
    if (young.size >= LIMIT) [old, young] = [young, new Set()];
    young.add(key);
  };
  return {
    add,
    has(key) {
      if (young.has(key)) return true;
      if (!old.has(key)) return false;
      add(key);
      return true;
    },
  };
}

type Known = { readonly [L in QueryLanguage]: CleanTexts };

const NO_CATALOGUE = {};
const byCatalogue = new WeakMap<object, { readonly circumstances: string; readonly known: Known }>();

/** Forgotten as soon as the circumstances change: they seldom do. */
function knownFor({ catalogue, type }: Subject, settings: RuleSettings): Known {
  const circumstances = JSON.stringify([settings, type]);
  const key = catalogue ?? NO_CATALOGUE;
  const before = byCatalogue.get(key);
  if (before?.circumstances === circumstances) return before.known;
  const known = { JSONPath: cleanTexts(), JSONata: cleanTexts() };
  byCatalogue.set(key, { circumstances, known });
  return known;
}
