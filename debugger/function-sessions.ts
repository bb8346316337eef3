import { isAbsolute, relative } from "node:path";
import { type Frame, rootFrame } from "../engine/index.ts";
import type {
  FunctionDebugger,
  FunctionProcess,
  FunctionProgram,
  Outcome,
  RunsElsewhere,
  StartableMachine,
  StartRequest,
} from "../runtime/index.ts";
import { debugConfiguration } from "./function-configuration.ts";
import { readOutcome } from "./nested-fields.ts";
import type { FunctionBreakpoints, FunctionSessionState, LaunchFields, StatecraftEvents } from "./protocol.ts";
import type { Step } from "./stops.ts";

/** The functions that run in debug sessions of their own, beside the execution that calls them. */
export interface FunctionSessions {
  /** What the handlers of a run are told. `execution` names it, since those that it starts have frames of their own. */
  debuggerFor(execution: () => string): FunctionDebugger;
  /** Runs executions that a run starts in sessions of their own, where somebody wants to look into them. */
  nestedFor(options: NestedOptions): RunsElsewhere["run"];
  /** Takes note of a step: one into a task goes on into its function. */
  aim(step: Step | undefined): void;
  /** Takes the place of all breakpoints in code. */
  setBreakpoints(breakpoints: FunctionBreakpoints): void;
  /** The client tells what became of a session. */
  changed(state: FunctionSessionState): void;
}

/** What it says to the client. */
interface Told {
  event(name: string, body: object): void;
  custom<N extends keyof StatecraftEvents>(name: N, body: StatecraftEvents[N]): void;
  print(category: "stderr", text: string): void;
}

export interface NestedOptions {
  /** The ARN of the execution that starts others. */
  execution(): string;
  /** Whether there are breakpoints in a document. */
  hasBreakpoints(path: string): boolean;
  /** The launch fields for one of them. */
  fieldsFor(machine: StartableMachine, request: StartRequest): LaunchFields;
}

interface Session {
  /** Tells whether it could be started; later words count for nothing. */
  started(isStarted: boolean): void;
  ended(outcome: Outcome | undefined): void;
}

export function createFunctionSessions(client: Told): FunctionSessions {
  const sessions = new Map<number, Session>();
  let files: readonly string[] = [];
  let into: Frame | undefined;
  let last = 0;

  function start(program: FunctionProgram): Promise<FunctionProcess | undefined> {
    const id = ++last;
    const { promise: ended, resolve: end } = withResolver<void>();
    const { promise: isStarted, resolve: started } = withResolver<boolean>();
    sessions.set(id, { started, ended: () => end() });
    client.custom("statecraft/debugFunction", { id, ...debugConfiguration(program) });
    return isStarted.then((isStarted) => (isStarted ? { ended } : undefined));
  }

  const entering = (): void => goOn(client, into);
  return {
    debuggerFor: (execution) => ({
      modeOf(call) {
        if (into?.id === call.frame && call.execution === execution()) return "stop";
        return files.some((file) => isWithin(call.root, file)) ? "run" : undefined;
      },
      start,
      entering,
    }),
    nestedFor:
      ({ execution, hasBreakpoints, fieldsFor }) =>
      (machine, request) => {
        const { path } = machine;
        const { by, signal } = request;
        if (path === undefined || !signal) return undefined;
        const isSteppedInto = into?.id === by.frame && by.execution === execution();
        if (!isSteppedInto && !hasBreakpoints(path)) return undefined;
        const id = ++last;
        const { promise, resolve } = withResolver<Outcome | undefined>();
        sessions.set(id, { started() {}, ended: resolve });
        entering();
        const configuration = { ...fieldsFor(machine, request), stopOnEntry: isSteppedInto };
        client.custom("statecraft/debugNested", { id, name: machine.name, configuration });
        return promise;
      },
    aim(step) {
      into = step?.kind === "in" ? step.from : undefined;
    },
    setBreakpoints(breakpoints) {
      files = breakpoints.files;
    },
    changed({ id, state, message, outcome }) {
      const session = sessions.get(id);
      if (message) client.print("stderr", message);
      session?.started(state === "started");
      if (state === "started") return;
      session?.ended(state === "failed" ? NOT_STARTED : outcome && readOutcome(outcome));
      sessions.delete(id);
    },
  };
}

const NOT_STARTED: Outcome = {
  status: "FAILED",
  error: "Statecraft.NoSession",
  cause: "Its session can't be started.",
};

/** Editors show what stops in another session only while nothing else has their attention. */
const goOn = (client: Told, into: Frame | undefined): void =>
  client.event("continued", { threadId: into?.id ?? rootFrame, allThreadsContinued: true });

function withResolver<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
