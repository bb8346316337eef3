import type { Json, JsonObject } from "../text/index.ts";
import type { Catalogue } from "./catalogue.ts";

/** A result of the shape that an integration gives, to be filled in by a person: `{}` where the shape isn't known. */
export function skeletonOf(catalogue: Catalogue, service: string, action: string): JsonObject {
  const job = finishedJobs[`${service}:${action}`];
  if (job) return job;
  // Any other suffix: what a job came to, or whatever the holder of the token sends.
  if (action.includes(".")) return {};
  const output = catalogue.integration(service, action)?.output ?? {};
  const told = Object.entries(output).filter(([name]) => !seldom.has(name));
  return Object.fromEntries(told.map(([name, type]) => [name, exampleOf(name, type)]));
}

/** Members that come only when they are asked for, or that say nothing about the work. */
const seldom: ReadonlySet<string> = new Set([
  "SdkHttpMetadata",
  "SdkResponseMetadata",
  "LogResult",
  "Attributes",
  "ConsumedCapacity",
  "ItemCollectionMetrics",
  "MD5OfMessageAttributes",
  "MD5OfMessageSystemAttributes",
  "SequenceNumber",
  "NextToken",
]);

const usual: { readonly [name: string]: Json } = {
  StatusCode: 200,
  StatusText: "OK",
  ExecutedVersion: "$LATEST",
  Entries: [{ EventId: "" }],
};

function exampleOf(name: string, type: string): Json {
  const [value, empty] = [usual[name], emptyOf(type)];
  return value !== undefined && typeof value === typeof empty ? value : empty;
}

const MOMENT = "2026-01-01T00:00:00.000Z";

function emptyOf(type: string): Json {
  if (type === "string" || type === "blob") return "";
  if (type === "integer" || type === "number") return 0;
  if (type === "boolean") return false;
  if (type === "timestamp") return MOMENT;
  return type.startsWith("list") ? [] : {};
}

const execution = {
  ExecutionArn: "arn:aws:states:us-east-1:123456789012:execution:machine:name",
  Name: "name",
  StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
  StartDate: MOMENT,
  StopDate: MOMENT,
  Status: "SUCCEEDED",
};

/** What jobs that are waited for give when they went well: what their describing call says then. */
const finishedJobs: { readonly [resource: string]: JsonObject } = {
  "states:startExecution.sync": { ...execution, Input: "{}", Output: "{}" },
  "states:startExecution.sync:2": { ...execution, Input: {}, Output: {} },
  "athena:startQueryExecution.sync": { QueryExecution: { QueryExecutionId: "", Status: { State: "SUCCEEDED" } } },
  "batch:submitJob.sync": { JobId: "", JobName: "", Status: "SUCCEEDED" },
  "codebuild:startBuild.sync": { Build: { Id: "", BuildStatus: "SUCCEEDED" } },
  "databrew:startJobRun.sync": { RunId: "", State: "SUCCEEDED" },
  "ecs:runTask.sync": { TaskArn: "", LastStatus: "STOPPED", Containers: [{ Name: "", ExitCode: 0 }] },
  "emr-serverless:startJobRun.sync": { JobRun: { JobRunId: "", State: "SUCCESS" } },
  "glue:startJobRun.sync": { Id: "", JobName: "", JobRunState: "SUCCEEDED" },
  "sagemaker:createProcessingJob.sync": { ProcessingJobName: "", ProcessingJobStatus: "Completed" },
  "sagemaker:createTrainingJob.sync": { TrainingJobName: "", TrainingJobStatus: "Completed" },
  "sagemaker:createTransformJob.sync": { TransformJobName: "", TransformJobStatus: "Completed" },
};
