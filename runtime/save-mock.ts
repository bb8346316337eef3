import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Invoke } from "../engine/index.ts";
import {
  applyEdits,
  isJsonObject,
  type Json,
  jsonText,
  member,
  notations,
  type SyntaxNode,
  toJson,
} from "../language/index.ts";
import { readText } from "../workspace/index.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { type Mocks, mockFileName } from "./mocks.ts";
import type { MockAnswer } from "./tasks/mock-config.ts";

/** What is saved: the answer to one call of a task. */
export interface SavedMock {
  readonly definition: DefinitionFile;
  /** The mocks that the execution runs with. */
  readonly mocks: Mocks | undefined;
  /** The file where there are none yet; beside the definition unless given. */
  readonly file?: string;
  /** The test case, where it is none of those. */
  readonly testCase?: string;
  readonly call: Pick<Invoke["call"], "state" | "invocation">;
  readonly answer: MockAnswer;
}

export type SaveMock =
  | { readonly ok: true; readonly file: string; readonly testCase: string; readonly response: string }
  | { readonly ok: false; readonly message: string };

/** The test case that a new file begins with. */
const FIRST_CASE = "Default";

/** Writes an answer into the mock-config file, which it makes where there is none; the rest of the text stays as it is. */
export function saveMock({ definition, mocks, call, answer, ...wanted }: SavedMock): SaveMock {
  const file = mocks?.file ?? wanted.file ?? join(dirname(definition.path), mockFileName);
  const read = existsSync(file) ? readText(file) : ({ ok: true, text: "{}\n" } as const);
  if (!read.ok) return read;
  const { root, problems } = notations.json.parse(read.text);
  const error = problems.find(({ severity }) => severity === "error");
  if (error || root.kind !== "object") {
    return { ok: false, message: `"${file}" can't be extended: ${error?.message ?? "it must hold an object."}` };
  }
  const testCase = mocks?.caseName ?? wanted.testCase ?? FIRST_CASE;
  const cases = ["StateMachines", machineKey(root, definition), "TestCases", testCase];
  const response = responseName(root, cases, call.state);
  const withCase = setMember(read.text, [...cases, call.state], response);
  const text = setMember(withCase, ["MockedResponses", response, String(call.invocation)], written(answer));
  try {
    writeFileSync(file, text);
  } catch (problem) {
    return { ok: false, message: `"${file}" can't be written: ${(problem as Error).message}.` };
  }
  return { ok: true, file, testCase, response };
}

const written = (answer: MockAnswer): Json =>
  answer.kind === "return"
    ? { Return: answer.value }
    : { Throw: { Error: answer.error, ...(answer.cause !== undefined && { Cause: answer.cause }) } };

/** The machine by its name, else the only one that the file knows, as mocks are found. */
function machineKey(root: SyntaxNode, { name, otherNames }: DefinitionFile): string {
  const machines = member(root, "StateMachines")?.value;
  const names = machines?.kind === "object" ? machines.members.map(({ key }) => key.value) : [];
  const [only = name] = names;
  const known = [name, ...otherNames].find((each) => names.includes(each));
  return known ?? (names.length === 1 ? only : name);
}

/** The response that the case has for the state, else a name that no other response has. */
function responseName(root: SyntaxNode, cases: readonly string[], state: string): string {
  let node: SyntaxNode | undefined = root;
  for (const key of [...cases, state]) node = member(node, key)?.value;
  if (node?.kind === "string") return node.value;
  const responses = toJson(member(root, "MockedResponses")?.value ?? { kind: "missing", span: root.span });
  const taken = isJsonObject(responses) ? responses : {};
  const base = `${state}Result`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!Object.hasOwn(taken, name)) return name;
  }
}

/** Sets the member at the end of a way through objects, and makes the objects that are missing. */
function setMember(text: string, way: readonly string[], value: Json): string {
  const { json } = notations;
  const tree = json.parse(text);
  let node = tree.root;
  for (const [index, key] of way.entries()) {
    if (node.kind !== "object") break;
    const found = member(node, key)?.value;
    if (!found) {
      const inner = way.slice(index + 1).reduceRight<Json>((held, name) => ({ [name]: held }), value);
      return applyEdits(text, json.edits.insertMembers({ text, tree }, node, [[key, inner]]) ?? []);
    }
    node = found;
  }
  return applyEdits(text, [{ span: node.span, newText: jsonText(value) }]);
}
