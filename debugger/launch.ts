import { randomInt } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import type { Beginning } from "../engine/index.ts";
import { isJsonObject, type Json, jsonText } from "../language/index.ts";
import {
  type DefinitionFile,
  definitionIn,
  type FindMachine,
  findMocks,
  type KindContext,
  localAccount,
  type Mocks,
  machineSearch,
  nodeProgram,
  objectStore,
  type ProjectFile,
  programParts,
  projectOf,
  readEnvironmentFile,
  readTasks,
  readText,
  type TaskConfig,
  type Timeouts,
  templateTasks,
} from "../runtime/index.ts";
import { beginningIn, substitutionsIn } from "./beginning.ts";
import { childIn } from "./child-execution.ts";
import { documentName, toFilePath } from "./convert.ts";
import type { LaunchFields } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import { type OpenedReplay, openReplay, withRecordedDefinition } from "./replay/open-replay.ts";

/** How an execution is to be run: every field checked, every file read. */
export interface Launch {
  /** As it was given, for starting again. */
  readonly fields: LaunchFields;
  readonly definition: DefinitionFile;
  /** The document as the client names it. */
  readonly document: string;
  /** Whether that is another document than the one that was named. */
  readonly isElsewhere: boolean;
  /** What runs, for people: the machine's name, or the item that it is run for. */
  readonly title: string;
  /** Whether child executions of distributed Maps get sessions of their own. */
  readonly childSessions: boolean;
  readonly input: { readonly text: string; readonly value: Json };
  readonly mocks: Mocks | undefined;
  /** The mock-config file that was asked for. */
  readonly mockFile: string | undefined;
  readonly tasks: readonly TaskConfig[];
  readonly context: KindContext;
  /** The machines that it may start. */
  readonly machines: FindMachine;
  readonly speed: "skip" | number;
  readonly seed: number;
  readonly type: "STANDARD" | "EXPRESS";
  readonly limits: "aws" | "none";
  /** The file that it is written into at its end, and the keys that are left out. */
  readonly record: string | undefined;
  readonly redact: readonly string[];
  readonly maxThreads: number;
  readonly stepping: "strand" | "all";
  readonly stepGranularity: "state" | "phase";
  readonly skipStates: readonly string[];
  readonly timeouts: Timeouts;
  readonly stopOnEntry: boolean;
  readonly noDebug: boolean;
  readonly beginning: Beginning;
  readonly substitutions: { readonly [name: string]: string } | undefined;
  readonly onUnmocked: "stop" | "fail";
  /** The history that is gone through instead of an execution of its own. */
  readonly replay: OpenedReplay | undefined;
}

const NO_AWS =
  '"aws" can\'t be used yet: no task calls AWS from here. Let mocks or handlers answer tasks; a handler may use the credentials of this machine by "credentials": "real" in its entry of "tasks".';

type Fields = { readonly [F in keyof LaunchFields]: unknown };

/** Reads a launch configuration. Whatever is wrong with it is refused with a sentence that names the field. */
export function readLaunch(given: Fields): Launch {
  const fields = withRecordedDefinition(given);
  if (fields.aws !== undefined) throw new Refusal(NO_AWS);
  const opened = openedIn(fields);
  const folder = resolve(textAt(fields, "cwd") ?? dirname(opened.definition.path));
  const input = inputOf(fields.input, folder);
  const child = childIn(fields, opened.definition, input.value);
  const { definition } = child ?? opened;
  const project = projectFor(definition);
  const replay =
    fields.replay === undefined ? undefined : openReplay(fields.replay, folder, definition.machine, definition.name);
  const { mocks, mockFile } = mocksFor(fields, definition, project, folder);
  return {
    fields: given as LaunchFields,
    definition,
    document: opened.document,
    isElsewhere: opened.isElsewhere,
    input: replay?.input ?? input,
    title: child?.title ?? definition.name,
    childSessions: flagAt(fields, "childSessions"),
    mocks,
    mockFile,
    tasks: tasksFor(fields, definition, project),
    context: contextFor(fields, project, folder),
    machines: machineSearch(definition, project),
    speed: speedOf(fields.clock ?? "skip"),
    seed: seedOf(fields.seed),
    type:
      fields.stateMachineType === undefined
        ? definition.type
        : choiceAt(fields, "stateMachineType", ["STANDARD", "EXPRESS"]),
    limits: choiceAt(fields, "limits", ["aws", "none"]),
    record: recordAt(fields, folder),
    redact: wordsAt(fields, "redact"),
    maxThreads: countAt(fields, "maxThreads", 50),
    stepping: choiceAt(fields, "stepping", ["strand", "all"]),
    stepGranularity: choiceAt(fields, "stepGranularity", ["state", "phase"]),
    skipStates: wordsAt(fields, "skipStates"),
    timeouts: choiceAt(fields, "timeouts", ["virtual", "real", "off"]),
    stopOnEntry: flagAt(fields, "stopOnEntry"),
    noDebug: flagAt(fields, "noDebug"),
    beginning: { ...beginningIn(fields, definition), ...child?.beginning },
    substitutions: substitutionsIn(fields.definitionSubstitutions),
    onUnmocked: choiceAt(fields, "onUnmocked", ["stop", "fail"]),
    replay,
  };
}

