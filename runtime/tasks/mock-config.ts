import { isJsonObject, type Json } from "../../language/index.ts";

/**
 * A mock-config file as Step Functions Local took it: what Task states answer, by machine, test case and invocation.
 * Reference, section 13.
 */
export interface MockConfig {
  readonly machines: ReadonlyMap<string, ReadonlyMap<string, TestCase>>;
  readonly responses: ReadonlyMap<string, readonly MockedResponse[]>;
}

/** The response of each state that the case names. */
export type TestCase = ReadonlyMap<string, string>;

/** What the invocations `from` to `to`, counted from 0, answer. */
export interface MockedResponse {
  readonly from: number;
  readonly to: number;
  readonly answer: MockAnswer;
}

export type MockAnswer =
  | { readonly kind: "return"; readonly value: Json }
  | { readonly kind: "throw"; readonly error: string; readonly cause?: string };

export type ReadMockConfig =
  | { readonly ok: true; readonly config: MockConfig }
  | { readonly ok: false; readonly message: string };

/** Reads the text of a mock-config file; the message of a faulty one says where it is wrong and what belongs there. */
export function readMockConfig(text: string): ReadMockConfig {
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch (error) {
    return { ok: false, message: `it isn't valid JSON: ${error instanceof Error ? error.message : error}` };
  }
  if (!isJsonObject(root))
    return { ok: false, message: 'it must be an object with "StateMachines" and "MockedResponses".' };
  const machines = readMachines(root.StateMachines);
  if (typeof machines === "string") return { ok: false, message: machines };
  const responses = readResponses(root.MockedResponses);
  if (typeof responses === "string") return { ok: false, message: responses };
  const dangling = danglingResponse(machines, responses);
  return dangling ? { ok: false, message: dangling } : { ok: true, config: { machines, responses } };
}

function readMachines(value: Json | undefined): MockConfig["machines"] | string {
  if (!isJsonObject(value)) return '"StateMachines" must be an object: a machine\'s name, then "TestCases".';
  const machines = new Map<string, ReadonlyMap<string, TestCase>>();
  for (const [name, machine] of Object.entries(value)) {
    const cases = isJsonObject(machine) ? machine.TestCases : undefined;
    if (!isJsonObject(cases)) return `the machine "${name}" has no "TestCases" object.`;
    const read = new Map<string, TestCase>();
    for (const [caseName, states] of Object.entries(cases)) {
      if (!isJsonObject(states)) return `the test case "${caseName}" must be an object: states and their responses.`;
      read.set(caseName, new Map(Object.entries(states).map(([state, response]) => [state, String(response)])));
    }
    machines.set(name, read);
  }
  return machines;
}

function readResponses(value: Json | undefined): MockConfig["responses"] | string {
  const responses = new Map<string, readonly MockedResponse[]>();
  if (value === undefined) return responses;
  if (!isJsonObject(value)) return '"MockedResponses" must be an object: a response\'s name, then its answers.';
  for (const [name, answers] of Object.entries(value)) {
    if (!isJsonObject(answers)) return `the response "${name}" must be an object such as {"0": {"Return": {}}}.`;
    const read: MockedResponse[] = [];
    for (const [range, answer] of Object.entries(answers)) {
      const response = readResponse(range, answer);
      if (typeof response === "string") return `the response "${name}": ${response}`;
      read.push(response);
    }
    responses.set(name, read);
  }
  return responses;
}

function readResponse(range: string, value: Json): MockedResponse | string {
  const match = /^(\d+)(?:-(\d+))?$/.exec(range);
  if (!match) return `"${range}" must be a number or a range such as "0" or "1-2".`;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (!isJsonObject(value)) return `"${range}" must hold {"Return": …} or {"Throw": {"Error": …, "Cause": …}}.`;
  const thrown = value.Throw;
  if (value.Return !== undefined && thrown === undefined) {
    return { from, to, answer: { kind: "return", value: value.Return } };
  }
  if (!isJsonObject(thrown) || typeof thrown.Error !== "string") {
    return `"${range}" needs either "Return", or "Throw" with an "Error".`;
  }
  const cause = thrown.Cause;
  return {
    from,
    to,
    answer: { kind: "throw", error: thrown.Error, ...(cause !== undefined && { cause: String(cause) }) },
  };
}

function danglingResponse(machines: MockConfig["machines"], responses: MockConfig["responses"]): string | undefined {
  for (const cases of machines.values()) {
    for (const [name, states] of cases) {
      for (const [state, response] of states) {
        if (!responses.has(response)) {
          return `the test case "${name}" answers "${state}" with "${response}", which "MockedResponses" doesn't have.`;
        }
      }
    }
  }
  return undefined;
}
