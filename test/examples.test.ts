import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { type ApiEvent, compile, createEngine } from "../engine/index.ts";
import { startTimeLimit } from "../evaluation/index.ts";
import type { Json } from "../language/index.ts";
import {
  apiHistory,
  createDriver,
  createPatientClock,
  createRouter,
  type DefinitionFile,
  findMocks,
  localAccount,
  openDefinition,
  projectOf,
  templateTasks,
} from "../runtime/index.ts";
import { exampleNames } from "../scripts/examples.mjs";

const folder = join(import.meta.dirname, "../examples");

/** The executions that an example's history shows: a test case of its mocks, if it has any, with one of its inputs. */
const executions: Readonly<Record<string, readonly (readonly [testCase: string | undefined, input: string])[]>> = {
  "order-process/order-process.asl.json": [
    ["HappyPath", "small-order"],
    ["PaymentFails", "small-order"],
    ["LargeOrder", "large-order"],
  ],
  "invoice-batch/invoice-batch.asl.json": [
    ["OrdinaryMonth", "november"],
    ["MailServiceDown", "november"],
  ],
  "travel-booking/travel-booking.asl.json": [
    ["HappyPath", "lisbon"],
    ["HotelIsFull", "lisbon"],
  ],
  "loan-application/loan-application.asl.json": [
    ["GrantedByRules", "good-score"],
    ["GrantedByReview", "large-amount"],
    ["UnknownPerson", "good-score"],
  ],
  "data-import/data-import.asl.yaml": [
    ["DoneAfterThreePolls", "sales"],
    ["BadFile", "sales"],
  ],
  "order-service-sam/flow/order-service.asl.json": [
    [undefined, "two-books"],
    [undefined, "empty-card"],
  ],
};

test("Every example is here", () => {
  const listed = Object.keys(executions).map((path) => path.split("/")[0]);
  expect(new Set(listed)).toEqual(new Set(exampleNames(folder)));
});

for (const [path, runs] of Object.entries(executions)) {
  describe(path, () => {
    const opened = openDefinition(join(folder, path));
    if (!opened.ok) throw new Error(opened.message);
    const { definition } = opened;

    test("Nothing is wrong with it", () => {
      expect(definition.analysis.diagnostics).toEqual([]);
    });

    test("Each of its test cases is run", () => {
      const { analysis, machine } = definition;
      expect(analysis.model.machines.map(({ states }) => [...states.keys()])).toEqual([[...machine.states.keys()]]);
      for (const [testCase] of runs) {
        const kind = testCase === undefined ? "none" : "mocks";
        expect(findMocks(definition, testCase === undefined ? {} : { testCase })).toMatchObject({ kind });
      }
    });

    test("Its history is as written down", async () => {
      const histories: string[] = [];
      for (const [testCase, input] of runs) histories.push(await historyOf(definition, testCase, input));
      await expect(histories.join("\n")).toMatchFileSnapshot(join(exampleFolder(path), "history.txt"));
    });
  });
}

const exampleFolder = (path: string): string => join(folder, path.split("/")[0] ?? "");

/** What happens in one execution, event by event. */
async function historyOf(definition: DefinitionFile, testCase: string | undefined, inputName: string): Promise<string> {
  const { machine, name, path, type } = definition;
  const found = findMocks(definition, testCase === undefined ? {} : { testCase });
  const project = projectOf(path);
  if (!project.ok) throw new Error(project.message);
  const file = `${inputName}.input.json`;
  const text = readFileSync(join(exampleFolder(relative(folder, path)), file), "utf8");
  const names = {
    ...localAccount,
    stateMachine: name,
    execution: "example",
    roleArn: "arn:aws:iam::123456789012:role/r",
  };
  const options = {
    seed: 1,
    type,
    limits: "aws",
    restorable: false,
    names,
    hash: () => "",
    timeLimit: startTimeLimit,
  } as const;
  const engine = createEngine(compile(machine), { ...options, input: { text, value: JSON.parse(text) as Json } });
  const router = createRouter({
    tasks: [...project.project.tasks, ...templateTasks(definition, project.project)],
    ...(found.kind === "mocks" && { mocks: found.mocks }),
    context: { ...localAccount, folder: project.project.folder, node: process.execPath, environment: {} },
  });
  const driver = createDriver({ engine, clock: createPatientClock(0), seed: 1, router, onUnhandled: refuse });
  driver.start();
  await driver.run();
  router.dispose();
  const events = apiHistory(engine).map(line);
  return [
    `${testCase === undefined ? "" : `${testCase}, `}${file}: ${engine.execution.state.status}`,
    "",
    ...events,
    "",
  ].join("\n");
}

function refuse(invoke: { readonly call: { readonly state: string } }): never {
  throw new Error(`Nothing answers "${invoke.call.state}".`);
}

/** ` 12 <- 11    5 s  TaskStateExited        ChargeCard {"id":"pay-5150"}` */
function line(event: ApiEvent): string {
  const { id, previousEventId, timestamp, type, ...details } = event;
  const [held] = Object.values(details);
  const place = `${String(id).padStart(3)} <-${String(previousEventId).padStart(3)} ${String(timestamp).padStart(8)} s`;
  return `${place}  ${type.padEnd(24)} ${summary(held)}`.trimEnd();
}

/** The details that tell a story: names, values, errors. What no two executions, or machines, share is left out. */
function summary(details: Json | undefined): string {
  const { name, index, input, output, parameters, error, cause, resourceType, resource, assignedVariables } =
    (details ?? {}) as { readonly [key: string]: Json | undefined };
  const called = resourceType === undefined ? undefined : `${String(resourceType)}:${String(resource)}`;
  const told = [name, index, called, error, cause, parameters, input, output, assignedVariables];
  return told
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === "object" ? JSON.stringify(part) : String(part)))
    .join(" ")
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/(?<="(RequestId|taskToken)":")[^"]*/g, "…")
    .replaceAll(/(?<=\\?"trace\\?":\[).*?(?=\])/g, "…");
}
