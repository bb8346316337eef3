import type { State } from "../model/index.ts";
import { stringValue, valueAt } from "../syntax/index.ts";
import { readable } from "./expression-text.ts";
import type { Callee } from "./graph-model.ts";

interface Service {
  readonly title: string;
  readonly kind?: Callee;
  /** The arguments that name what is called, the best first. */
  readonly names?: readonly string[];
}

/** How services are called by people, and which argument names the thing in them. Others go by their own names. */
const SERVICES: { readonly [name: string]: Service } = {
  apigateway: { title: "API Gateway", kind: "web", names: ["Path", "ApiEndpoint"] },
  athena: { title: "Athena", kind: "database", names: ["WorkGroup"] },
  batch: { title: "Batch", kind: "compute", names: ["JobName", "JobDefinition"] },
  bedrock: { title: "Bedrock", kind: "model", names: ["ModelId"] },
  bedrockagent: { title: "Bedrock Agents", kind: "model" },
  bedrockruntime: { title: "Bedrock", kind: "model", names: ["ModelId"] },
  cloudformation: { title: "CloudFormation", names: ["StackName", "StackSetName"] },
  cloudwatch: { title: "CloudWatch" },
  cloudwatchlogs: { title: "CloudWatch Logs", names: ["LogGroupName"] },
  codebuild: { title: "CodeBuild", kind: "compute", names: ["ProjectName"] },
  comprehend: { title: "Comprehend", kind: "model" },
  databrew: { title: "DataBrew", kind: "compute", names: ["Name"] },
  dynamodb: { title: "DynamoDB", kind: "database", names: ["TableName"] },
  ec2: { title: "EC2", kind: "compute" },
  ecs: { title: "ECS", kind: "compute", names: ["TaskDefinition"] },
  eks: { title: "EKS", kind: "compute", names: ["ClusterName", "Name"] },
  elasticmapreduce: { title: "EMR", kind: "compute", names: ["ClusterId", "Name"] },
  "emr-containers": { title: "EMR on EKS", kind: "compute", names: ["Name"] },
  "emr-serverless": { title: "EMR Serverless", kind: "compute", names: ["Name", "ApplicationId"] },
  eventbridge: { title: "EventBridge", kind: "message" },
  events: { title: "EventBridge", kind: "message" },
  glue: { title: "Glue", kind: "compute", names: ["JobName", "Name"] },
  http: { title: "HTTP", kind: "web", names: ["ApiEndpoint"] },
  lambda: { title: "Lambda", kind: "function", names: ["FunctionName"] },
  mediaconvert: { title: "MediaConvert", kind: "compute" },
  rds: { title: "RDS", kind: "database" },
  rekognition: { title: "Rekognition", kind: "model" },
  s3: { title: "S3", kind: "storage", names: ["Bucket"] },
  sagemaker: { title: "SageMaker", kind: "model" },
  secretsmanager: { title: "Secrets Manager", names: ["SecretId"] },
  ses: { title: "SES", kind: "message" },
  sesv2: { title: "SES", kind: "message" },
  sfn: { title: "Step Functions", kind: "machine", names: ["StateMachineArn"] },
  sns: { title: "SNS", kind: "message", names: ["TopicArn"] },
  sqs: { title: "SQS", kind: "message", names: ["QueueUrl"] },
  ssm: { title: "Systems Manager", names: ["Name"] },
  states: { title: "Step Functions", kind: "machine", names: ["StateMachineArn"] },
  textract: { title: "Textract", kind: "model" },
  transcribe: { title: "Transcribe", kind: "model" },
};

/** What a task calls: "Lambda invoke · orders-fn", "DynamoDB putItem · Orders", "Activity · approve". */
export function taskDetail(state: State): string {
  const call = callOf(state);
  if (call.kind === "service") {
    const service = serviceNamed(call.service) ?? { title: capitalised(call.service) };
    return withTarget(
      `${service.title} ${call.action.replace(PATTERN, "")}`.trim(),
      targetName(state, service.names ?? []),
    );
  }
  if (call.kind === "other") return shortName(readable(call.name));
  return withTarget(call.kind === "function" ? "Lambda" : "Activity", shortName(readable(call.name)));
}

/** What kind of thing a task calls; undefined where its resource doesn't say. */
export function calleeOf(state: State): Callee | undefined {
  const call = callOf(state);
  if (call.kind === "service") return serviceNamed(call.service)?.kind;
  if (call.kind === "other") return undefined;
  return call.kind === "function" ? "function" : "person";
}

/** What a task waits for beyond its call's answer. Reference, section 9.2. */
export function awaitedBy(state: State): "job" | "token" | undefined {
  const call = callOf(state);
  const pattern = call.kind === "service" ? PATTERN.exec(call.action)?.[0] : undefined;
  if (pattern === undefined) return undefined;
  return pattern === ".waitForTaskToken" ? "token" : "job";
}

/** The end of a resource that says what the task waits for. */
const PATTERN = /\.(sync(:2)?|waitForTaskToken)$/;

function serviceNamed(name: string): Service | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(SERVICES, key) ? SERVICES[key] : undefined;
}

type Call =
  | { readonly kind: "function" | "activity" | "other"; readonly name: string }
  | { readonly kind: "service"; readonly service: string; readonly action: string };

/** The parts of a task's resource. Reference, section 9.1. */
function callOf(state: State): Call {
  const resource = (stringValue(state.field("Resource")) ?? "").slice(0, MAX_ARN);
  const [arn, , service = "", , , ...rest] = resource.split(COLON);
  if (arn === "arn" && service === "lambda") return { kind: "function", name: rest.slice(1).join(":") };
  if (arn !== "arn" || service !== "states") return { kind: "other", name: resource };
  if (rest[0] === "activity") return { kind: "activity", name: rest.slice(1).join(":") };
  const [name = "", ...action] = rest[0] === "aws-sdk" ? rest.slice(1) : rest;
  return { kind: "service", service: name, action: action.join(":") };
}

/** No ARN or URL is longer. */
const MAX_ARN = 2048;

/** Colons, but for those in placeholders such as `${AWS::Region}`. */
const COLON = /:(?![^{}]*\})/;

const withTarget = (what: string, target: string): string => (target ? `${what} · ${target}` : what);

/** The thing that a call names by one of these arguments, as a value or by a path. */
function targetName(state: State, names: readonly string[]): string {
  for (const holder of [state.field("Parameters"), state.field("Arguments")]) {
    for (const name of names) {
      const value = stringValue(valueAt(holder, name)) ?? stringValue(valueAt(holder, `${name}.$`));
      if (value) return shortName(readable(value));
    }
  }
  return "";
}

/** The last part of an ARN or URL, without the version: `…:function:orders-fn:$LATEST` is read as "orders-fn". */
function shortName(text: string): string {
  if (!/^(arn:|https?:)/.test(text)) return text;
  const parts = text
    .slice(0, MAX_ARN)
    .split(/[:/](?![^{}]*\})/)
    .filter(Boolean);
  const last = parts.at(-1) ?? text;
  const name = /^(\$LATEST|\d+)$/.test(last) && parts.length > 1 ? parts.at(-2) : last;
  return readable(name ?? text);
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
