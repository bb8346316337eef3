import type { DebugProtocol } from "@vscode/debugprotocol";
import { compile, type Phase } from "../engine/index.ts";
import type { Analysis } from "../language/index.ts";
import { definitionIn, definitionsIn, readText } from "../runtime/index.ts";
import { type ClientStyle, documentKey, toFilePath, toLine, toOffset, toRange, toSource } from "./convert.ts";
import { type Place, placeAtLine, placeAtOffset, placesOf, placesOnLines } from "./places.ts";
import { type Wanted, wishProblem } from "./wanted.ts";

/** A breakpoint of the user, and where it came to lie. */
export interface Breakpoint {
  readonly id: number;
  readonly wanted: Wanted;
  /** Undefined where nothing can be stopped. */
  readonly place: Place | undefined;
  readonly answer: DebugProtocol.Breakpoint;
}

let lastId = 0;
/** Numbers are shared by all kinds of breakpoints. */
export const nextId = (): number => ++lastId;

/** A breakpoint on a line. */
interface LineBreakpoint extends Breakpoint {
  readonly wanted: DebugProtocol.SourceBreakpoint;
}

/** All breakpoints of a session, by document. */
export interface Breakpoints {
  /** Takes the place of all breakpoints of the document. */
  set(document: string, wanted: readonly DebugProtocol.SourceBreakpoint[]): readonly Breakpoint[];
  /** Where breakpoints may be set on lines. */
  locations(args: DebugProtocol.BreakpointLocationsArguments): DebugProtocol.BreakpointLocation[];
  /** Lays those of a document anew, as its text is now; the answer are those whose place changed. */
  use(document: string, stopping: Stopping): readonly Breakpoint[];
  /** Whether a document has any. */
  has(document: string): boolean;
  at(phase: Phase): readonly Breakpoint[];
}

/** A text, and where its machine can be stopped. */
export interface Stopping {
  readonly analysis: Analysis;
  readonly places: readonly Place[];
}

export function createBreakpoints(style: () => ClientStyle): Breakpoints {
  const byDocument = new Map<string, { readonly document: string; breakpoints: readonly LineBreakpoint[] }>();
  const byPhase = new Map<Phase, Breakpoint[]>();
  /** The document that is being run: it holds whatever its file may say by now. */
  let running: { readonly key: string; readonly stopping: Stopping } | undefined;

  const stoppingIn = (document: string): Stopping | string =>
    running?.key === documentKey(document) ? running.stopping : stoppingInFile(document);

  function lay(document: string, id: number, wanted: DebugProtocol.SourceBreakpoint): LineBreakpoint {
    const stopping = stoppingIn(document);
    if (typeof stopping === "string") return { id, wanted, place: undefined, answer: unverified(id, stopping) };
    const place = placeOf(stopping, wanted, style());
    if (!place) return { id, wanted, place, answer: unverified(id, "No state stands here: set it on a state.") };
    const source = toSource(document, style());
    const verified = { id, verified: true, source, ...toRange(stopping.analysis.lines, place.span, style()) };
    const message = wishProblem(wanted, place.state.queryLanguage);
    return { id, wanted, place, answer: message === undefined ? verified : { ...verified, message } };
  }

  function index(): void {
    byPhase.clear();
    const found = running && byDocument.get(running.key);
    for (const breakpoint of found?.breakpoints ?? []) {
      if (!breakpoint.place) continue;
      const { phase } = breakpoint.place;
      byPhase.set(phase, [...(byPhase.get(phase) ?? []), breakpoint]);
    }
  }

  return {
    set(document, wanted) {
      const key = documentKey(document);
      const before = byDocument.get(key)?.breakpoints ?? [];
      const breakpoints = wanted.map((each) => lay(document, idOf(before, each) ?? nextId(), each));
      byDocument.set(key, { document, breakpoints });
      index();
      return breakpoints;
    },
    locations({ source, line, endLine }) {
      const stopping = stoppingIn(source.path ?? "");
      if (typeof stopping === "string") return [];
      const { lines } = stopping.analysis;
      const last = toLine(endLine ?? line, style());
      const places = placesOnLines(stopping.places, lines, toLine(line, style()), last);
      return places.map(({ span }) => toRange(lines, span, style()));
    },
    use(document, stopping) {
      const key = documentKey(document);
      running = { key, stopping };
      const entry = byDocument.get(key);
      const before = entry?.breakpoints ?? [];
      if (entry) entry.breakpoints = before.map(({ id, wanted }) => lay(entry.document, id, wanted));
      index();
      return (entry?.breakpoints ?? []).filter(({ answer }, at) => !sameAnswer(answer, before[at]?.answer));
    },
    has: (document) => (byDocument.get(documentKey(document))?.breakpoints.length ?? 0) > 0,
    at: (phase) => byPhase.get(phase) ?? none,
  };
}

const none: readonly Breakpoint[] = [];

const unverified = (id: number, message: string): DebugProtocol.Breakpoint => ({ id, verified: false, message });

const sameAnswer = (a: DebugProtocol.Breakpoint, b: DebugProtocol.Breakpoint | undefined): boolean =>
  a.verified === b?.verified && a.line === b.line && a.column === b.column && a.message === b.message;

/** A breakpoint that was there before keeps its number, so that it keeps its place in the editor. */
function idOf(before: readonly LineBreakpoint[], wanted: DebugProtocol.SourceBreakpoint): number | undefined {
  return before.find(({ wanted: old }) => old.line === wanted.line && old.column === wanted.column)?.id;
}

function placeOf(
  { analysis, places }: Stopping,
  { line, column }: DebugProtocol.SourceBreakpoint,
  style: ClientStyle,
): Place | undefined {
  if (column === undefined) return placeAtLine(places, analysis, toLine(line, style));
  return placeAtOffset(places, analysis, toOffset(analysis.lines, line, column, style));
}

/** Reads a document that isn't being run, or says why it can't be stopped in. */
function stoppingInFile(document: string): Stopping | string {
  const path = toFilePath(document);
  if (path === undefined) return "The document isn't saved: the breakpoint is set when it is started.";
  const read = readText(path);
  if (!read.ok) return read.message;
  const definitions = definitionsIn(path, read.text);
  const [first] = definitions;
  if (!first) {
    const opened = definitionIn(path, read.text);
    return opened.ok ? `The definition stands in "${opened.definition.path}": set it there.` : opened.message;
  }
  return {
    analysis: first.analysis,
    places: definitions.flatMap(({ machine, model }) => placesOf(compile(machine), model)),
  };
}
