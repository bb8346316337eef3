import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { closest, type Json, jsonText } from "../language/index.ts";
import { readText } from "../workspace/index.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { type MockConfig, readMockConfig, type TestCase } from "./tasks/mock-config.ts";

/** The name of a mock-config file that lies beside a definition. */
export const mockFileName = "MockConfigFile.json";

/** The mocks of one test case, for the machine of a definition. */
export interface Mocks {
  readonly file: string;
  readonly config: MockConfig;
  readonly caseName: string;
  readonly testCase: TestCase;
}

export type FoundMocks =
  | { readonly kind: "mocks"; readonly mocks: Mocks }
  /** There is no mock-config file, or it knows nothing of this machine. */
  | { readonly kind: "none" }
  /** Several cases and no choice: somebody must choose. */
  | { readonly kind: "several"; readonly file: string; readonly cases: readonly string[] }
  | { readonly kind: "faulty"; readonly message: string };

export interface MocksWanted {
  /** The file as a flag, a launch field or the project file names it. */
  readonly file?: string;
  /** What such a file would hold, instead of one. */
  readonly content?: Json;
  readonly testCase?: string;
}

/** Finds the mocks for a definition: where they are asked for, else beside it, else where the environment says. */
export function findMocks(definition: DefinitionFile, { file, content, testCase }: MocksWanted): FoundMocks {
  if (content !== undefined) return mocksIn(definition, "mocks", jsonText(content), testCase);
  const path = file ?? besides(definition) ?? process.env.SFN_MOCK_CONFIG ?? process.env.LOCALSTACK_SFN_MOCK_CONFIG;
  if (path === undefined) return testCase === undefined ? { kind: "none" } : faulty(noFile(testCase));
  const text = readText(path);
  if (!text.ok) return faulty(text.message);
  return mocksIn(definition, path, text.text, testCase);
}

/** What a test case answers that no state asks: a name that was misspelt, or that the definition has changed since. */
export function unaskedMocks({ caseName, testCase }: Mocks, { model }: DefinitionFile): readonly string[] {
  const states = new Set(model.states.map(({ name }) => name));
  return [...testCase.keys()]
    .filter((name) => !states.has(name))
    .map((name) => {
      const meant = closest(name, states);
      const wayOut = meant === undefined ? "delete it." : `did you mean "${meant}"?`;
      return `The test case "${caseName}" answers "${name}", which is no state here: ${wayOut}`;
    });
}

function mocksIn(definition: DefinitionFile, file: string, text: string, testCase: string | undefined): FoundMocks {
  const read = readMockConfig(text);
  if (!read.ok) return faulty(`The mock-config file "${file}" can't be used: ${read.message}`);
  const cases = casesOf(read.config, definition);
  if (!cases) return testCase === undefined ? { kind: "none" } : faulty(noMachine(file, definition, read.config));
  return chooseCase(file, read.config, cases, testCase);
}

function chooseCase(
  file: string,
  config: MockConfig,
  cases: ReadonlyMap<string, TestCase>,
  wanted: string | undefined,
): FoundMocks {
  const names = [...cases.keys()];
  const caseName = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (caseName === undefined) return names.length === 0 ? { kind: "none" } : { kind: "several", file, cases: names };
  const testCase = cases.get(caseName);
  if (testCase) return { kind: "mocks", mocks: { file, config, caseName, testCase } };
  return faulty(`"${file}" has no test case "${caseName}": it has ${names.map((name) => `"${name}"`).join(", ")}.`);
}

/**
 * The cases of the machine by one of its names, else of the only machine that the file knows, where these answer a state of
 * this one: other definitions may lie in the same folder.
 */
function casesOf(config: MockConfig, definition: DefinitionFile): ReadonlyMap<string, TestCase> | undefined {
  const known = [definition.name, ...definition.otherNames].find((each) => config.machines.has(each));
  if (known !== undefined) return config.machines.get(known);
  const [only] = config.machines.size === 1 ? config.machines.values() : [];
  const states = new Set(definition.model.states.map(({ name }) => name));
  const answers = [...(only?.values() ?? [])].flatMap((testCase) => [...testCase.keys()]);
  return answers.some((name) => states.has(name)) ? only : undefined;
}

/** Beside the definition, else beside its template. */
function besides({ path, template }: DefinitionFile): string | undefined {
  const folders = [path, ...(template ? [template.path] : [])].map((file) => dirname(file));
  return folders.map((folder) => join(folder, mockFileName)).find((file) => existsSync(file));
}

const faulty = (message: string): FoundMocks => ({ kind: "faulty", message });

const noFile = (testCase: string): string =>
  `There is no mock-config file for the test case "${testCase}": put ${mockFileName} beside the definition, or name it.`;

const noMachine = (file: string, { name }: DefinitionFile, { machines }: MockConfig): string =>
  `"${file}" has no machine "${name}": it has ${[...machines.keys()].map((other) => `"${other}"`).join(", ")}.`;
