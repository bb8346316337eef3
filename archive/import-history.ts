import { createHash } from "node:crypto";
import {
  createRecord,
  type ExecutionRecord,
  type ReadHistory,
  readHistory,
  runStatusOf,
  sourceOf,
} from "../executions/index.ts";
import type { StateMachine } from "../language/index.ts";
import { adoptExecution, headerOf as savedHeader, writeExecution } from "./execution-file.ts";
import { modelOf } from "./open-execution.ts";
import type { Header, ImportParams, ImportResult, Kept } from "./protocol.ts";

/** Keeps the histories of a text, or the execution that was saved in it, as executions of a document's machine: the one whose states they name. */
export async function importHistory(params: ImportParams): Promise<ImportResult> {
  const { text, document, folder, redact } = params;
  const saved = savedHeader(text);
  if (saved) return { kept: [await adoptExecution(folder, text, saved, document)] };
  const read = readHistory(text);
  if ("problem" in read) return read;
  const { machines } = modelOf(params.definition);
  const kept: Kept[] = [];
  const warnings = new Set<string>();
  for (const [index, history] of read.histories.entries()) {
    const { machine, record, strangers } = bestMachine(machines, history);
    const header = headerOf(params, history, index, record, machine);
    if (header.warning !== undefined) warnings.add(header.warning);
    if (strangers.length > 0) warnings.add(strangersText(strangers, document));
    kept.push(writeExecution(folder, { header, main: sourceOf(history.events), children: [] }, redact));
  }
  return { kept, ...(warnings.size > 0 && { warning: [...warnings].join(" ") }) };
}

interface Fit {
  readonly machine: StateMachine | undefined;
  readonly record: ExecutionRecord;
  /** Names of states that the machine doesn't have. */
  readonly strangers: readonly string[];
}

function bestMachine(machines: readonly StateMachine[], { events }: ReadHistory): Fit {
  const fits = (machines.length > 0 ? machines : [undefined]).map((machine): Fit => {
    const record = createRecord(machine, sourceOf(events));
    record.read();
    const strangers = [...new Set(record.visits.filter(({ state }) => !state).map(({ name }) => name))];
    return { machine, record, strangers };
  });
  return fits.reduce((best, fit) => (fit.strangers.length < best.strangers.length ? fit : best));
}

function strangersText(names: readonly string[], document: string): string {
  const file = decodeURIComponent(document.split("/").at(-1) ?? document);
  const shown = names
    .slice(0, 3)
    .map((name) => `"${name}"`)
    .join(", ");
  const others = names.length > 3 ? ` and ${names.length - 3} others` : "";
  const has = names.length === 1 ? "a state" : "states";
  return `The history has ${has} that "${file}" doesn't have: ${shown}${others}. It may be of another version, or of another machine.`;
}

function headerOf(
  { document, definition, name }: ImportParams,
  { arn, warning, events }: ReadHistory,
  index: number,
  { root, error }: ExecutionRecord,
  machine: StateMachine | undefined,
): Header {
  const digest = createHash("sha256")
    .update(JSON.stringify([arn, document, events]))
    .digest("hex")
    .slice(0, 16);
  const duration = root.until - root.since;
  const isTimed = Number.isFinite(duration);
  return {
    aslrun: 1,
    id: `import-${digest}`,
    name: arn?.split(":").slice(7).join(":") || (index === 0 ? name : `${name} ${index + 1}`),
    ...{ document, definition, machine: machine?.path ?? "", origin: "import", status: runStatusOf(root.status) },
    ...(error !== undefined && { error }),
    startedAt: Number.isFinite(root.since) ? root.since : null,
    ...(isTimed && { duration }),
    ...{ events: events.length, isTimed },
    ...(arn !== undefined && { arn }),
    ...(warning !== undefined && { warning }),
  };
}
