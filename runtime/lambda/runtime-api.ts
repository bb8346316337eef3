import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isFromProgram } from "../loopback.ts";

/** What a function's process said about an event, or about its start. */
export type FunctionAnswer =
  | { readonly kind: "response"; readonly body: string }
  | { readonly kind: "error"; readonly body: string }
  | { readonly kind: "initError"; readonly body: string };

/** The Lambda Runtime API for one function's process: it asks for events, and posts answers. Listens on loopback only. */
export interface RuntimeApi {
  /** Host and port, for `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Hands an event to the process, which asks for it when it is ready. */
  offer(event: FunctionEvent): void;
  close(): void;
}

export interface FunctionEvent {
  /** JSON text. */
  readonly body: string;
  readonly functionArn: string;
  readonly deadline: number;
  /** Whether the process is to stop in the handler's first line, under the debugger that started it. */
  readonly stops?: boolean;
}

/** A function's answer may have this many bytes, as with Lambda: 6 MiB and what surrounds them. */
const MAX_ANSWER = 6_291_556;

/** `onProcess` is told the number of a process that says it, as those do that somebody else has started. */
export async function serveRuntimeApi(
  onAnswer: (answer: FunctionAnswer) => void,
  onProcess: (pid: number) => void = () => {},
): Promise<RuntimeApi> {
  const events: FunctionEvent[] = [];
  let asking: ServerResponse | undefined;
  const server = createServer((request, response) => {
    if (!isFromProgram(request)) return void response.writeHead(403).end();
    const route = /\/2018-06-01\/runtime\/(?:invocation\/([^/]+)(?:\/(response|error))?|(init\/error))$/.exec(
      request.url ?? "",
    );
    const pid = Number(request.headers["statecraft-process"]);
    if (pid > 0) onProcess(pid);
    if (route?.[1] === "next") {
      asking = response;
      handOut();
    } else if (route?.[2] || route?.[3])
      void take(request, response, route[3] ? "initError" : route[2] === "error" ? "error" : "response");
    else response.writeHead(404).end();
  });

  function handOut(): void {
    const event = asking && events.shift();
    if (!asking || !event) return;
    asking
      .writeHead(200, {
        "Content-Type": "application/json",
        "Lambda-Runtime-Aws-Request-Id": randomUUID(),
        "Lambda-Runtime-Deadline-Ms": String(event.deadline),
        "Lambda-Runtime-Invoked-Function-Arn": event.functionArn,
        ...(event.stops && { "Statecraft-Stop": "1" }),
      })
      .end(event.body);
    asking = undefined;
  }

  async function take(request: IncomingMessage, response: ServerResponse, kind: FunctionAnswer["kind"]): Promise<void> {
    const body = await read(request);
    response.writeHead(202).end("{}");
    onAnswer(body === undefined ? { kind: "error", body: TOO_LARGE } : { kind, body });
  }

  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    offer(event) {
      events.push(event);
      handOut();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const TOO_LARGE = JSON.stringify({
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_ANSWER} bytes).`,
});

/** The text that was sent; undefined where it is too long to be kept. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= MAX_ANSWER) chunks.push(chunk as Buffer);
  }
  return length <= MAX_ANSWER ? Buffer.concat(chunks).toString("utf8") : undefined;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
}
