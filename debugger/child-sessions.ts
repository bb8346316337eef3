import type { FunctionProcess, FunctionProgram, Outcome } from "../runtime/index.ts";
import { debugConfiguration } from "./function-configuration.ts";
import { readOutcome, type ToldOutcome } from "./nested-fields.ts";
import { listenForOutcome, PATIENCE } from "./outcome-channel.ts";
import type { FunctionSessionState, LaunchFields, StatecraftEvents } from "./protocol.ts";

/** Lets the client start debug sessions within the session of an execution. */
export interface ChildSessions {
  /** A function under the debugger of its language; undefined where it isn't started. */
  start(program: FunctionProgram): Promise<FunctionProcess | undefined>;
  /** An execution that another one starts; how it ended. Its session ends when nobody waits for it any more. */
  startNested(name: string, configuration: LaunchFields, signal?: AbortSignal): Promise<ToldOutcome>;
}

/** What it says to the client. */
export interface Told {
  event(name: string, body: object): void;
  custom<N extends keyof StatecraftEvents>(name: N, body: StatecraftEvents[N]): void;
  print(category: "console" | "stderr", text: string): void;
  ask(command: string, args: object): Promise<boolean>;
}

/** The error of an execution whose session wasn't started, or never came. */
export const NO_SESSION = "Statecraft.NoSession";

const notStarted = (cause: string): Outcome => ({ status: "FAILED", error: NO_SESSION, cause });
const NOT_STARTED = notStarted("Its session can't be started.");

/** A session that ended without a word took its execution with it. */
const ABORTED: Outcome = { status: "ABORTED" };

/** Asks by the protocol's own `startDebugging`, which tells nothing of a session but that it was started. */
export const byProtocol = (client: Told, patience = PATIENCE): ChildSessions => ({
  async start(program) {
    const { configuration } = debugConfiguration(program);
    // Its end shows in its process.
    if (await client.ask("startDebugging", { request: "launch", configuration })) return { ended: never() };
    const { name, type } = configuration;
    client.print("stderr", `No debugger of type "${type}" was started for "${name}": it runs without one.`);
    return undefined;
  },
  async startNested(name, fields, signal) {
    const channel = await listenForOutcome(patience);
    signal?.addEventListener("abort", channel.close, { once: true });
    const configuration = { type: "asl", name, ...fields, tellsOutcome: channel.address };
    if (await client.ask("startDebugging", { request: "launch", configuration })) {
      const outcome = await channel.outcome;
      if (outcome !== "nobody") return outcome ?? ABORTED;
      const message = neverCame(name, configuration.type, patience);
      client.print("stderr", message);
      return notStarted(message);
    }
    channel.close();
    return NOT_STARTED;
  },
});

const neverCame = (name: string, type: string, patience: number): string =>
  `The client said that it started the session "${name}", but none has come within ${patience / 1000} s: set up an adapter for the type "${type}" that runs "statecraft debug-adapter", or step over.`;

const never = (): Promise<void> => new Promise(() => {});

/** Asks by events of ours, and is told what became of each session. */
export interface EventSessions extends ChildSessions {
  changed(state: FunctionSessionState): void;
}

interface Session {
  /** Tells whether it could be started; later words count for nothing. */
  started(isStarted: boolean): void;
  ended(outcome: ToldOutcome | undefined): void;
}

export function byEvents(client: Told): EventSessions {
  const sessions = new Map<number, Session>();
  let last = 0;
  return {
    start(program) {
      const id = ++last;
      const { promise: ended, resolve: end } = withResolver<void>();
      const { promise: isStarted, resolve: started } = withResolver<boolean>();
      sessions.set(id, { started, ended: () => end() });
      client.custom("statecraft/debugFunction", { id, ...debugConfiguration(program) });
      return isStarted.then((isStarted) => (isStarted ? { ended } : undefined));
    },
    startNested(name, configuration, signal) {
      const id = ++last;
      const end = (): void => client.custom("statecraft/endNested", { id });
      signal?.addEventListener("abort", end, { once: true });
      const { promise, resolve } = withResolver<ToldOutcome>();
      sessions.set(id, { started() {}, ended: (outcome) => resolve(outcome ?? ABORTED) });
      client.custom("statecraft/debugNested", { id, name, configuration });
      return promise;
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

function withResolver<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
