import type { DebugProtocol } from "@vscode/debugprotocol";
import { type MockAnswer, saveMock } from "../../runtime/index.ts";
import type { SavedTestCase, SavedTestCaseBody } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Client, Run } from "../run.ts";
import { isKnown } from "./known.ts";
import type { RecordedTask } from "./recorded-tasks.ts";
import type { Replay } from "./replay.ts";

/** What these requests need of the session. */
interface Session {
  readonly client: Client;
  readonly run: Run | undefined;
}

/** What happened can't be changed: only what an execution of its own can do is switched off. */
const changing = ["supportsSetVariable", "supportsSetExpression", "supportsGotoTargetsRequest"] as const;

const capabilities = (offered: boolean): DebugProtocol.Capabilities =>
  Object.fromEntries(changing.map((name) => [name, offered]));

/** Says what is missing in a history, and switches off what would change it. */
export function beginReplay({ client }: Session, { replay, launch }: Run): void {
  if (!replay) return;
  for (const note of launch.replay?.notes ?? []) client.print("stderr", note);
  client.event("capabilities", { capabilities: capabilities(false) });
}

/** Lets the execution go on by itself from where it stands. */
export function forkReplay({ client, run }: Session): void {
  const replay = replayOf(run);
  if (replay.isLive) throw new Refusal("This is a live execution already.");
  replay.fork();
  client.event("capabilities", { capabilities: capabilities(true) });
  client.print("console", "From here on this is an execution of its own: its tasks run as they are configured here.");
}

/** Requests that change what happens. */
const refused: ReadonlySet<string> = new Set([
  "setVariable",
  "setExpression",
  "goto",
  "statecraft/giveResult",
  "statecraft/saveMock",
]);

/** Refuses what would change a history that is only gone through. */
export function refuseInReplay({ run }: Session, command: string, args: unknown): void {
  if (!run?.replay || run.replay.isLive) return;
  const { expression, context } = (args ?? {}) as Partial<DebugProtocol.EvaluateArguments>;
  const isCommand = context === "repl" && /^\s*\/(?!help\b|history\b|jsonata\b|jsonpath\b)/.test(expression ?? "");
  if (!refused.has(command) && !(command === "evaluate" && isCommand)) return;
  throw new Refusal("This has happened and can't be changed. Fork it into a live execution first.");
}

function replayOf(run: Run | undefined): Replay {
  if (!run?.replay) throw new Refusal("No history is being replayed.");
  return run.replay;
}

/** So many answers make a test case at most: whoever has more wants something else. */
const MOST = 2000;

/** Writes what tasks answered into the mock-config file of the definition, as a test case. */
export function saveTestCase({ client, run }: Session, { testCase = "Replay" }: SavedTestCase): SavedTestCaseBody {
  const { tasks } = replayOf(run);
  const { definition, mockFile, fields } = run?.launch ?? {};
  if (!definition || fields?.mocksOnly) throw new Refusal("This folder isn't trusted: nothing is written into it.");
  const calls = [...tasks].flatMap(([visit, all]) => all.map((task) => ({ state: visit.name, task })));
  calls.sort((a, b) => a.task.scheduled.id - b.task.scheduled.id);
  const counts = new Map<string, number>();
  let file = mockFile;
  let answers = 0;
  for (const { state, task } of calls.slice(0, MOST)) {
    const answer = answerOf(task);
    const invocation = counts.get(state) ?? 0;
    if (!answer) continue;
    counts.set(state, invocation + 1);
    const call = { state, invocation };
    const saved = saveMock({
      definition,
      mocks: undefined,
      testCase,
      call,
      answer,
      ...(file !== undefined && { file }),
    });
    if (!saved.ok) throw new Refusal(saved.message);
    file = saved.file;
    answers++;
  }
  if (file === undefined || answers === 0)
    throw new Refusal("No task was answered in this history: there is nothing to save.");
  client.print(
    "console",
    `Saved ${answers} ${answers === 1 ? "answer" : "answers"} as the test case "${testCase}" of ${file}`,
  );
  return { file, testCase, answers };
}

function answerOf({ end }: RecordedTask): MockAnswer | undefined {
  if (!end) return undefined;
  const { output, error, cause } = end.event.details ?? {};
  if (end.kind === "succeeded")
    return isKnown(end.event, "output") ? { kind: "return", value: output ?? null } : undefined;
  const name = typeof error === "string" ? error : "States.Timeout";
  return { kind: "throw", error: name, ...(typeof cause === "string" && { cause }) };
}
