import { writeExecutionFile } from "../archive/index.ts";
import { stored } from "./keep.ts";
import type { Client, Run } from "./run.ts";

/** Writes an execution, as far as it has come, into a file. */
export function recordExecution(file: string, { launch, source, overlay }: Run): void {
  const secrets = launch.fields.keep?.redact ?? [];
  writeExecutionFile(file, stored(launch, source.execution, overlay), [...secrets, ...launch.redact]);
}

/** Writes it at its end, where the launch says so. An execution that can't be recorded has ended all the same. */
export function recordEnd(run: Run, client: Client): void {
  const { record } = run.launch;
  if (record === undefined) return;
  try {
    recordExecution(record, run);
    client.print("console", `Recorded in ${record}`);
  } catch (error) {
    client.print("stderr", `The execution could not be recorded: ${error instanceof Error ? error.message : error}`);
  }
}
