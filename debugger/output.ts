import type { Execution } from "../engine/index.ts";
import { type Json, jsonText } from "../language/index.ts";
import { unaskedMocks, unresolvedText } from "../runtime/index.ts";
import { documentName } from "./convert.ts";
import { errorText } from "./exceptions.ts";
import type { Launch } from "./launch.ts";
import { unknownFields } from "./launch-fields.ts";
import { preview } from "./preview.ts";
import type { Replay } from "./replay/replay.ts";
import { replayText } from "./replay/telling.ts";
import type { Client } from "./run.ts";

/** So many errors of a definition are told of when it starts. */
const MAX_PROBLEMS = 5;

/** Says what starts, so that it can be started just so again, and what is wrong with it. */
export function printStart(
  client: Client,
  { definition, title, beginning, seed, input, mocks, fields, substitutions }: Launch,
  replay?: Replay,
): void {
  if (replay) return client.print("console", replayText(replay));
  const { analysis } = definition;
  const answers = mocks ? `, test case "${mocks.caseName}" of ${documentName(mocks.file)}` : "";
  client.print("console", `"${title}" starts: seed ${seed}${answers}, input ${preview(input.value, 1000)}`);
  // Whoever started it was told what is wrong with the whole.
  if (beginning.child) return;
  const unresolved = unresolvedText(definition, substitutions, '"definitionSubstitutions"');
  if (unresolved !== undefined) client.print("console", unresolved);
  for (const problem of unknownFields(fields)) client.print("stderr", problem);
  for (const unasked of mocks ? unaskedMocks(mocks, definition) : []) client.print("stderr", unasked);
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  for (const { span, message } of errors.slice(0, MAX_PROBLEMS)) {
    const { line } = analysis.lines.position(span.start);
    client.print("stderr", `Line ${line + 1}: ${message}`);
  }
  if (errors.length > MAX_PROBLEMS) client.print("stderr", `${errors.length - MAX_PROBLEMS} more errors.`);
}

/** Says how an execution ended, with its output or its error. */
export function printEnd(given: Pick<Client, "print">, { state, log, options }: Execution, title: string): void {
  // Of several sessions in one console each names itself.
  const client: Pick<Client, "print"> = options.beginning?.child
    ? { print: (category, text) => given.print(category, `"${title}": ${text}`) }
    : given;
  const after = `after ${log.length} event${log.length === 1 ? "" : "s"}`;
  switch (state.status) {
    case "SUCCEEDED":
      return client.print("console", `Succeeded ${after}. Output:\n${prettyJson(state.output ?? null)}`);
    case "FAILED":
      return client.print("stderr", `Failed ${after}. ${errorText(state.error ?? {})}`);
    case "TIMED_OUT":
      return client.print("stderr", `Timed out ${after}.`);
    default:
      return client.print("console", `Aborted ${after}.`);
  }
}

/** A value over several lines; one that is nested too deeply for that in a single line. */
export function prettyJson(value: Json): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof RangeError) return jsonText(value);
    throw error;
  }
}
