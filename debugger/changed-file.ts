import { readText } from "../runtime/index.ts";
import { documentName } from "./convert.ts";
import type { Client, Run } from "./run.ts";

/** Says once that the file isn't what runs any more. */
export function tellOfChange(run: Run, client: Client): void {
  const { definition, fields } = run.launch;
  if (run.toldOfChange || fields.text !== undefined) return;
  const read = readText(definition.path);
  if (!read.ok || read.text === definition.analysis.text) return;
  run.toldOfChange = true;
  const name = documentName(definition.path);
  client.print(
    "stderr",
    `"${name}" has changed since the execution was started, which goes on with the text as it was: restart to run it as it is now.`,
  );
}
