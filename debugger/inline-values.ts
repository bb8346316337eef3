import { evaluates, type Frame, type Phase, type ProgramState } from "../engine/index.ts";
import {
  type EvaluatedText,
  type Expression,
  encloses,
  evaluatedTexts,
  expressionOf,
  type Json,
  type Span,
} from "../language/index.ts";
import { evaluateAt } from "../runtime/index.ts";
import type { Controller } from "./controller.ts";
import { currentRun } from "./controller.ts";
import { toRange } from "./convert.ts";
import { framesByPhase } from "./earlier-frames.ts";
import { preview } from "./preview.ts";
import type { InlineValue, InlineValuesArguments } from "./protocol.ts";
import type { Run } from "./run.ts";

/** So many characters of a value stand beside its field, and so many expressions of a state are evaluated. */
const SHOWN = 80;
const MOST = 200;

/** What the state of a stack frame has worked out so far, beside the fields that say how. */
export async function inlineValues(
  { shown, style, run: current }: Controller,
  { frameId }: InlineValuesArguments,
): Promise<readonly InlineValue[]> {
  if (!current) return [];
  const strand = shown.levels.get(frameId)?.strand;
  const frame = current.source.execution.frames[strand ?? 0];
  if (!frame || frame.visit.state.isIteration) return [];
  const { analysis } = current.source;
  const values = [...plainValues(current, frame), ...(await expressionValues(current, frame))];
  return values.map(({ span, text }) => ({
    ...toRange(analysis.lines, span, style),
    text,
    written: analysis.text.slice(span.start, span.end),
  }));
}

interface ValueAt {
  readonly span: Span;
  readonly text: string;
}

/** What goes into the state stands beside its name, what its work gave beside the work, its output beside its end. */
function plainValues({ source: { model } }: Run, frame: Frame): readonly ValueAt[] {
  const { visit, result, error, data } = frame;
  const { phases, path } = visit.state;
  const name = model.stateAt(path)?.nameNode.span;
  const work = phases.find(({ kind }) => kind === "Work")?.span;
  const phase = phases[frame.phase];
  const found: ValueAt[] = [];
  if (name) found.push({ span: name, text: named("input", visit.input) });
  if (result !== undefined && !error && work && work.start !== name?.start) {
    found.push({ span: work, text: named("result", result) });
  }
  if (phase?.kind === "Exit") found.push({ span: phase.span, text: named("output", data) });
  return found;
}

const named = (name: string, value: Json): string => `${name} = ${preview(value, SHOWN)}`;

/** What has been evaluated, with what it was evaluated with; what comes next included. */
async function expressionValues(run: Run, frame: Frame): Promise<readonly ValueAt[]> {
  const { state } = frame.visit;
  const frames = framesByPhase(run, state.path, frame.id);
  const parts = run.source.model.parts.filter(
    ({ state: owner, kind }) => owner?.path === state.path && kind !== "Machine",
  );
  const texts = parts.flatMap((part) => evaluatedTexts(part));
  const found: ValueAt[] = [];
  for (const text of texts.slice(0, MOST)) {
    const expression = expressionOf(text);
    const at = expression && frameFor(state, frames, text.node.span);
    const value = at && expression && (await shownAt(run, frame, at, expression));
    if (value !== undefined) found.push({ span: text.node.span, text: `${nameOf(text)} = ${value}` });
  }
  return found;
}

/** The frame that evaluated a text of a state, or is about to; undefined where it hasn't come to it. */
export function frameFor(state: ProgramState, frames: ReadonlyMap<number, Frame>, span: Span): Frame | undefined {
  let best: { readonly phase: Phase; readonly frame: Frame } | undefined;
  for (const [index, frame] of frames) {
    const phase = state.phases[index];
    if (!phase || !evaluates(phase) || !encloses(phase.span, span)) continue;
    if (!best || size(phase.span) < size(best.phase.span)) best = { phase, frame };
  }
  return best?.frame;
}

const size = ({ start, end }: Span): number => end - start;

/** Each evaluation of these gives another value: what they gave is not to be had by asking again. */
const CHANCE = /\$(?:now|millis|random|uuid)\s*\(|States\.(?:UUID|MathRandom)/;

async function shownAt(run: Run, present: Frame, at: Frame, { source }: Expression): Promise<string | undefined> {
  if (at !== present && CHANCE.test(source)) return undefined;
  const result = await evaluateAt(run.driver, at, source);
  if (result.ok) return result.value === undefined ? "nothing" : preview(result.value, SHOWN);
  return result.isAbsent ? "not there" : undefined;
}

/** The field or member that a text is the value of; an item of a list by what is in it. */
function nameOf({ member, isItem, node }: EvaluatedText): string {
  return isItem ? preview(node.value, 30) : member.key.value.replace(/\.\$$/, "");
}

/** The frame with whose data a text of the document is evaluated that a person points at; undefined elsewhere. */
export function frameAtOffset(controller: Controller, offset: number, strand: number | undefined): Frame | undefined {
  const run = currentRun(controller);
  const { model, execution } = run.source;
  const at = { start: offset, end: offset };
  const owner = model.states.findLast(({ node }) => encloses(node.span, at));
  const state = owner && execution.program.states.get(owner.path);
  if (!state) return undefined;
  const frames = framesByPhase(run, state.path, strand);
  return frameFor(state, frames, at) ?? [...frames.values()][0];
}
