import { catalogue } from "../../data/index.ts";
import { readResource } from "../../engine/index.ts";
import { isJsonObject } from "../../language/index.ts";
import type { ObjectStore } from "../object-store.ts";
import type { TaskTokens } from "../task-tokens.ts";
import type { Invocation } from "../tasks/handler.ts";
import { type Activities, createActivities } from "./activities.ts";
import { type AwsEndpoint, createAwsEndpoint } from "./aws-endpoint.ts";
import { dynamodb } from "./dynamodb.ts";
import { events } from "./events.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { s3 } from "./s3.ts";
import type { LocalService, ServiceAnswer, ServiceFault } from "./service.ts";
import { sns } from "./sns.ts";
import { sqs } from "./sqs.ts";
import { metadata, states } from "./states.ts";

/** What stands in for services of AWS, for an execution and those that it starts. Reference, sections 9.4, 9.5 and 9.7. */
export interface LocalServices {
  /** What was sent to queues, topics and buses. */
  readonly inbox: Inbox;
  readonly activities: Activities;
  /** Where functions and workers answer task tokens over HTTP, and where their other calls to AWS end. */
  readonly endpoint: AwsEndpoint;
  /** Whether an action of a service has a stand-in: `dynamodb:getItem`, `aws-sdk:s3:putObject`. */
  has(service: string, action: string): boolean;
  invoke(invocation: Invocation): void | Promise<void>;
}

export interface LocalServicesOptions {
  readonly tokens: TaskTokens;
  readonly objects: ObjectStore;
}

export function createLocalServices({ tokens, objects }: LocalServicesOptions): LocalServices {
  const inbox = createInbox();
  const activities = createActivities(tokens);
  const workflows = states(tokens);
  const services: { readonly [service: string]: LocalService } = {
    dynamodb: dynamodb(),
    eventbridge: events(inbox),
    s3: s3(objects),
    sfn: workflows,
    sns: sns(inbox),
    sqs: sqs(inbox),
  };
  const find = (service: string, action: string) => {
    const isSdk = service.startsWith("aws-sdk:");
    const name = isSdk ? service.slice("aws-sdk:".length) : (optimized[service]?.sdk ?? "");
    const { actions } = Object.hasOwn(services, name) ? (services[name] ?? none) : none;
    return Object.hasOwn(actions, action) ? { isSdk, act: actions[action] } : undefined;
  };
  return {
    inbox,
    activities,
    endpoint: createAwsEndpoint(tokens, activities),
    has: (service, action) => find(service, plainAction(action)) !== undefined,
    invoke(invocation) {
      const resource = readResource(invocation.resource);
      if (resource.kind === "activity") return activities.schedule(invocation);
      if (resource.kind !== "integration") return;
      const found = find(resource.service, plainAction(resource.action));
      const input = isJsonObject(invocation.payload) ? invocation.payload : {};
      const given = found?.act?.({ input, isSdk: found.isSdk, invocation });
      const tell = (answer: ServiceAnswer): void => answerWith(invocation, resource.service, answer);
      return given instanceof Promise ? given.then(tell) : given && tell(given);
    },
  };
}

const none: LocalService = { actions: {} };

const plainAction = (action: string): string => action.split(".", 1)[0] ?? action;

/** What optimized integrations call the service: in `Resource` of the SDK, in errors, and in their causes. */
const optimized: {
  readonly [service: string]: { readonly sdk: string; readonly prefix: string; readonly api: string };
} = {
  dynamodb: { sdk: "dynamodb", prefix: "DynamoDB", api: "AmazonDynamoDBv2" },
  events: { sdk: "eventbridge", prefix: "EventBridge", api: "AmazonCloudWatchEvents" },
  sns: { sdk: "sns", prefix: "SNS", api: "AmazonSNS" },
  sqs: { sdk: "sqs", prefix: "SQS", api: "AmazonSQS" },
  states: { sdk: "sfn", prefix: "StepFunctions", api: "AWSStepFunctions" },
};

function answerWith({ answer, uuid, call }: Invocation, service: string, given: ServiceAnswer): void {
  switch (given.kind) {
    case "answered":
      return;
    case "output": {
      const isPlain = given.plain || service.startsWith("aws-sdk:");
      return answer({ kind: "succeeded", output: { ...given.output, ...(!isPlain && metadata(uuid())) } });
    }
    case "failed":
      return answer({ kind: "failed", error: { error: given.error, cause: given.cause } });
    case "fault":
      return answer({ kind: "failed", error: faultError(service, given.fault, uuid()) });
    case "unsupported": {
      const cause = `The stand-in for ${service} can't run "${call.state}": ${given.reason}`;
      return answer({ kind: "failed", error: { error: "Statecraft.NotSupported", cause, terminal: true } });
    }
  }
}

/** The names and texts of errors differ between optimized and SDK integrations. */
function faultError(service: string, { code, exception, message, status }: ServiceFault, requestId: string) {
  const own = optimized[service];
  if (own) {
    const about = `(Service: ${own.api}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
    return { error: `${own.prefix}.${exception ?? `${unmodelled(own)}Exception`}`, cause: `${message} ${about}` };
  }
  const name = service.slice("aws-sdk:".length);
  const prefix = catalogue.sdkServices.get(name)?.prefix ?? name;
  const extended = name === "s3" ? `, Extended Request ID: ${requestId}` : "";
  const about = `(Service: ${prefix}, Status Code: ${status}, Request ID: ${requestId}${extended})`;
  return { error: `${prefix}.${exception ?? `${prefix}Exception`}`, cause: `${message} ${about}` };
}

/** `AmazonDynamoDB`: the first generation of the SDK named what its APIs don't model so. */
const unmodelled = ({ api }: { readonly api: string }): string => api.replace(/v2$/, "");
