import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Phase, Program, ProgramState } from "../engine/index.ts";
import type { State } from "../language/index.ts";
import { matchesGlob } from "../runtime/index.ts";
import { type Breakpoint, nextId } from "./breakpoints.ts";
import { type ClientStyle, toRange, toSource } from "./convert.ts";
import type { StackSource } from "./stack.ts";
import { wishProblem } from "./wanted.ts";

/** Breakpoints on states by their names: the protocol's function breakpoints. */
export interface StateBreakpoints {
  /** Takes the place of all of them. */
  set(wanted: readonly DebugProtocol.FunctionBreakpoint[]): readonly Breakpoint[];
  /** Lays them anew, in the machine that is run; the answer are those that changed. */
  use(source: StackSource): readonly Breakpoint[];
  at(phase: Phase): readonly Breakpoint[];
}

export function createStateBreakpoints(style: () => ClientStyle): StateBreakpoints {
  let breakpoints: readonly Breakpoint[] = [];
  let running: StackSource | undefined;
  const byPhase = new Map<Phase, Breakpoint[]>();

  function lay(id: number, wanted: DebugProtocol.FunctionBreakpoint): Breakpoint {
    const states = running ? statesNamed(running.execution.program, running, wanted.name) : [];
    const breakpoint: Breakpoint = { id, wanted, place: undefined, answer: answerOf(id, wanted, states) };
    for (const { phases } of states) {
      const [enter] = phases;
      if (enter) byPhase.set(enter, [...(byPhase.get(enter) ?? []), breakpoint]);
    }
    return breakpoint;
  }

  function answerOf(
    id: number,
    wanted: DebugProtocol.FunctionBreakpoint,
    states: readonly ProgramState[],
  ): DebugProtocol.Breakpoint {
    const { name } = wanted;
    if (!running) return { id, verified: false, message: "It is set when an execution starts." };
    const [state] = states;
    if (!state) return { id, verified: false, message: `No state is meant by "${name}".` };
    const message = wishProblem(wanted, state.queryLanguage);
    const answer = { id, verified: true, ...(message !== undefined && { message }) };
    const span = running.model.stateAt(state.path)?.nameNode.span;
    if (states.length > 1 || !span) return answer;
    const { document, analysis } = running;
    return { ...answer, source: toSource(document, style()), ...toRange(analysis.lines, span, style()) };
  }

  return {
    set(wanted) {
      byPhase.clear();
      const before = breakpoints;
      breakpoints = wanted.map((each) => lay(before.find((old) => nameOf(old) === each.name)?.id ?? nextId(), each));
      return breakpoints;
    },
    use(source) {
      running = source;
      byPhase.clear();
      breakpoints = breakpoints.map(({ id, wanted }) => lay(id, wanted as DebugProtocol.FunctionBreakpoint));
      return breakpoints;
    },
    at: (phase) => byPhase.get(phase) ?? none,
  };
}

const none: readonly Breakpoint[] = [];

const nameOf = ({ wanted }: Breakpoint): string => (wanted as DebugProtocol.FunctionBreakpoint).name;

/**
 * The states that a text means: a name, names from outer to inner as in `Orders/Charge`, with `*` for any characters;
 * `type:` and `resource:` go by what a state is and calls.
 */
export function statesNamed(
  { states }: Program,
  { model }: Pick<StackSource, "model">,
  text: string,
): readonly ProgramState[] {
  const all = [...states.values()];
  const [, by, pattern = ""] = /^(type|resource):\s*(.+)$/s.exec(text.trim()) ?? [];
  if (by === "type") return all.filter(({ type }) => matchesGlob(pattern.toLowerCase(), type.toLowerCase()));
  if (by === "resource") return all.filter(({ resource }) => resource !== undefined && matchesGlob(pattern, resource));
  const exact = all.filter(({ name }) => name === text);
  if (exact.length > 0) return exact;
  const parts = text.split("/").map((part) => part.trim());
  return all.filter(({ path }) => {
    const names = namesAround(model.stateAt(path));
    return (
      parts.length <= names.length && parts.every((part, i) => matchesGlob(part, names.at(i - parts.length) ?? ""))
    );
  });
}

/** The names of the states around a state and its own, from outer to inner. */
function namesAround(state: State | undefined): readonly string[] {
  const names: string[] = [];
  for (let at = state; at; at = at.machine.owner) names.unshift(at.name);
  return names;
}
