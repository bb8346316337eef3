import type { Invoke } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import { matchesGlob } from "../../workspace/index.ts";
import { lambdaCall, plainFunctionName } from "../lambda/call.ts";
import { memoryStore } from "../object-store.ts";
import { createLocalServices, type LocalServices } from "../services/local-services.ts";
import { createTaskTokens, type TaskTokens } from "../task-tokens.ts";
import type { TaskHandler } from "./handler.ts";
import { withHints } from "./hints.ts";
import type { KindContext, MadeHandler } from "./kind.ts";
import { taskKinds } from "./kinds.ts";
import { mockHandler } from "./mock.ts";
import type { MockConfig, TestCase } from "./mock-config.ts";
import type { TaskConfig } from "./task-config.ts";

/** Finds what runs a task: the test case's mock for its state first, then the first fitting entry of `tasks`. */
export interface Router {
  find(invoke: Invoke): Found;
  /** The tokens that tasks wait for, where handlers answer them too; the driver keeps its own otherwise. */
  readonly tokens?: TaskTokens;
  /** What stands in for services of AWS, where it does. */
  readonly services?: LocalServices;
  /** The same handlers for another machine, whose states are mocked by its own test case of the same name. */
  forMachine?(name: string): Router;
  dispose(): void;
}

export type Found =
  | { readonly kind: "handler"; readonly handler: TaskHandler }
  | { readonly kind: "nothing" }
  /** An entry fits and can't be used. */
  | { readonly kind: "unusable"; readonly message: string };

export interface RouterOptions {
  readonly tasks: readonly TaskConfig[];
  readonly mocks?: { readonly config: MockConfig; readonly testCase: TestCase; readonly caseName?: string };
  readonly context: KindContext;
}

export function createRouter({ tasks, mocks, context }: RouterOptions): Router {
  const made = new Map<TaskConfig, Found>();
  const mocked = new Map<string, Found>();
  const disposals: (() => void)[] = [];
  const tokens = createTaskTokens();
  const services = createLocalServices({ tokens, objects: context.objects ?? memoryStore() });

  function make(entry: TaskConfig): Found {
    const known = made.get(entry);
    if (known) return known;
    if (entry.unusable !== undefined) return { kind: "unusable", message: entry.unusable };
    const isRefused = context.mocksOnly && entry.kind !== "mock";
    const result = isRefused ? untrusted : taskKinds[entry.kind](entry.options, { ...context, services });
    if (result.ok && result.dispose) disposals.push(() => result.dispose?.());
    const found: Found = result.ok
      ? { kind: "handler", handler: withHints(result.handler, entry.hints ?? []) }
      : { kind: "unusable", message: result.message };
    made.set(entry, found);
    return found;
  }

  function findMock(testCase: TestCase | undefined, invoke: Invoke): Found | undefined {
    const name = testCase?.get(invoke.call.state);
    const responses = name === undefined ? undefined : mocks?.config.responses.get(name);
    if (name === undefined || !responses) return undefined;
    const found = mocked.get(name) ?? { kind: "handler", handler: mockHandler(name, responses) };
    mocked.set(name, found);
    return found;
  }

  /** The first entry that fits and doesn't refuse; where all of them do, the first tells why. */
  function findHandler(invoke: Invoke): Found {
    let refusing: Found | undefined;
    for (const entry of tasks) {
      if (!fits(entry, invoke)) continue;
      const found = make(entry);
      if (found.kind !== "handler" || found.handler.refuses?.(invoke.resource) === undefined) return found;
      refusing ??= found;
    }
    return refusing ?? { kind: "nothing" };
  }

  const routerWith = (testCase: TestCase | undefined): Router => ({
    tokens,
    services,
    find(invoke) {
      const mock = findMock(testCase, invoke);
      if (mock) return mock;
      return findHandler(invoke);
    },
    forMachine: (name) => routerWith(mocks?.config.machines.get(name)?.get(mocks.caseName ?? "")),
    dispose() {
      for (const dispose of disposals.splice(0)) dispose();
      services.endpoint.close();
    },
  });
  return routerWith(mocks?.testCase);
}

const untrusted: MadeHandler = {
  ok: false,
  message: "this folder isn't trusted, so its handlers don't run: trust it, or answer the task by a mock",
};

const fits = (entry: TaskConfig, { resource, payload, call }: Invoke): boolean =>
  fitsTask(entry, { state: call.state, resource, payload });

/** Whether an entry of `tasks` is for a task, as far as its resource and its payload, or what is known of that, tell. */
export function fitsTask(
  { state, resource, function: functionGlob }: TaskConfig,
  task: { readonly state: string; readonly resource: string; readonly payload: Json },
): boolean {
  const { resource: arn, payload } = task;
  if (state !== undefined && !matchesGlob(state, task.state)) return false;
  if (resource !== undefined && !matchesGlob(resource, arn)) return false;
  if (functionGlob === undefined) return true;
  const { functionName } = lambdaCall(arn, payload);
  return matchesGlob(functionGlob, functionName) || matchesGlob(functionGlob, plainFunctionName(functionName));
}
