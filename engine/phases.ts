import { inputPath, outputPath, resultPath } from "./dataflow/paths.ts";
import { setting } from "./dataflow/setting.ts";
import { assign, itemSelector, output, parameters, resultSelector } from "./dataflow/templates.ts";
import type { Answer } from "./effect.ts";
import { catchError, retry } from "./error-handling.ts";
import { emit, emitNamed } from "./execution.ts";
import type { Draft } from "./frame.ts";
import { enterEvents, exitEvents } from "./history.ts";
import { draftOf, go, type Outcome, type PhaseBehaviour, type Turn } from "./outcome.ts";
import type { Phase, PhaseKind } from "./program.ts";
import { sizeProblem } from "./size.ts";
import { fallback, rule } from "./states/choice.ts";
import { behaviours } from "./states/index.ts";
import { begin, iteration, join } from "./states/map.ts";
import { itemBatcher, itemReader, mapRun, mapRunEnd, resultWriter, selected, selection } from "./states/map-run.ts";
import { token } from "./states/task.ts";
import { abortedError, runtimeError, type StatesError } from "./states-error.ts";

/** Tells that the state is entered; everything in it sees the variables as they are now. */
const enter: PhaseBehaviour<"Enter"> = {
  run: (turn) => go(enteredBy(turn)),
  /** A child execution was asked for: its first state is entered here, or nothing of it is. */
  resume({ frame }, _, answer) {
    const { throwAt } = frame.visit.state;
    if (answer.kind === "here") return { kind: "wait", frame: { ...frame, waiting: undefined } };
    if (answer.kind === "succeeded") return go({ ...frame, data: answer.output }, throwAt);
    return answer.kind === "failed"
      ? go({ ...frame, error: errorElsewhere(answer.error) }, throwAt)
      : { kind: "arranged" };
  },
};

/** Who stops an execution by hand may give neither a name nor a cause. */
const errorElsewhere = (error: StatesError): StatesError =>
  error.error === undefined && error.cause === undefined ? abortedError : error;

/** The frame of a turn behind the event that tells of its entry. */
export function enteredBy(turn: Turn): Draft {
  const { world, frame, now } = turn;
  const { state, input } = frame.visit;
  const entered = emitNamed(world, frame.strand.log, now, frame.event, enterEvents[state.type], state.name, input);
  const draft = draftOf(turn);
  draft.visit = { ...frame.visit, entered };
  draft.event = entered;
  return draft;
}

/** Tells that the state is left, with its output and the variables that it set. */
const exit: PhaseBehaviour<"Exit"> = {
  run({ world, frame, now }, { to }) {
    const { state } = frame.visit;
    const problem = sizeProblem(world, frame.data, state.name);
    if (problem) return { kind: "fail", frame, error: { ...problem, terminal: true } };
    if (state.type === "Fail") return { kind: "leave", frame, to, event: frame.event };
    const { assigned: assignedVariables, data } = frame;
    const [{ log }, type, { name }] = [frame.strand, exitEvents[state.type], state];
    const event = assignedVariables
      ? emit(world, log, now, frame.event, type, { name, output: data, assignedVariables })
      : emitNamed(world, log, now, frame.event, type, name, data);
    return { kind: "leave", frame, to, event };
  },
};

const work: PhaseBehaviour<"Work"> = {
  run(turn) {
    const draft = draftOf(turn);
    draft.argument = draft.data;
    return behaviours[draft.visit.state.type].act(turn.isDraft ? turn : { ...turn, frame: draft });
  },
  resume: (turn, _, answer, effect) =>
    behaviours[turn.frame.visit.state.type].resume?.(turn, answer, effect) ?? { kind: "arranged" },
};

const broken: PhaseBehaviour<"Broken"> = {
  run: ({ frame }, { field, problem }) => ({
    kind: "fail",
    frame,
    error: runtimeError(`The field '${field}' can't be read: ${problem}`),
  }),
};

/** `Throw` concerns more than its frame: the step carries it out. */
const unreachable: PhaseBehaviour<"Throw"> = {
  run() {
    throw new Error("Throw is no phase of its own");
  },
};

const phases: { readonly [K in PhaseKind]: PhaseBehaviour<K> } = {
  Enter: enter,
  InputPath: inputPath,
  Parameters: parameters,
  Setting: setting,
  Token: token,
  Begin: begin,
  Work: work,
  Join: join,
  Rule: rule,
  Default: fallback,
  ResultSelector: resultSelector,
  ResultPath: resultPath,
  Assign: assign,
  Output: output,
  OutputPath: outputPath,
  Exit: exit,
  Retry: retry,
  Catch: catchError,
  Throw: unreachable,
  ItemSelector: itemSelector,
  Iteration: iteration,
  MapRun: mapRun,
  ItemReader: itemReader,
  Selection: selection,
  Selected: selected,
  ItemBatcher: itemBatcher,
  ResultWriter: resultWriter,
  MapRunEnd: mapRunEnd,
  Broken: broken,
};

export function runPhase(turn: Turn, phase: Phase): Outcome {
  // Nearly every state has these: looking them up by their names takes as long as carrying them out.
  switch (phase.kind) {
    case "Enter":
      return enter.run(turn, phase);
    case "Work":
      return work.run(turn, phase);
    case "Exit":
      return exit.run(turn, phase);
    default:
      return behaviourOf(phase).run(turn, phase);
  }
}

const behaviourOf = <K extends PhaseKind>({ kind }: Extract<Phase, { readonly kind: K }>) =>
  phases[kind] as PhaseBehaviour<PhaseKind>;

export function resumePhase<K extends PhaseKind>(
  turn: Turn,
  phase: Extract<Phase, { readonly kind: K }>,
  answer: Answer,
  effect: number,
): Outcome {
  const behaviour = phases[phase.kind] as PhaseBehaviour<K>;
  return behaviour.resume?.(turn, phase, answer, effect) ?? { kind: "arranged" };
}