/** The document, by its URI where the client knows it, and of several machines in it the one that `program` names. */
function namedBy(fields: Fields): ReturnType<typeof programParts> {
  const [program, uri] = [textAt(fields, "program"), textAt(fields, "uri")];
  if (uri) return { ...programParts(program ?? ""), ...programParts(uri) };
  if (!program && fields.replay !== undefined) {
    throw new Refusal(
      'A history doesn\'t hold its definition: open the state machine that ran, or name its file by "program".',
    );
  }
  if (!program) throw new Refusal('"program" is missing: name the file that holds the definition.');
  return programParts(program);
}

/**
 * The definition in the text that the client gives, else in the file, and the document that holds it. A document without
 * a file lies in `cwd`.
 */
function openedIn(fields: Fields): Pick<Launch, "definition" | "document" | "isElsewhere"> {
  const { path: document, machine } = namedBy(fields);
  const cwd = textAt(fields, "cwd") ?? process.cwd();
  const file = toFilePath(document);
  const path = file === undefined ? join(cwd, documentName(document)) : resolve(cwd, file);
  const given = textAt(fields, "text");
  if (given === undefined && file === undefined) throw new Refusal(`"${document}" is no file: save it first.`);
  const read = given === undefined ? readText(path) : ({ ok: true, text: given } as const);
  if (!read.ok) throw new Refusal(read.message);
  const opened = definitionIn(path, read.text, machine);
  if (!opened.ok) throw new Refusal(opened.message);
  const { definition } = opened;
  // A template may point at another file: that is what runs, and where it stops.
  const isElsewhere = definition.path !== path;
  return { definition, document: isElsewhere ? definition.path : document, isElsewhere };
}

function projectFor({ path }: DefinitionFile): ProjectFile {
  const read = projectOf(path);
  if (!read.ok) throw new Refusal(read.message);
  return read.project;
}

function mocksFor(fields: Fields, definition: DefinitionFile, project: ProjectFile, folder: string) {
  const { mocks } = fields;
  const mockFile = typeof mocks === "string" ? resolve(folder, mocks) : project.mocks;
  const testCase = textAt(fields, "testCase");
  const content = mocks !== undefined && typeof mocks !== "string" ? { content: mocks as Json } : {};
  const file = mockFile === undefined ? {} : { file: mockFile };
  const found = findMocks(definition, { ...file, ...content, ...(testCase !== undefined && { testCase }) });
  if (found.kind === "faulty") throw new Refusal(found.message);
  if (found.kind === "several") {
    const names = found.cases.map((name) => `"${name}"`).join(", ");
    const message = `"${found.file}" has several test cases: set "testCase" to one of ${names}.`;
    throw new Refusal(message, { cases: JSON.stringify(found.cases) });
  }
  return { mocks: found.kind === "mocks" ? found.mocks : undefined, mockFile };
}

