import { type Answer, type Invoke, randomSequence, readResource, type Signal, uuidFrom } from "../engine/index.ts";
import type { TaskTokens } from "./task-tokens.ts";
import type { Caller } from "./tasks/caller.ts";
import type { Invocation, TaskHandler } from "./tasks/handler.ts";
import type { Router } from "./tasks/router.ts";

/** The calls of tasks that are under way. */
export interface TaskCalls {
  /** Calls a task; false where nothing carries it out. */
  call(effect: Invoke): boolean;
  cancel(effect: number): void;
  isUnderWay(effect: number): boolean;
  /** Aborts all but some. */
  keepOnly(effects: ReadonlySet<number>): void;
  /** Aborts them all. */
  dispose(): void;
}

/**
 * How much goes on around an execution. Plain numbers in one object that is counted up and down: a getter in an object
 * literal would keep the whole execution alive for long after its end, since engines hold such functions in hidden classes.
 */
export interface UnderWay {
  /** Tasks that take real time. */
  busy: number;
  /** What is answered at the very moment it is asked for, as soon as the answer is there. */
  instant: number;
  /** Tasks that follow something that goes on in the execution's own time. */
  following: number;
  /** Tasks that somebody looks at: time stands still meanwhile. */
  frozen: number;
}

/**
 * What time limits mean: `virtual` ones count the execution's own time, which stands still at a stop; `real` ones go on while
 * it stands; `off` lets everything take as long as it likes.
 */
export type Timeouts = "virtual" | "real" | "off";

export interface TaskCallOptions {
  readonly router: Router;
  readonly tokens: TaskTokens;
  readonly caller: Caller;
  /** Where the ids in answers come from. */
  readonly seed: number;
  /** Called for a task that nothing runs, with the reason; without an answer it waits. */
  readonly onUnhandled: (invoke: Invoke, reason: string, answer: (answer: Answer) => void) => void;
  readonly onPrint?: (invoke: Invoke, text: string) => void;
  /** `virtual` unless given. */
  readonly timeouts?: Timeouts;
}

/** `changed` is called when a task begins or ends to take time, which is counted in `underWay`. */
export function createTaskCalls(
  options: TaskCallOptions,
  underWay: UnderWay,
  post: (signal: Signal) => void,
  changed: () => void,
): TaskCalls {
  const calls = new Map<number, Call>();
  const follow = (what: keyof UnderWay, work: Promise<void>): void => {
    underWay[what]++;
    changed();
    const done = (): void => {
      underWay[what]--;
      changed();
    };
    void work.then(done, done);
  };
  const forget = (effect: number): Call | undefined => {
    const call = calls.get(effect);
    calls.delete(effect);
    if (call?.token !== undefined) options.tokens.remove(call.token);
    return call;
  };

  return {
    call(effect) {
      const answer = (given: Answer): void => {
        if (given.kind === "succeeded" || given.kind === "failed") forget(effect.id);
        post({ effect: effect.id, frame: effect.frame, ...given });
      };
      const found = options.router.find(effect);
      const refused = found.kind === "handler" ? found.handler.refuses?.(effect.resource) : undefined;
      if (found.kind !== "handler" || refused !== undefined) {
        options.onUnhandled(effect, found.kind === "unusable" ? found.message : (refused ?? ""), answer);
        return false;
      }
      const call: Call = { abort: new AbortController(), token: effect.call.token };
      calls.set(effect.id, call);
      const work = start(found.handler, options, effect, answer, call, follow);
      if (work) follow(found.handler.instant ? "instant" : "busy", work);
      return true;
    },
    cancel: (effect) => forget(effect)?.abort.abort(),
    isUnderWay: (effect) => calls.has(effect),
    keepOnly(effects) {
      for (const effect of [...calls.keys()]) if (!effects.has(effect)) forget(effect)?.abort.abort();
    },
    dispose() {
      for (const effect of [...calls.keys()]) forget(effect)?.abort.abort();
    },
  };
}

interface Call {
  readonly abort: AbortController;
  readonly token: string | undefined;
}

/** Hands a task to its handler. The promise, where it takes real time, never rejects: a bug of the handler is an answer. */
function start(
  handler: TaskHandler,
  { onPrint, tokens, caller, seed, timeouts }: TaskCallOptions,
  effect: Invoke,
  answer: (answer: Answer) => void,
  { abort, token }: Call,
  follow: (what: keyof UnderWay, work: Promise<void>) => void,
): Promise<void> | undefined {
  const { resource, payload, call, id } = effect;
  const random = randomSequence(seed, id);
  const waits = token !== undefined && readResource(resource).kind === "integration" && handler.part === "request";
  const invocation: Invocation = {
    resource,
    payload,
    call,
    frame: effect.frame,
    caller,
    answer: waits ? requestAnswer(effect, token, tokens, answer) : answer,
    follow: (work) => follow("following", work),
    freeze: (work) => timeouts !== "real" && follow("frozen", work),
    uuid: () => uuidFrom(random),
    print: (text) => onPrint?.(effect, text),
    signal: abort.signal,
  };
  return handler.invoke(invocation)?.catch((bug: unknown) => {
    const cause = `${handler.name} can't run: ${bug instanceof Error ? bug.message : bug}`;
    answer({ kind: "failed", error: { error: "States.Runtime", cause, terminal: true } });
  });
}

/**
 * What the request of a task answers that waits for its token: the service took it, or refused it. The token may come
 * back before the request is through; it then waits for it.
 */
function requestAnswer(
  invoke: Invoke,
  token: string,
  tokens: TaskTokens,
  answer: (answer: Answer) => void,
): (answer: Answer) => void {
  let submitted = false;
  const early: Answer[] = [];
  tokens.add(token, {
    invoke,
    answer(given) {
      if (submitted || given.kind === "heartbeat") answer(given);
      else early.push(given);
    },
  });
  return (given) => {
    if (given.kind !== "succeeded") return answer(given);
    submitted = true;
    answer({ kind: "submitted", output: given.output });
    for (const waiting of early) answer(waiting);
  };
}
