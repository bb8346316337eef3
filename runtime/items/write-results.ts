import type { Answer, Write } from "../../engine/index.ts";
import { isJsonObject } from "../../language/index.ts";
import type { ObjectStore } from "../object-store.ts";
import { laidOut, resultFiles } from "./result-files.ts";

/**
 * Writes the results of a Map Run, and gives the state's result: where they are, or, where nothing is exported, the
 * results themselves. Never rejects. Reference, section 7.7.
 */
export async function writeResults(write: Write, store: ObjectStore): Promise<Answer> {
  const { resource, arguments: given, config, mapRunArn, results } = write;
  // Without an export only the outputs are wanted, unless the config says otherwise.
  if (resource === undefined)
    return { kind: "succeeded", output: laidOut(results, config.Transformation ?? "COMPACT") };
  if (!resource.endsWith(":s3:putObject")) return failed(`The ResultWriter can't use the resource "${resource}".`);
  const { Bucket, Prefix } = isJsonObject(given) ? given : {};
  if (typeof Bucket !== "string") return failed("The ResultWriter needs the name of a bucket.");
  const { manifest, files } = resultFiles(write, Bucket, typeof Prefix === "string" ? Prefix : "");
  try {
    for (const { key, text } of [...files, manifest]) await store.put(Bucket, key, text);
  } catch (problem) {
    return failed(problem instanceof Error ? problem.message : String(problem));
  }
  const output = { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket, Key: manifest.key } };
  return { kind: "succeeded", output };
}

const failed = (cause: string): Answer => ({ kind: "failed", error: { error: "States.ResultWriterFailed", cause } });
