import type { Frame, PhaseKind } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";

/** What a state's frame was before each phase that it came to. */
export interface Trace {
  /** Notes the frame before its next phase; of a phase that is come to twice the last time counts. */
  note(frame: Frame): void;
  /** The frame once the phases up to this stage are behind it; undefined where they never were, for an error or else. */
  after(stage: Stage): Frame | undefined;
  /** What flowed then. */
  dataAfter(stage: Stage): Json | undefined;
  /** The frame once a Map state has counted its items. */
  afterBegin(): Frame | undefined;
}

/** Parts of a state's way, in their order. */
export type Stage =
  | "entry"
  | "inputPath"
  | "settings"
  | "parameters"
  | "work"
  | "assign"
  | "resultSelector"
  | "resultPath";

const stages: readonly Stage[] = [
  "entry",
  "inputPath",
  "settings",
  "parameters",
  "work",
  "assign",
  "resultSelector",
  "resultPath",
];

/** The stage that a kind of phase belongs to; the others come after all stages. */
const stageOf: { readonly [K in PhaseKind]?: Stage } = {
  Enter: "entry",
  InputPath: "inputPath",
  Token: "settings",
  Setting: "settings",
  Begin: "settings",
  MapRun: "settings",
  ItemReader: "settings",
  Selection: "settings",
  ItemBatcher: "settings",
  Parameters: "parameters",
  Rule: "work",
  Default: "work",
  Work: "work",
  Join: "work",
  ResultWriter: "work",
  MapRunEnd: "work",
  Assign: "assign",
  ResultSelector: "resultSelector",
  ResultPath: "resultPath",
};

export function createTrace(): Trace {
  const before = new Map<number, Frame>();
  const first = (isBehind: (frame: Frame) => boolean): Frame | undefined => {
    const inOrder = [...before].toSorted(([a], [b]) => a - b).map(([, frame]) => frame);
    return inOrder.find((frame) => !frame.error && isBehind(frame));
  };
  const after = (stage: Stage): Frame | undefined => first((frame) => rankOf(frame) > stages.indexOf(stage));
  return {
    note(frame) {
      before.set(frame.phase, frame);
    },
    after,
    dataAfter: (stage) => after(stage)?.data,
    afterBegin: () =>
      first(({ visit, phase }) => visit.state.phases.slice(0, phase).some(({ kind }) => kind === "Begin")),
  };
}

function rankOf({ visit, phase }: Frame): number {
  const kind = visit.state.phases[phase]?.kind;
  const stage = kind && stageOf[kind];
  return stage ? stages.indexOf(stage) : stages.length;
}
