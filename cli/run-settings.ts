import { resolve } from "node:path";
import { isJsonObject, type Json } from "../language/index.ts";
import type { DefinitionFile, ProjectFile } from "../runtime/index.ts";
import { findMocks, type Mocks, readTasks, readText, type TaskConfig, templateTasks } from "../runtime/index.ts";
import { sourceText } from "./source.ts";
import { type Call, choiceOption, textOption, UsageError } from "./verb.ts";

/** How `run` was asked to run. */
export interface RunSettings {
  readonly input: { readonly text: string; readonly value: Json };
  readonly mocks: Mocks | undefined;
  readonly tasks: readonly TaskConfig[];
  readonly speed: "skip" | number;
  readonly seed: number;
  readonly type: "STANDARD" | "EXPRESS";
  readonly limits: "aws" | "none";
  /** What stands for `${Name}` in the definition; undefined where nothing is given. */
  readonly substitutions: Readonly<Record<string, string>> | undefined;
}

export function runSettings(call: Call, definition: DefinitionFile, project: ProjectFile): RunSettings {
  // What is wrong with an option that stands there is told before what is missing.
  const given = {
    input: inputOf(textOption(call, "input") ?? "{}"),
    tasks: [...(tasksOf(textOption(call, "tasks")) ?? project.tasks), ...templateTasks(definition, project)],
    speed: speedOf(textOption(call, "clock") ?? "skip"),
    seed: wholeNumber("seed", textOption(call, "seed") ?? "1"),
    type: choiceOption(call, "type", ["STANDARD", "EXPRESS"]) ?? definition.type,
    limits: choiceOption(call, "limits", ["aws", "none"]) ?? "aws",
    substitutions: substitutionsOf(call),
  };
  return { ...given, mocks: mocksOf(call, definition, project) };
}

/** `--substitution Name=Value`, as often as there are names. */
function substitutionsOf({ values }: Call): RunSettings["substitutions"] {
  const given = values.substitution;
  if (!Array.isArray(given)) return undefined;
  const entries = given.map((each): [string, string] => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(each)) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--substitution takes NAME=VALUE, not "${each}".`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

/** What can only be meant as the name of a file: `events/first.json`. */
const FILE_NAME = /^[^@{["\s][^{["\n]*\.\w+$/;

/** JSON, or `@FILE` for the content of a file. */
function inputOf(given: string): RunSettings["input"] {
  const text = given.startsWith("@") ? sourceText(given.slice(1)) : given;
  try {
    return { text, value: JSON.parse(text) as Json };
  } catch (error) {
    if (FILE_NAME.test(given)) throw new UsageError(`The input isn't valid JSON. To read a file: --input @${given}`);
    const where = given.startsWith("@") ? `The input "${given.slice(1)}"` : "The input";
    throw new UsageError(`${where} isn't valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function mocksOf(call: Call, definition: DefinitionFile, project: ProjectFile): Mocks | undefined {
  const flag = textOption(call, "mocks");
  const file = flag === undefined ? project.mocks : resolve(flag);
  const testCase = textOption(call, "test-case");
  const found = findMocks(definition, { ...(file && { file }), ...(testCase !== undefined && { testCase }) });
  if (found.kind === "faulty") throw new UsageError(found.message);
  if (found.kind !== "several") return found.kind === "mocks" ? found.mocks : undefined;
  const names = found.cases.map((name) => `"${name}"`).join(", ");
  throw new UsageError(`"${found.file}" has several test cases: choose one of ${names} with --test-case.`);
}

function tasksOf(file: string | undefined): readonly TaskConfig[] | undefined {
  if (file === undefined) return undefined;
  if (/^\s*[[{]/.test(file)) {
    throw new UsageError('--tasks takes the name of a file, not JSON: write it into a file, such as "tasks.json".');
  }
  const text = readText(file);
  if (!text.ok) throw new UsageError(text.message);
  let value: Json;
  try {
    value = JSON.parse(text.text) as Json;
  } catch (error) {
    throw new UsageError(`"${file}" isn't valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  // The file may hold the list alone, or look like statecraft.json.
  const read = readTasks(isJsonObject(value) && value.tasks !== undefined ? value.tasks : value);
  if (!read.ok) throw new UsageError(`"${file}": ${read.message}`);
  return read.tasks;
}

function speedOf(text: string): "skip" | number {
  if (text === "skip") return text;
  const speed = text === "real" ? 1 : Number(text);
  if (!(speed > 0)) throw new UsageError(`--clock takes "skip", "real" or a factor such as 10, not "${text}".`);
  return speed;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new UsageError(`--${option} takes a whole number, not "${text}".`);
  return number;
}
