import { isVisible, type Phase, type Program, type ProgramState, phaseLabel } from "../engine/index.ts";
import { type Analysis, encloses, type LineIndex, type Model, type Span, type State } from "../language/index.ts";

/** A place where an execution can be stopped. */
export interface Place {
  readonly state: ProgramState;
  readonly phase: Phase;
  readonly span: Span;
  /** The whole state, with its name. */
  readonly around: Span;
}

/** Every place of a program, each span once: a state's entry stands at its name. The model is that of its machine. */
export function placesOf(program: Program, model: Model): readonly Place[] {
  const found: Place[] = [];
  for (const state of program.states.values()) {
    const taken = new Set<string>();
    const around = extentOf(model.stateAt(state.path));
    for (const phase of [...state.phases, ...(state.iteration?.phases ?? [])]) {
      const { span } = phase;
      const key = `${span.start}-${span.end}`;
      if (taken.has(key) || !isVisible(phase)) continue;
      taken.add(key);
      found.push({ state, phase, span, around });
    }
  }
  return found;
}

const extentOf = (state: State | undefined): Span => ({
  start: state?.nameNode.span.start ?? 0,
  end: state?.node.span.end ?? 0,
});

/**
 * The place that a line means: of what encloses its first character the smallest field, else the entry of the state
 * around it. The dash of a list's item in YAML is none of the item's own. Undefined outside of all states.
 */
export function placeAtLine(places: readonly Place[], analysis: Analysis, line: number): Place | undefined {
  const { start, end } = analysis.lines.line(line);
  const [before = ""] = /^(?:\s|-(?=\s))*/.exec(analysis.text.slice(start, end)) ?? [];
  return placeAtOffset(places, analysis, start + before.length);
}

/** The place that an offset means, in the same way. */
export function placeAtOffset(places: readonly Place[], { tree }: Analysis, offset: number): Place | undefined {
  const at = { start: offset, end: Math.min(offset + 1, tree.root.span.end) };
  const states = places.map(({ state, around: span }) => ({ state, span }));
  const around = smallest(states.filter(({ span }) => encloses(span, at)));
  if (!around) return undefined;
  const within = places.filter(({ state }) => state.path === around.state.path);
  return (
    smallest(within.filter(({ span }) => encloses(span, at))) ?? within.find(({ phase }) => phase.kind === "Enter")
  );
}

/** The places that begin on lines, `first` to `last`. */
export function placesOnLines(
  places: readonly Place[],
  lines: LineIndex,
  first: number,
  last: number,
): readonly Place[] {
  const from = lines.line(first).start;
  const to = lines.line(last).end;
  return places
    .filter(({ span }) => from <= span.start && span.start <= to)
    .toSorted((a, b) => a.span.start - b.span.start);
}

function smallest<T extends { readonly span: Span }>(candidates: readonly T[]): T | undefined {
  let best: T | undefined;
  for (const candidate of candidates) if (!best || length(candidate) < length(best)) best = candidate;
  return best;
}

const length = ({ span }: { readonly span: Span }): number => span.end - span.start;

/** For people: `Arguments of "GetOrder"`, or the state's name alone for its entry. */
export function placeName({ state, phase }: Pick<Place, "state" | "phase">): string {
  return phase.kind === "Enter" ? state.name : `${phaseLabel(phase, state)} of ${state.name}`;
}
