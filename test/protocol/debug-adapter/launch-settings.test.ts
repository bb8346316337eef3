import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  ended,
  file,
  folder,
  go,
  initialize,
  PARTS,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

const where = async (): Promise<string | undefined> => (await stopped()).description;

describe("skipStates", () => {
  it("are passed over by steps of every kind, with what is within them", async () => {
    const launch = { mocks: charged, stopOnEntry: true, skipStates: ["Char*", "Nowhere"] };
    await start({ launch });
    expect(await where()).toBe("Paused at Price");
    expect(client.output("stderr")).toBe('"skipStates": no state is meant by "Nowhere".\n');
    await go("next");
    expect(await where()).toBe("Paused at Done");
    await go("stepBack");
    expect(await where()).toBe("Paused at Price");
    for (const place of ["Parameters of Price", "ResultPath of Price", "Next of Price", "Done"]) {
      await go("stepIn");
      expect(await where()).toBe(`Paused at ${place}`);
    }
  });

  it("leave branches and iterations alone too, but breakpoints in them stop", async () => {
    await writeFile(file("parts.asl.yaml"), PARTS);
    const launch = { input: { items: [1] }, stopOnEntry: true, skipStates: ["Both"] };
    await start({ program: "parts.asl.yaml", launch, breakpoints: [{ line: 17 }] });
    expect(await where()).toBe("Paused at Take");
    await go("stepIn");
    expect(await where()).toBe("Paused at Done");
  });
});

describe("stepGranularity", () => {
  it("of phases lets steps over go from field to field, and back", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true, stepGranularity: "phase" } });
    expect(await where()).toBe("Paused at Price");
    await go("next");
    expect(await where()).toBe("Paused at Parameters of Price");
    await go("next");
    expect(await where()).toBe("Paused at ResultPath of Price");
    await go("stepBack");
    expect(await where()).toBe("Paused at Parameters of Price");
    await go("stepOut");
    expect(await where()).toBe("Paused at Next of Price");
  });

  it("is what a client says for a single step", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    await client.request("next", { threadId: 1, granularity: "instruction" });
    expect(await where()).toBe("Paused at Parameters of Price");
    await client.request("next", { threadId: 1, granularity: "statement" });
  });
});

describe("timeouts", () => {
  const SLOW =
    "export const handler = () => new Promise((resolve) => setTimeout(() => resolve({ id: 'slow' }), 2500));";
  const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];
  const limited = (seconds: number): string => `StartAt: Charge
TimeoutSeconds: ${seconds + 1}
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    TimeoutSeconds: ${seconds}
    Parameters: {FunctionName: charge}
    End: true
`;

  const run = async (timeouts: string, seconds: number): Promise<void> => {
    await writeFile(file("charge.mjs"), SLOW);
    await writeFile(file("slow.asl.yaml"), limited(seconds));
    await start({ program: "slow.asl.yaml", launch: { tasks, timeouts }, filters: [] });
  };

  const standAWhile = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await go("pause");
    await stopped();
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await go("continue");
  };

  it.each([
    ["virtual ones leave out the time at stops", "virtual", 2, 0],
    ["real ones count it", "real", 2, 1],
  ])("%s", async (_, timeouts, seconds, code) => {
    await run(timeouts, seconds);
    await standAWhile();
    expect(await ended()).toBe(code);
  });

  it("that are off let a task take its time", async () => {
    await run("off", 1);
    expect(await ended()).toBe(0);
  });

  it("end a task in time otherwise", async () => {
    await run("virtual", 1);
    expect(await ended()).toBe(1);
    expect(client.output("stderr")).toContain("States.Timeout");
  });
});

describe("env", () => {
  it("and envFile are what handlers get", async () => {
    const code =
      "export const handler = () => ({ id: [process.env.STAGE, process.env.TABLE, process.env.MODE].join() });";
    await writeFile(file("charge.mjs"), code);
    await writeFile(file("dev.env"), "STAGE=dev\nTABLE=orders\n");
    const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];
    await start({ launch: { tasks, env: { TABLE: "mine", MODE: 1 }, envFile: "dev.env" } });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "dev,mine,1"');
  });
});

describe("what they can't be", () => {
  it.each<[object, string]>([
    [{ skipStates: "Log*" }, '"skipStates" takes a list of texts, not "Log*".'],
    [{ timeouts: "never" }, '"timeouts" takes "virtual" or "real" or "off", not "never".'],
    [{ stepGranularity: "line" }, '"stepGranularity" takes "state" or "phase", not "line".'],
    [{ env: "a" }, '"env" takes an object, not "a".'],
    [{ envFile: "none.env" }, '"envFile" can\'t be read: '],
    [{ aws: { profile: "dev" } }, '"aws" can\'t be used yet: no task calls AWS from here.'],
    [{ oneState: true, startAt: "Nope" }, '"startAt" names no state of "orders": "Nope".'],
    [{ variables: [] }, '"variables" takes an object, not [].'],
    [{ context: 1 }, '"context" takes an object, not 1.'],
    [{ definitionSubstitutions: "a" }, '"definitionSubstitutions" takes an object, not "a".'],
    [{ onUnmocked: "ask" }, '"onUnmocked" takes "stop" or "fail", not "ask".'],
    [{ cwd: 1 }, '"cwd" takes a text, not 1.'],
  ])("%j is refused", async (fields, message) => {
    await initialize();
    const given = { program: file("orders.asl.json"), cwd: folder, ...fields };
    await expect(client.request("launch", given)).rejects.toThrow(message);
  });
});
