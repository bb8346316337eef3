import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Execution, type Frame, type Phase, phaseLabel } from "../engine/index.ts";
import type { Analysis, Model, Span } from "../language/index.ts";
import { type ClientStyle, toRange, toSource } from "./convert.ts";
import type { References } from "./references.ts";
import { isAtState } from "./stops.ts";
import { partName } from "./threads.ts";

/** What a stack frame of the protocol shows. */
export interface StackLevel {
  /** The strand whose values it has; undefined for the execution as a whole. */
  readonly strand: number | undefined;
  /** The branch or iteration within it that the frame stands for. */
  readonly inner?: number;
}

/** What stacks are made of. */
export interface StackSource {
  readonly execution: Execution;
  readonly analysis: Analysis;
  readonly model: Model;
  /** The machine's name, and its document as the client names it. */
  readonly name: string;
  readonly document: string;
  /** Whether frames tell only where they begin. */
  readonly withoutEnds: boolean;
}

/** Where an error came up, in a frame that is about to handle it. */
export interface Failure {
  readonly phase: Phase;
  /** Whether somebody stopped at the error itself: the retrier or catcher that comes next is then one level further. */
  readonly isStop: boolean;
}

/**
 * The stack of a strand, the innermost first: the phase, its state, the states whose branch or iteration it is, and the
 * machine. Each level has its own place in the text.
 */
export function stackOf(
  source: StackSource,
  top: Frame,
  style: ClientStyle,
  references: References<StackLevel>,
  failure?: Failure,
): DebugProtocol.StackFrame[] {
  const { execution, analysis, name, document, withoutEnds } = source;
  const levels: DebugProtocol.StackFrame[] = [];
  const add = (strand: number | undefined, label: string, span: Span, canRestart: boolean, inner?: number): void => {
    const { endLine, endColumn, ...begin } = toRange(analysis.lines, span, style);
    const place = { source: toSource(document, style), ...begin, ...(!withoutEnds && { endLine, endColumn }) };
    const level = { strand, ...(inner !== undefined && { inner }) };
    levels.push({
      id: references.add(level),
      name: label,
      canRestart: canRestart && execution.options.restorable,
      ...place,
    });
  };
  addPhase(top, add, failure);
  if (!top.visit.state.isIteration) add(top.id, top.visit.state.name, nameSpan(source, top), true);
  for (let frame = top; frame.strand.parent !== undefined; ) {
    const parent = execution.frames[frame.strand.parent];
    if (!parent) break;
    const { state } = parent.visit;
    const total = parent.children?.items ? ` of ${parent.children.count}` : "";
    add(
      parent.id,
      `${state.name}${partName(parent, frame.strand.index)}${total}`,
      nameSpan(source, parent),
      true,
      frame.id,
    );
    frame = parent;
  }
  const start = execution.program.machine.source.startAt?.node.span ?? { start: 0, end: 0 };
  add(undefined, name, start, false);
  return levels.map((level, index) => (index === levels.length - 1 ? { ...level, presentationHint: "label" } : level));
}

function addPhase(
  frame: Frame,
  add: (strand: number, label: string, span: Span, canRestart: boolean) => void,
  failure: Failure | undefined,
): void {
  const { state } = frame.visit;
  const phase = state.phases[frame.phase];
  if (!phase || isAtState(frame)) return;
  const isLost = phase.kind === "Throw";
  if (failure && (failure.isStop || isLost)) {
    add(frame.id, `Error in ${phaseLabel(failure.phase, state)}`, failure.phase.span, false);
    if (isLost) return;
  }
  const waits = frame.waiting?.on === "task" ? " (waits for its result)" : "";
  add(frame.id, `${phaseLabel(phase, state)}${waits}`, phase.span, false);
}

function nameSpan({ model }: StackSource, { visit }: Frame): Span {
  return model.stateAt(visit.state.path)?.nameNode.span ?? { start: 0, end: 0 };
}
