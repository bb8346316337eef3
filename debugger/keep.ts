import { pathToFileURL } from "node:url";
import { type Header, type Kept, type StoredExecution, writeExecution } from "../archive/index.ts";
import type { Execution } from "../engine/index.ts";
import type { Launch } from "./launch.ts";
import { type Overlay, sourceOver } from "./overlay.ts";
import type { KeepFields } from "./protocol.ts";

/** Writes an execution that has ended into the folder where the client keeps such; undefined where it keeps none. */
export function keepExecution(launch: Launch, execution: Execution, overlay: Overlay): Kept | undefined {
  const keep: KeepFields | undefined = launch.fields.keep;
  if (!keep || typeof keep.folder !== "string") return undefined;
  const secrets = Array.isArray(keep.redact) ? keep.redact.filter((word) => typeof word === "string") : [];
  const document = launch.isElsewhere ? pathToFileURL(launch.document).href : keep.document;
  return writeExecution(keep.folder, stored(launch, execution, overlay, document), [...secrets, ...launch.redact]);
}

/** An execution as it is written, as far as it has come. */
export function stored(launch: Launch, execution: Execution, overlay: Overlay, document?: string): StoredExecution {
  const { run } = overlay.whole();
  const { definition, mocks } = launch;
  const header: Header = {
    aslrun: 1,
    origin: "run",
    document: document ?? launch.document,
    name: mocks?.caseName ?? definition.name,
    ...{ definition: definition.analysis.text, machine: execution.program.machine.source.path },
    ...{ id: run.id, status: run.status, events: run.events, isTimed: launch.speed !== "skip" },
    startedAt: execution.startedAt,
    ...(run.error !== undefined && { error: run.error }),
    ...(run.duration !== undefined && { duration: run.duration }),
  };
  return { header, main: sourceOver(execution.log), children: overlay.children };
}
