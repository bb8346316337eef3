import {
  type Answers,
  answersAbout,
  createRecord,
  type ExecutionRecord,
  readHistory,
  sourceOf,
} from "../../executions/index.ts";
import { analyze, type Json, type JsonObject, notationOf } from "../../language/index.ts";
import { apiHistory, setUp, type TaskHandler } from "../../runtime/index.ts";

/** An execution of a definition that was run to its end, and read back from its history. */
export interface Recorded {
  readonly record: ExecutionRecord;
  readonly answers: Answers;
  /** As `aws stepfunctions get-execution-history` prints it. */
  readonly history: string;
}

/** Runs a definition; `task` answers each of its tasks, or fails by throwing an error whose name is the error's. */
export async function recordedRun(
  text: string,
  input: Json,
  task: (payload: Json, state: string) => Json = () => ({}),
  id = "run",
): Promise<Recorded> {
  const { model } = analyze({ uri: "", version: 0, notation: notationOf(text), text });
  const [machine] = model.machines;
  if (!machine) throw new Error("no machine");
  const driver = setUp({
    machine,
    name: "recorded",
    input: { text: JSON.stringify(input), value: input },
    seed: 1,
    type: "STANDARD",
    limits: "none",
    clock: { speed: "skip", start: Date.UTC(2026, 0, 1, 9) },
    restorable: false,
    router: { find: () => ({ kind: "handler", handler: handlerOf(task) }), dispose() {} },
    onUnhandled() {},
  });
  driver.start();
  await driver.run();
  const history = JSON.stringify({ events: apiHistory(driver.engine) as unknown as JsonObject[] });
  return { ...readBack(text, history, id), history };
}

/** The same of a history that is there already. */
export function readBack(text: string, history: string, id = "run"): Omit<Recorded, "history"> {
  const { model } = analyze({ uri: "", version: 0, notation: notationOf(text), text });
  const read = readHistory(history);
  if ("problem" in read) throw new Error(read.problem);
  const record = createRecord(model.machines[0], sourceOf(read.histories[0]?.events ?? []));
  record.read();
  return { record, answers: answersAbout(record, { id, isTimed: true }) };
}

const handlerOf = (task: (payload: Json, state: string) => Json): TaskHandler => ({
  name: "recorded",
  invoke({ payload, call, answer }) {
    try {
      answer({ kind: "succeeded", output: task(payload, call.state) });
    } catch (error) {
      const { name, message } = error as Error;
      answer({ kind: "failed", error: { error: name, cause: message } });
    }
  },
});
