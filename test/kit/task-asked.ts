import type { Answer, TaskCall } from "../../engine/index.ts";
import type { Json, StatePath } from "../../language/index.ts";
import type { Invocation, KindContext, TaskHandler } from "../../runtime/index.ts";

/** What handlers are made with in tests. */
export const kindContext: KindContext = {
  folder: new URL("handlers", import.meta.url).pathname,
  node: process.execPath,
  region: "us-east-1",
  account: "123456789012",
  environment: {},
};

export interface Asked {
  readonly resource: string;
  readonly payload: Json;
  readonly call?: Partial<TaskCall>;
  readonly caller?: Partial<Invocation["caller"]>;
  readonly signal?: AbortSignal;
}

export interface Told {
  readonly answers: readonly Answer[];
  readonly printed: string;
}

/** Calls a handler as the driver would, and gives what it answered and printed until it was through. */
export async function askTask(handler: TaskHandler, asked: Asked): Promise<Told> {
  const answers: Answer[] = [];
  let printed = "";
  let ids = 0;
  const followed: Promise<void>[] = [];
  await handler.invoke({
    resource: asked.resource,
    payload: asked.payload,
    call: { ...plainCall, ...asked.call },
    caller: { ...nobody, ...asked.caller },
    answer: (answer) => answers.push(answer),
    frame: 1,
    follow: (work) => followed.push(work),
    freeze() {},
    uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    print(text) {
      printed += text;
    },
    signal: asked.signal ?? new AbortController().signal,
  });
  await Promise.all(followed);
  return { answers, printed };
}

/** The only answer of a task. */
export async function answerOf(handler: TaskHandler, asked: Asked): Promise<Answer> {
  const { answers } = await askTask(handler, asked);
  const [answer, more] = answers;
  if (!answer || more) throw new Error(`There are ${answers.length} answers: ${JSON.stringify(answers)}`);
  return answer;
}

export const plainCall: TaskCall = {
  state: "S",
  path: "/States/S" as StatePath,
  attempt: 1,
  invocation: 0,
  iteration: [],
};

const nobody: Invocation["caller"] = {
  execution: "arn:aws:states:us-east-1:123456789012:execution:machine:name",
  stateMachine: "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
  now: () => Date.UTC(2026, 0, 1),
  start: () => ({ ok: false, reason: "no-machine" }),
};
