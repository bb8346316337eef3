import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type EventSource, type ExecutionEvent, redacted } from "../executions/index.ts";
import { isJsonObject, type Json, type JsonObject, jsonText } from "../language/index.ts";
import type { Header, Kept } from "./protocol.ts";

/** The history of a child execution, and the Map state that started it. */
export interface ChildLog {
  readonly source: EventSource;
  readonly parent: { readonly log: number; readonly entered: number };
  readonly index: number;
}

/** An execution as it goes into a file and comes out of it. */
export interface StoredExecution {
  readonly header: Header;
  readonly main: EventSource;
  readonly children: readonly ChildLog[];
}

/** Executions are files of JSON Lines: the header, then every event; before those of a child execution what started it. */
export const EXTENSION = ".aslrun";

/**
 * Writes an execution into a folder, without what is kept under secret keys. What is there under its name is whole at any
 * moment: it is written beside and put in place.
 */
export function writeExecution(folder: string, stored: StoredExecution, secretKeys: readonly string[]): Kept {
  mkdirSync(folder, { recursive: true });
  const file = fileFor(folder, stored.header.id);
  writeLines(file, linesOf(stored, secretKeys));
  return keptAt(file, stored.header);
}

/** Writes an execution into a file of its own. */
export function writeExecutionFile(file: string, stored: StoredExecution, secretKeys: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeLines(file, linesOf(stored, secretKeys));
}

export function keptAt(file: string, { definition, aslrun: _, ...about }: Header): Kept {
  return { ...about, file, bytes: statSync(file).size, digest: digestOf(definition) };
}

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** So much is put together before it is written. */
const CHUNK = 1_000_000;

function writeLines(file: string, lines: Iterable<string>): void {
  const part = join(dirname(file), `.${basename(file)}.part`);
  const descriptor = openSync(part, "w", 0o600);
  try {
    let chunk = "";
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length < CHUNK) continue;
      writeSync(descriptor, chunk);
      chunk = "";
    }
    writeSync(descriptor, chunk);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, file);
}

function* linesOf({ header, main, children }: StoredExecution, secretKeys: readonly string[]): Generator<string> {
  yield jsonText(header);
  for (const event of main.from(0)) yield eventLine(event, 0, secretKeys);
  for (const [index, { source, parent, index: item }] of children.entries()) {
    yield jsonText({ child: index + 1, parent, index: item });
    for (const event of source.from(0)) yield eventLine(event, index + 1, secretKeys);
  }
}

function eventLine({ details, at, ...event }: ExecutionEvent, log: number, secretKeys: readonly string[]): string {
  const kept = details && withoutSecrets(details, secretKeys);
  return jsonText({
    ...event,
    at: Number.isFinite(at) ? at : null,
    ...(kept && { details: kept }),
    ...(log > 0 && { log }),
  });
}

function withoutSecrets(details: NonNullable<ExecutionEvent["details"]>, secretKeys: readonly string[]): JsonObject {
  const present = Object.entries(details).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return redacted(Object.fromEntries(present), secretKeys) as JsonObject;
}

/** Reads an execution, line by line: a file may be larger than a text can be. Throws where it is none. */
export async function readExecution(file: string): Promise<StoredExecution> {
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  let header: Header | undefined;
  const logs: ExecutionEvent[][] = [[]];
  const children: ChildLog[] = [];
  for await (const line of lines) {
    const value = line === "" ? undefined : (JSON.parse(line) as Json);
    if (!header) {
      header = headerIn(value);
      if (!header) throw new Error(`"${basename(file)}" is no recorded execution: import a history instead.`);
    } else if (!isJsonObject(value)) continue;
    else if (typeof value.child === "number") {
      const events: ExecutionEvent[] = [];
      logs[value.child] = events;
      children.push({ source: sourceOver(events), parent: parentIn(value), index: Number(value.index) });
    } else if (typeof value.id === "number" && typeof value.type === "string") {
      logs[typeof value.log === "number" ? value.log : 0]?.push(eventIn(value, value.type));
    }
  }
  if (!header) throw new Error(`"${basename(file)}" is empty.`);
  return { header, main: sourceOver(logs[0] ?? []), children };
}

const sourceOver = (events: readonly ExecutionEvent[]): EventSource => ({
  get length() {
    return events.length;
  },
  *from(index) {
    for (let i = index; i < events.length; i++) {
      const event = events[i];
      if (event) yield event;
    }
  },
});

function parentIn({ parent }: JsonObject): ChildLog["parent"] {
  const { log = 0, entered = 0 } = isJsonObject(parent) ? parent : {};
  return { log: Number(log), entered: Number(entered) };
}

function eventIn({ id, previous, at, details }: JsonObject, type: string): ExecutionEvent {
  return {
    id: Number(id),
    previous: Number(previous ?? 0),
    at: typeof at === "number" ? at : Number.NaN,
    type,
    details: isJsonObject(details) ? details : undefined,
  };
}

/** The header that a text begins with, if it is an execution as `writeExecution` writes it. */
export function headerOf(text: string): Header | undefined {
  if (!text.startsWith('{"aslrun":')) return undefined;
  try {
    return headerIn(JSON.parse(text.slice(0, text.indexOf("\n"))));
  } catch {
    return undefined;
  }
}

/** Keeps an execution that was written before, of a document that may have another name here. */
export async function adoptExecution(folder: string, text: string, header: Header, document: string): Promise<Kept> {
  mkdirSync(folder, { recursive: true });
  const file = fileFor(folder, header.id);
  writeLines(file, text.split("\n").filter(Boolean));
  return replaceHeader(file, { document });
}

const fileFor = (folder: string, id: string): string =>
  join(folder, `${id.replace(/[^\w.-]+/g, "_").slice(-120)}${EXTENSION}`);

/** A first line is longer than this only with a very large definition. */
const LONGEST_HEADER = 8_000_000;

/** The header of a file; undefined where it is no execution. Reads no more than that. */
export function readHeader(file: string): Header | undefined {
  const descriptor = openSync(file, "r");
  try {
    let text = "";
    const buffer = new Uint8Array(65_536);
    const decoder = new TextDecoder();
    while (text.length < LONGEST_HEADER) {
      const length = readSync(descriptor, buffer);
      text += decoder.decode(buffer.subarray(0, length), { stream: true });
      const end = text.indexOf("\n");
      if (end >= 0) return headerIn(JSON.parse(text.slice(0, end)));
      if (length === 0) return undefined;
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

function headerIn(value: unknown): Header | undefined {
  if (!isJsonObject(value) || value.aslrun !== 1) return undefined;
  const { id, name, document, machine, definition, status, events } = value;
  const isWhole = [id, name, document, machine, definition, status].every((text) => typeof text === "string");
  return isWhole && typeof events === "number" ? (value as unknown as Header) : undefined;
}

/** Writes a file again with another header. */
export async function replaceHeader(file: string, change: Partial<Header>): Promise<Kept> {
  const stored = await readExecution(file);
  const header = { ...stored.header, ...change };
  writeLines(file, linesOf({ ...stored, header }, []));
  return keptAt(file, header);
}
