import type { Answer, Invoke } from "../engine/index.ts";
import type { Json } from "../language/index.ts";

/** The tokens that tasks wait for, of one execution and whatever it starts. Reference, sections 9.1 and 9.8. */
export interface TaskTokens {
  /** Every task that waits, by its token. */
  readonly open: ReadonlyMap<string, OpenToken>;
  add(token: string, open: OpenToken): void;
  /** Nobody waits for it any more. */
  remove(token: string): void;
  sendTaskSuccess(token: string, output: Json): TokenAnswer;
  sendTaskFailure(token: string, error?: string, cause?: string): TokenAnswer;
  sendTaskHeartbeat(token: string): TokenAnswer;
}

export interface OpenToken {
  readonly invoke: Pick<Invoke, "resource" | "payload" | "call">;
  answer(answer: Answer): void;
}

/** What the service says to who sends a token; the texts are the service's own. */
export type TokenAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: "InvalidToken" | "TaskTimedOut"; readonly message: string };

export function createTaskTokens(): TaskTokens {
  const open = new Map<string, OpenToken>();
  const closed = new Set<string>();

  function send(token: string, answer: Answer): TokenAnswer {
    const task = open.get(token);
    if (task) {
      task.answer(answer);
      return { ok: true };
    }
    return closed.has(token) ? timedOut : invalid;
  }

  return {
    open,
    add: (token, task) => void open.set(token, task),
    remove(token) {
      if (open.delete(token)) closed.add(token);
    },
    sendTaskSuccess: (token, output) => send(token, { kind: "succeeded", output }),
    sendTaskFailure: (token, error, cause) =>
      send(token, {
        kind: "failed",
        error: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
      }),
    sendTaskHeartbeat: (token) => send(token, { kind: "heartbeat" }),
  };
}

const invalid: TokenAnswer = { ok: false, error: "InvalidToken", message: "Invalid Token: 'Invalid token'" };
const timedOut: TokenAnswer = {
  ok: false,
  error: "TaskTimedOut",
  message: "Task Timed Out: 'Provided task does not exist anymore'",
};
