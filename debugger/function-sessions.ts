import { isAbsolute, relative } from "node:path";
import { type Frame, rootFrame } from "../engine/index.ts";
import type { FunctionDebugger, RunsElsewhere, StartableMachine, StartRequest } from "../runtime/index.ts";
import { byEvents, byProtocol, type ChildSessions, type Told } from "./child-sessions.ts";
import type { FunctionBreakpoints, FunctionSessionState, LaunchFields } from "./protocol.ts";
import type { Step } from "./stops.ts";

/** The functions that run in debug sessions of their own, beside the execution that calls them. */
export interface FunctionSessions {
  /** Whether the client can be asked to start sessions, by `startDebugging`. */
  canAsk: boolean;
  /**
   * What the handlers of a run are told. `execution` names it, since those that it starts have frames of their own; `asksByProtocol`
   * asks by `startDebugging`, not by events of ours.
   */
  debuggerFor(execution: () => string, asksByProtocol: boolean): FunctionDebugger;
  /** Runs executions that a run starts in sessions of their own, where somebody wants to look into them. */
  nestedFor(options: NestedOptions): RunsElsewhere["run"];
  /** Starts sessions by events of ours, or by `startDebugging`. */
  sessions(asksByProtocol: boolean): ChildSessions;
  /** Says that the execution goes on, before another session may stop. */
  entering(): void;
  /** Takes note of a step: one into a task goes on into its function. */
  aim(step: Step | undefined): void;
  readonly aimed: Step | undefined;
  /** Takes note of breakpoints in a file, which may be code: clients tell adapters of all that there are. */
  noteBreakpoints(file: string, count: number): void;
  /** Takes the place of all breakpoints in code. */
  setBreakpoints(breakpoints: FunctionBreakpoints): void;
  /** The client tells what became of a session. */
  changed(state: FunctionSessionState): void;
}

export interface NestedOptions {
  /** The ARN of the execution that starts others. */
  execution(): string;
  /** Whether clients are asked by `startDebugging`. */
  readonly asksByProtocol: boolean;
  /** Whether there are breakpoints in a document. */
  hasBreakpoints(path: string): boolean;
  /** The launch fields for one of them. */
  fieldsFor(machine: StartableMachine, request: StartRequest): LaunchFields;
}

export function createFunctionSessions(client: Told): FunctionSessions {
  const events = byEvents(client);
  const protocol = byProtocol(client);
  let files: readonly string[] = [];
  const noted = new Set<string>();
  let aimed: Step | undefined;
  const intoFrame = (): Frame | undefined => (aimed?.kind === "in" ? aimed.from : undefined);

  const isInto = (frame: number, ofExecution: string, execution: () => string): boolean =>
    intoFrame()?.id === frame && ofExecution === execution();
  const entering = (): void => goOn(client, intoFrame());
  const sessions = (asksByProtocol: boolean): ChildSessions => (asksByProtocol ? protocol : events);
  return {
    canAsk: false,
    debuggerFor: (execution, asksByProtocol) => ({
      modeOf(call) {
        if (isInto(call.frame, call.execution, execution)) return "stop";
        return [...files, ...noted].some((file) => isWithin(call.root, file)) ? "run" : undefined;
      },
      start: sessions(asksByProtocol).start,
      entering,
    }),
    nestedFor:
      ({ execution, asksByProtocol, hasBreakpoints, fieldsFor }) =>
      (machine, request) => {
        const { path, name } = machine;
        const { by, signal } = request;
        if (path === undefined || !signal) return undefined;
        const stopOnEntry = isInto(by.frame, by.execution, execution);
        if (!stopOnEntry && !hasBreakpoints(path)) return undefined;
        entering();
        return sessions(asksByProtocol).startNested(name, { ...fieldsFor(machine, request), stopOnEntry });
      },
    sessions,
    entering,
    aim(step) {
      aimed = step;
    },
    get aimed() {
      return aimed;
    },
    noteBreakpoints(file, count) {
      if (count > 0 && isCode(file)) noted.add(file);
      else noted.delete(file);
    },
    setBreakpoints(breakpoints) {
      files = breakpoints.files;
    },
    changed: (state) => events.changed(state),
  };
}

/** Whether a file is code that functions are made of. */
export const isCode = (file: string): boolean => /\.(?:[cm]?[jt]sx?|py)$/.test(file);

/** Editors show what stops in another session only while nothing else has their attention. */
const goOn = (client: Told, into: Frame | undefined): void =>
  client.event("continued", { threadId: into?.id ?? rootFrame, allThreadsContinued: true });

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