/** The value itself, JSON text, or the content of a file. */
function inputOf(input: unknown, folder: string): Launch["input"] {
  if (input === undefined) return { text: "{}", value: {} };
  if (typeof input !== "string") return { text: jsonText(input as Json), value: input as Json };
  if (input === "prompt" || input === "last") {
    throw new Refusal(
      `"input": "${input}" needs an editor that knows it: give the input itself, or the path of a file.`,
    );
  }
  const written = tryJson(input);
  if (written.ok) return { text: input, value: written.value };
  if (/^\s*["{[]/.test(input)) throw new Refusal(`"input" isn't valid JSON: ${written.message}`);
  const path = resolve(folder, input);
  const read = readText(path);
  if (!read.ok) throw new Refusal(`"input" is neither JSON nor a file: ${read.message}`);
  const held = tryJson(read.text);
  if (!held.ok) throw new Refusal(`The input "${path}" isn't valid JSON: ${held.message}`);
  return { text: read.text, value: held.value };
}

type TryJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

export function tryJson(text: string): TryJson {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function tasksFor(fields: Fields, definition: DefinitionFile, project: ProjectFile): readonly TaskConfig[] {
  const read =
    fields.tasks === undefined ? { ok: true as const, tasks: project.tasks } : readTasks(fields.tasks as Json);
  if (!read.ok) throw new Refusal(read.message);
  return [...read.tasks, ...templateTasks(definition, project)];
}

function contextFor(fields: Fields, project: ProjectFile, folder: string): KindContext {
  const { program, environment } = nodeProgram(textAt(fields, "node"));
  const python = textAt(fields, "python");
  return {
    ...localAccount,
    folder: project.folder,
    node: program,
    mocksOnly: flagAt(fields, "mocksOnly"),
    ...(python !== undefined && { python }),
    isUnlimited: fields.timeouts === "off",
    environment: { ...environment, ...project.environment, ...variablesAt(fields, folder) },
    objects: objectStore(project.buckets),
  };
}

/** Variables for handlers; those of `env` win over those of `envFile`. */
function variablesAt(fields: Fields, folder: string): { readonly [name: string]: string } {
  const file = textAt(fields, "envFile");
  const read = file === undefined ? undefined : readEnvironmentFile(resolve(folder, file));
  if (read && !read.ok) throw new Refusal(`"envFile" can't be read: ${read.message}`);
  const { env = {} } = fields;
  if (!isJsonObject(env as Json)) throw new Refusal(`"env" takes an object, not ${shown(env)}.`);
  const own = Object.entries(env as object).filter(([, value]) => value !== null);
  return { ...read?.environment.shared, ...Object.fromEntries(own.map(([name, value]) => [name, String(value)])) };
}

function speedOf(clock: unknown): "skip" | number {
  if (clock === "skip") return clock;
  const speed = clock === "real" ? 1 : clock;
  if (typeof speed === "number" && speed > 0) return speed;
  throw new Refusal(`"clock" takes "skip", "real" or a factor such as 10, not ${shown(clock)}.`);
}

function seedOf(seed: unknown): number {
  if (seed === undefined) return randomInt(1, 2 ** 31 - 1);
  if (Number.isSafeInteger(seed)) return seed as number;
  throw new Refusal(`"seed" takes a whole number, not ${shown(seed)}.`);
}

function textAt(fields: Fields, name: keyof LaunchFields): string | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "string") return value;
  throw new Refusal(`"${name}" takes a text, not ${shown(value)}.`);
}

function recordAt(fields: Fields, folder: string): string | undefined {
  const record = textAt(fields, "record");
  if (record !== undefined && flagAt(fields, "mocksOnly")) {
    throw new Refusal('"record" needs a trusted folder: nothing is written into one that isn\'t.');
  }
  return record === undefined ? undefined : resolve(folder, record);
}

function wordsAt(fields: Fields, name: keyof LaunchFields): readonly string[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value) && value.every((word) => typeof word === "string")) return value;
  throw new Refusal(`"${name}" takes a list of texts, not ${shown(value)}.`);
}

function countAt(fields: Fields, name: keyof LaunchFields, usual: number): number {
  const value = fields[name] ?? usual;
  if (Number.isInteger(value) && Number(value) > 0) return Number(value);
  throw new Refusal(`"${name}" takes a whole number above 0, not ${shown(value)}.`);
}

function flagAt(fields: Fields, name: keyof LaunchFields): boolean {
  const value = fields[name];
  if (value === undefined || typeof value === "boolean") return value === true;
  throw new Refusal(`"${name}" takes true or false, not ${shown(value)}.`);
}

/** One of the words; the first unless given. */
function choiceAt<const W extends string>(fields: Fields, name: keyof LaunchFields, words: readonly [W, ...W[]]): W {
  const value = fields[name];
  if (value === undefined) return words[0];
  const word = words.find((candidate) => candidate === value);
  if (word) return word;
  throw new Refusal(`"${name}" takes ${words.map((each) => `"${each}"`).join(" or ")}, not ${shown(value)}.`);
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);
