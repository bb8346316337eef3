import type { ChildResult, Write } from "../../engine/index.ts";
import { type Json, type JsonObject, jsonText } from "../../language/index.ts";

/** A file of results, on its way into the object store. */
export interface ResultFile {
  readonly key: string;
  readonly text: string;
}

/** The results that are laid out together, by the names of their files. */
const groups = {
  SUCCEEDED: ["SUCCEEDED"],
  FAILED: ["FAILED", "ABORTED"],
  PENDING: ["PENDING"],
} as const satisfies { readonly [group: string]: readonly ChildResult["status"][] };

/**
 * The tree that a Map Run leaves in S3: `PREFIX/RUN/manifest.json` and beside it, where there are any, `SUCCEEDED_0.json`,
 * `FAILED_0.json` and `PENDING_0.json`. Reference, section 7.7.
 */
export function resultFiles(
  { config, mapRunArn, results }: Write,
  bucket: string,
  prefix: string,
): { readonly manifest: ResultFile; readonly files: readonly ResultFile[] } {
  const run = mapRunArn.slice(mapRunArn.lastIndexOf(":") + 1);
  const folder = `${prefix}${prefix === "" || prefix.endsWith("/") ? "" : "/"}${run}`;
  const lines = config.OutputType === "JSONL";
  const files: ResultFile[] = [];
  const listed: { [group: string]: readonly JsonObject[] } = {};
  for (const [group, statuses] of Object.entries(groups)) {
    const those = results.filter(({ status }) => (statuses as readonly string[]).includes(status));
    const text = textOf(laidOut(those, config.Transformation ?? "NONE"), lines);
    const key = `${folder}/${group}_0.${lines ? "jsonl" : "json"}`;
    if (those.length > 0) files.push({ key, text });
    listed[group] = those.length > 0 ? [{ Key: key, Size: new TextEncoder().encode(text).length }] : [];
  }
  const { FAILED = [], PENDING = [], SUCCEEDED = [] } = listed;
  const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: { FAILED, PENDING, SUCCEEDED } };
  return { manifest: { key: `${folder}/manifest.json`, text: jsonText(manifest) }, files };
}

const textOf = (records: readonly Json[], lines: boolean): string =>
  lines ? records.map((record) => `${jsonText(record)}\n`).join("") : jsonText(records);

/** The results as `Transformation` says; those without an output are laid out with everything that is known. */
export function laidOut(results: readonly ChildResult[], transformation: Json): readonly Json[] {
  return results.flatMap((result): readonly Json[] => {
    const { output } = result;
    if (transformation === "NONE" || output === undefined) return [recordOf(result)];
    return transformation === "FLATTEN" && Array.isArray(output) ? output : [output];
  });
}

/** A child execution as the service describes it. */
function recordOf({ execution, status, endedAt, output, error }: ChildResult): JsonObject {
  const [arn = "", aws = "", states = "", region = "", account = ""] = execution.arn.split(":");
  const ended = status !== "PENDING";
  return {
    ExecutionArn: execution.arn,
    Input: jsonText(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(output !== undefined && { Output: jsonText(output), OutputDetails: { Included: true } }),
    ...(error?.error !== undefined && { Error: error.error }),
    ...(error?.cause !== undefined && { Cause: error.cause }),
    RedriveCount: 0,
    ...redriveOf(status),
    StartDate: new Date(execution.startedAt).toISOString(),
    StateMachineArn: [arn, aws, states, region, account, "stateMachine", execution.machine].join(":"),
    Status: status,
    ...(ended && { StopDate: new Date(endedAt).toISOString() }),
  };
}

function redriveOf(status: ChildResult["status"]): JsonObject {
  if (status !== "SUCCEEDED") return { RedriveStatus: "REDRIVABLE_BY_MAP_RUN" };
  const reason = "Execution is SUCCEEDED and cannot be redriven";
  return { RedriveStatus: "NOT_REDRIVABLE", RedriveStatusReason: reason };
}
