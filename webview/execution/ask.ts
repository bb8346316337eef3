import type { AnswerTo, Question, Questions } from "../../executions/index.ts";
import type { Host } from "../host.ts";
import type { ToWebview } from "../protocol.ts";
import { answerGuards } from "./run-guards.ts";

/** Asks whoever keeps the execution. An answer that comes when another execution is shown never comes. */
export interface Asking {
  ask<Q extends keyof Questions>(what: Q, asked: Questions[Q]["asked"]): Promise<AnswerTo<Q>>;
  /** Questions are about this execution from now on. */
  about(run: string | undefined): void;
  receive(message: Extract<ToWebview, { kind: "answer" }>): void;
}

/** Why there is no answer, to be shown where it would stand. */
export class NoAnswer extends Error {}

interface Open {
  readonly what: keyof Questions;
  resolve(answer: never): void;
  reject(reason: NoAnswer): void;
}

export function createAsking(post: Host["post"]): Asking {
  const open = new Map<number, Open>();
  let [run, number]: [string | undefined, number] = [undefined, 0];
  return {
    ask(what, asked) {
      return new Promise((resolve, reject) => {
        if (run === undefined) return;
        open.set(++number, { what, resolve, reject });
        post({ kind: "ask", number, run, question: { what, ...asked } as Question });
      });
    },
    about(next) {
      if (next !== run) open.clear();
      run = next;
    },
    receive({ number: answered, answer, problem }) {
      const asked = open.get(answered);
      open.delete(answered);
      if (!asked) return;
      const isReadable = problem === undefined && answerGuards[asked.what](answer);
      if (isReadable) asked.resolve(answer as never);
      else asked.reject(new NoAnswer(problem ?? "The answer can't be read."));
    },
  };
}
