import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Frame } from "../engine/index.ts";
import { isJsonObject, type Json, jsonText } from "../language/index.ts";
import { type Breakpoint, nextId } from "./breakpoints.ts";
import { evaluationFrame, type Shown } from "./inspect.ts";
import { preview } from "./preview.ts";
import type { Run } from "./run.ts";
import type { ChangedData } from "./stops.ts";

/** Breakpoints on values: a variable, or what stands somewhere in the data that states get. */
export interface DataBreakpoints {
  /** Takes the place of all of them; what the frames hold now is no change. */
  set(wanted: readonly DebugProtocol.DataBreakpoint[], frames: readonly Frame[]): readonly Breakpoint[];
  /** Those whose value has changed since the frame's strand was looked at before. */
  changedAt(frame: Frame): readonly ChangedData[];
  /** The same for two moments of a strand that follow one another. */
  changedBetween(earlier: Frame, later: Frame): readonly ChangedData[];
  /** Looks anew: the execution begins, or was taken to another moment. */
  reset(frames: readonly Frame[]): void;
  readonly any: boolean;
}

/** What is watched, in every strand of one machine. */
interface Watched {
  readonly kind: "variable" | "input";
  /** The machine's path. */
  readonly machine: string;
  readonly way: readonly string[];
}

export function createDataBreakpoints(): DataBreakpoints {
  let breakpoints: readonly (Breakpoint & { readonly watched: Watched })[] = [];
  /** What each breakpoint saw last in each strand, as text. */
  const seen = new Map<string, string | undefined>();

  function reset(frames: readonly Frame[]): void {
    seen.clear();
    for (const frame of frames) changedAt(frame);
  }

  function changedAt(frame: Frame): readonly ChangedData[] {
    const found: ChangedData[] = [];
    for (const breakpoint of breakpoints) {
      const { watched, id } = breakpoint;
      if (frame.strand.machine.source.path !== watched.machine || !isTold(frame, watched)) continue;
      const text = textIn(frame, watched);
      const key = `${id} ${frame.id}`;
      const before = seen.get(key);
      const isFirst = !seen.has(key);
      seen.set(key, text);
      if (text === before || isFirst) continue;
      found.push({ breakpoint, text: changeText(watched, before, text) });
    }
    return found;
  }

  function changedBetween(earlier: Frame, later: Frame): readonly ChangedData[] {
    return breakpoints.flatMap((breakpoint) => {
      const { watched } = breakpoint;
      if (later.strand.machine.source.path !== watched.machine || !isTold(later, watched)) return [];
      const [before, after] = [textIn(earlier, watched), textIn(later, watched)];
      return before === after ? [] : [{ breakpoint, text: changeText(watched, before, after) }];
    });
  }

  return {
    changedBetween,
    set(wanted, frames) {
      const laid = wanted.map((each) => lay(each));
      breakpoints = laid.filter((each) => each.watched !== undefined) as typeof breakpoints;
      reset(frames);
      return laid;
    },
    changedAt,
    reset,
    get any() {
      return breakpoints.length > 0;
    },
  };
}

function lay(wanted: DebugProtocol.DataBreakpoint): Breakpoint & { readonly watched: Watched | undefined } {
  const id = nextId();
  const watched = watchedIn(wanted.dataId);
  const message = "This can't be watched: choose a variable, or something in the state's input.";
  const answer = watched ? { id, verified: true } : { id, verified: false, message };
  return { id, wanted, place: undefined, answer, watched };
}

const shown = (text: string | undefined): string =>
  text === undefined ? "nothing" : text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
const LONGEST = 60;

const nameOf = ({ kind, way }: Watched): string => (kind === "variable" ? `$${way.join(".")}` : way.join("."));

/** The input is looked at where a state is entered: what is between is the state's own. */
const isTold = ({ visit, phase }: Frame, { kind }: Watched): boolean =>
  !visit.state.isIteration && (kind === "variable" || visit.state.phases[phase]?.kind === "Enter");

function valueIn({ visit, variables, assigned }: Frame, { kind, way }: Watched): Json | undefined {
  const root: Json = kind === "input" ? visit.input : { ...variables.all, ...assigned };
  let at: Json | undefined = root;
  for (const key of way) {
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function textIn(frame: Frame, watched: Watched): string | undefined {
  const value = valueIn(frame, watched);
  return value === undefined ? undefined : jsonText(value);
}

const changeText = (watched: Watched, before: string | undefined, after: string | undefined): string =>
  `${nameOf(watched)} changed: ${shown(before)} → ${shown(after)}`;

const idOf = (watched: Watched): string => JSON.stringify([watched.kind, watched.machine, ...watched.way]);

function watchedIn(dataId: string): Watched | undefined {
  try {
    const [kind, machine, ...way] = JSON.parse(dataId) as readonly string[];
    if ((kind === "variable" || kind === "input") && machine !== undefined && way.length > 0)
      return { kind, machine, way };
  } catch {
    // Ids of other adapters may be kept by a client.
  }
  return undefined;
}

/** What the client has to know to watch a value, or why it can't be. */
export function dataBreakpointInfo(
  run: Run,
  { variablesReference, name, frameId }: DebugProtocol.DataBreakpointInfoArguments,
  shownNow: Shown,
): DebugProtocol.DataBreakpointInfoResponse["body"] {
  const container = variablesReference === undefined ? undefined : shownNow.values.get(variablesReference);
  const place = container?.place;
  const frame = run.source.execution.frames[place?.frame ?? 0] ?? evaluationFrame(run, frameId, shownNow);
  const way = place ? [...place.way.map(String), name] : undefined;
  const scope = place && (place.scope === "variables" || place.scope === "outer" || place.scope === "assigned");
  const watched = way ? watchedAt(frame, scope ? "variable" : place?.scope, way) : watchedBy(frame, name);
  if (!watched) return { dataId: null, description: "Only variables and the input of states can be watched." };
  const owner = ownerOf(run, frame, watched);
  const value = valueIn(frame, watched);
  const now = value === undefined ? "" : ` (now ${preview(value, LONGEST)})`;
  const description = `${nameOf(watched)}${now}`;
  return { dataId: idOf({ ...watched, machine: owner }), description, accessTypes: ["write"], canPersist: true };
}

function watchedAt(frame: Frame, scope: string | undefined, way: readonly string[]): Watched | undefined {
  if (scope !== "variable" && scope !== "input") return undefined;
  return { kind: scope, machine: frame.strand.machine.source.path, way };
}

/** What an expression names: `$total`, `$.order.id`, `$states.input.order`. */
function watchedBy(frame: Frame, expression: string): Watched | undefined {
  const machine = frame.strand.machine.source.path;
  const [, input, inputWay = ""] = /^(\$states\.input|\$)((?:\.[A-Za-z_]\w*)+)$/.exec(expression.trim()) ?? [];
  if (input !== undefined) return { kind: "input", machine, way: inputWay.slice(1).split(".") };
  const [, variable] = /^\$([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/.exec(expression.trim()) ?? [];
  return variable === undefined ? undefined : { kind: "variable", machine, way: variable.split(".") };
}

/** The machine whose states assign a variable: the nearest one around in which it is a machine's own. */
function ownerOf({ source }: Run, frame: Frame, { kind, machine, way }: Watched): string {
  if (kind === "input") return machine;
  const { frames } = source.execution;
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0]) {
    const own = { ...at.variables.own, ...at.assigned };
    if (Object.hasOwn(own, way[0] ?? "")) return at.strand.machine.source.path;
  }
  return machine;
}
