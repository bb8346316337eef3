import { statSync } from "node:fs";
import { type Answers, answersAbout, createRecord, type ExecutionRecord } from "../executions/index.ts";
import { analyze, notationOf, type StateMachine } from "../language/index.ts";
import { readExecution, type StoredExecution } from "./execution-file.ts";
import type { Header } from "./protocol.ts";

/** An execution that was read. */
export interface OpenExecution {
  readonly header: Header;
  readonly record: ExecutionRecord;
  readonly answers: Answers;
}

/** So many are kept in memory: the one that is looked at, and those that it is compared with. */
const MOST_OPEN = 3;

/** Opens executions; those that were asked for last stay open. */
export function openExecutions(): (file: string) => Promise<OpenExecution> {
  const open = new Map<string, { readonly changed: number; readonly execution: Promise<OpenExecution> }>();
  return (file) => {
    const changed = statSync(file).mtimeMs;
    const known = open.get(file);
    open.delete(file);
    const execution = known?.changed === changed ? known.execution : readExecution(file).then(openExecution);
    open.set(file, { changed, execution });
    for (const oldest of [...open.keys()].slice(0, -MOST_OPEN)) open.delete(oldest);
    execution.catch(() => open.delete(file));
    return execution;
  };
}

export function openExecution({ header, main, children }: StoredExecution): OpenExecution {
  const record = createRecord(machineIn(header.definition, header.machine), main);
  record.read();
  for (const { source, parent, index } of children) record.attach(source, parent, index);
  record.read();
  return { header, record, answers: answersAbout(record, { id: header.id, isTimed: header.isTimed }) };
}

/** The machine of a document that has a JSON Pointer; the only one where there is one only. */
export function machineIn(text: string, pointer: string): StateMachine | undefined {
  if (text === "") return undefined;
  const { machines } = modelOf(text);
  return machines.find(({ path }) => path === pointer) ?? (machines.length === 1 ? machines[0] : undefined);
}

export const modelOf = (text: string) =>
  analyze({ uri: "execution:", version: 0, notation: notationOf(text), text }).model;
