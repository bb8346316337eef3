import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import type { Readable, Writable } from "node:stream";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { waiting } from "./language-client.ts";
import { messageCheck, type ProtocolMessage } from "./protocol-schema.ts";

/** A client of the debug adapter, with nothing of an editor in it. Every message is checked by the protocol's schema. */
export interface DebugClient {
  /** Sends a request; rejects with the message of a refusal. */
  request<B = unknown>(command: string, args?: object): Promise<B>;
  /** The next event of a kind that hasn't been taken yet. */
  event<B = unknown>(name: string): Promise<B>;
  /** What the adapter asks for next, to be answered. */
  asked<A = unknown>(command: string): Promise<{ readonly arguments: A; answer(success: boolean): void }>;
  /** All output of a category so far. */
  output(category: string): string;
  /** The names of all events so far, and the answers to requests, in their order. */
  readonly order: readonly string[];
  /** What was wrong with messages, either way. */
  readonly faults: readonly string[];
  /** The adapter's process, where it is one of its own. */
  readonly process: ChildProcess;
  /** What an adapter that listens has said. */
  readonly listening: string;
  /** The adapter's exit code. */
  readonly exited: Promise<number | null>;
}

export function startDebugAdapter(program: string): DebugClient {
  const adapter = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  return connectTo(adapter, adapter.stdout, adapter.stdin);
}

/** Starts an adapter that listens, and connects to it. */
export async function startListeningAdapter(program: string): Promise<DebugClient> {
  const adapter = spawn(process.execPath, [program, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) => adapter.stdout.setEncoding("utf8").once("data", resolve));
  const socket = connect(Number(/:(\d+)/.exec(line)?.[1]), "127.0.0.1");
  return { ...connectTo(adapter, socket, socket), listening: line };
}

/** One more client of an adapter that listens. */
export function connectAnother({ process, listening }: DebugClient): DebugClient {
  const socket = connect(Number(/:(\d+)/.exec(listening)?.[1]), "127.0.0.1");
  return connectTo(process, socket, socket);
}

const check = messageCheck();

/** A client of any adapter that has been started. */
export function connectTo(adapter: ChildProcess, from: Readable, to: Writable): DebugClient {
  const events = waiting<DebugProtocol.Event>();
  const asked = waiting<DebugProtocol.Request>();
  const answers = new Map<number, (response: DebugProtocol.Response) => void>();
  const order: string[] = [];
  const faults: string[] = [];
  const printed: DebugProtocol.OutputEvent["body"][] = [];
  let seq = 0;

  const checked = (message: ProtocolMessage): void => {
    const fault = check(message);
    if (fault) faults.push(fault);
  };

  readMessages(from, (message) => {
    checked(message);
    if (message.type === "response") {
      const response = message as DebugProtocol.Response;
      order.push(response.command);
      answers.get(response.request_seq)?.(response);
      return;
    }
    if (message.type === "request") return asked.add(message as DebugProtocol.Request);
    const event = message as DebugProtocol.Event;
    if (event.event === "output") printed.push(event.body);
    else order.push(`<${event.event}>`);
    events.add(event);
  });

  const send = (message: ProtocolMessage): void => {
    checked(message);
    const text = JSON.stringify(message);
    to.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };

  return {
    async asked(wanted) {
      const { command, seq: request_seq, arguments: args } = await asked.next(({ command }) => command === wanted);
      const answer = (success: boolean): void =>
        send({
          ...{ seq: ++seq, type: "response", request_seq, command, success },
          ...(!success && { message: "no", body: {} }),
        });
      return { arguments: args, answer };
    },
    request(command, args) {
      const request = { seq: ++seq, type: "request", command, ...(args && { arguments: args }) };
      send(request);
      return new Promise((resolve, reject) => {
        answers.set(request.seq, ({ success, body, message }) =>
          success ? resolve(body) : reject(new Error(message)),
        );
      });
    },
    event: async (name) => (await events.next(({ event }) => event === name)).body,
    output: (category) =>
      printed
        .filter((each) => each.category === category)
        .map(({ output }) => output)
        .join(""),
    order,
    faults,
    process: adapter,
    listening: "",
    exited: new Promise((resolve) => adapter.once("exit", resolve)),
  };
}

function readMessages(from: Readable, take: (message: ProtocolMessage) => void): void {
  let buffer = Buffer.alloc(0);
  from.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const head = buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(buffer.toString("latin1", 0, Math.max(head, 0)))?.[1]);
      if (head < 0 || buffer.length < head + 4 + length) return;
      const text = buffer.toString("utf8", head + 4, head + 4 + length);
      buffer = buffer.subarray(head + 4 + length);
      take(JSON.parse(text));
    }
  });
}
