import { contextOf, type Execution, errorOutput, type Frame, isLeaving } from "../engine/index.ts";
import type { StateData, StatePath } from "../language/index.ts";
import { isNestedDeeper, preview } from "./preview.ts";
import type { StateDataMessage } from "./protocol.ts";

/** Remembers what each state had to work with last, so that its expressions can be evaluated after the execution. */
export interface StateDataFeed {
  /** Takes note of a frame before its next phase. */
  note(frame: Frame): void;
  /** Forgets what isn't sent yet: the execution was taken to another moment. */
  reset(): void;
  /** Sends what is new. */
  flush(): void;
}

/** A state with more data than so many characters is left out. */
const LARGEST = 256_000;

/** So is one whose data are nested deeper than a message can be. */
const LEVELS = 1000;

export function createStateData(
  run: string,
  execution: Execution,
  send: (message: StateDataMessage) => void,
): StateDataFeed {
  const last = new Map<StatePath, Frame>();
  /** What was sent last: going back and forth mostly leads to the same. */
  const sent = new Map<StatePath, Frame>();
  return {
    note(frame) {
      if (!frame.visit.state.isIteration) last.set(frame.visit.state.path, frame);
    },
    reset: () => last.clear(),
    flush() {
      const states = [...last].flatMap(([path, frame]) => {
        if (hasSameData(sent.get(path), frame)) return [];
        sent.set(path, frame);
        const data = dataOf(execution, frame);
        const isSent = !preview({ ...data }, LARGEST).endsWith("…") && !isNestedDeeper({ ...data }, LEVELS);
        return isSent ? [[path, data] as const] : [];
      });
      last.clear();
      if (states.length > 0) send({ run, states: Object.fromEntries(states) });
    },
  };
}

/** Whether two moments of a state have the same data, which may be large: they are the very same then. */
function hasSameData(a: Frame | undefined, b: Frame): boolean {
  return (
    a !== undefined &&
    a.visit.input === b.visit.input &&
    a.visit.since === b.visit.since &&
    a.result === b.result &&
    a.error === b.error &&
    a.variables === b.variables &&
    isLeaving(a) === isLeaving(b)
  );
}

function dataOf(execution: Execution, frame: Frame): StateData {
  const { visit, result, error, variables } = frame;
  return {
    input: visit.input,
    ...(result !== undefined && !error && { result }),
    ...(error && { errorOutput: errorOutput(error) }),
    context: contextOf(execution, frame),
    variables: variables.all,
  };
}
