import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isJsonObject, type JsonObject } from "../../language/index.ts";
import { jsonOrText } from "../json-or-text.ts";
import { isFromProgram } from "../loopback.ts";
import type { TaskTokens, TokenAnswer } from "../task-tokens.ts";
import type { Activities } from "./activities.ts";

/**
 * Where the SDKs of functions send their calls, on loopback. A small part of the API of Step Functions is there, so that
 * functions and workers answer task tokens as they do anyway: SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat and
 * GetActivityTask (Reference, section 11). Calls of all other services are refused: nothing reaches AWS unasked.
 */
export interface AwsEndpoint {
  /** Starts it, once; `http://127.0.0.1:<port>`. */
  url(): Promise<string>;
  close(): void;
}

export function createAwsEndpoint(tokens: TaskTokens, activities: Activities): AwsEndpoint {
  let started: Promise<string> | undefined;
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromProgram(request)) return void response.writeHead(403).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const [, action] = /^AWSStepFunctions\.(\w+)$/.exec(String(request.headers["x-amz-target"])) ?? [];
    if (action === undefined) return refuse(request, text, response);
    const input = jsonOrText(text);
    const { status, body } = act(action, isJsonObject(input) ? input : {}, tokens, activities);
    response.writeHead(status, { "Content-Type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
  }

  return {
    url() {
      started ??= new Promise((resolve, reject) => {
        server.once("error", reject);
        // It must not keep the program alive.
        server
          .listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
          .unref();
      });
      return started;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: JsonObject;
}

function act(action: string, input: JsonObject, tokens: TaskTokens, activities: Activities): Reply {
  const token = String(input.taskToken ?? "");
  const text = (name: string): string | undefined => (typeof input[name] === "string" ? input[name] : undefined);
  switch (action) {
    case "SendTaskSuccess":
      return replyOf(sendOutput(tokens, token, text("output") ?? ""));
    case "SendTaskFailure":
      return replyOf(tokens.sendTaskFailure(token, text("error"), text("cause")));
    case "SendTaskHeartbeat":
      return replyOf(tokens.sendTaskHeartbeat(token));
    case "GetActivityTask":
      return { status: 200, body: { ...activities.getActivityTask(text("activityArn") ?? "", text("workerName")) } };
    default:
      return fault("UnknownOperationException", `There is no stand-in for "${action}" here.`);
  }
}

function sendOutput(tokens: TaskTokens, token: string, output: string): TokenAnswer | string {
  try {
    return tokens.sendTaskSuccess(token, JSON.parse(output));
  } catch (error) {
    return `Invalid Output: '${error instanceof Error ? error.message : error}'`;
  }
}

function replyOf(answer: TokenAnswer | string): Reply {
  if (typeof answer === "string") return fault("InvalidOutput", answer);
  return answer.ok ? { status: 200, body: {} } : fault(answer.error, answer.message);
}

const fault = (code: string, message: string): Reply => ({ status: 400, body: { __type: code, message } });

const REFUSED = "CallsToAwsAreOff";
const ADVICE =
  "Functions that run here don't reach AWS. Give this one AWS_ENDPOINT_URL for a service that runs on this machine.";

/** Refuses a call in the form that its protocol reads; the status is one that SDKs don't try again. */
function refuse({ headers }: IncomingMessage, text: string, response: ServerResponse): void {
  if (headers["x-amz-target"] !== undefined || /json/.test(headers["content-type"] ?? "")) {
    response.writeHead(400, { "Content-Type": "application/x-amz-json-1.0", "x-amzn-errortype": REFUSED });
    return void response.end(JSON.stringify({ __type: REFUSED, message: ADVICE }));
  }
  const error = `<Error><Type>Sender</Type><Code>${REFUSED}</Code><Message>${ADVICE}</Message></Error>`;
  const isQuery = /(?:^|&)Action=/.test(text);
  const body = isQuery ? `<ErrorResponse>${error}<RequestId>statecraft</RequestId></ErrorResponse>` : error;
  response.writeHead(400, { "Content-Type": "text/xml" }).end(body);
}
