import { randomBytes } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { readOutcome, type ToldOutcome } from "./nested-fields.ts";
import type { NestedOutcome } from "./protocol.ts";

/** Where the adapter of another session tells how its execution ended. On the loopback interface, for who knows the word. */
export interface OutcomeChannel {
  /** `4711/3f2a…`: the port, and the word. */
  readonly address: string;
  /** Undefined where that session ended without a word; `nobody` where none has come within a while. */
  readonly outcome: Promise<ToldOutcome | "nobody" | undefined>;
  /** Nobody waits any more: the session that has come is told so by the connection's end. */
  close(): void;
}

/** A session that the client has started shows within so many milliseconds. From then on it has all the time it takes. */
export const PATIENCE = 30_000;

export async function listenForOutcome(patience = PATIENCE): Promise<OutcomeChannel> {
  const word = randomBytes(16).toString("hex");
  let told: (outcome: ToldOutcome | "nobody" | undefined) => void = () => {};
  const outcome = new Promise<ToldOutcome | "nobody" | undefined>((resolve) => {
    told = resolve;
  });
  const sockets = new Set<Socket>();
  const close = (how?: "nobody"): void => {
    clearTimeout(timer);
    server.close();
    for (const socket of sockets) socket.destroy();
    told(how);
  };
  const timer = setTimeout(() => close("nobody"), patience);
  const server = createServer((socket) => {
    let text = "";
    sockets.add(socket);
    socket.setEncoding("utf8").on("error", () => {});
    socket.on("data", (more: string) => {
      text += more;
      if (!text.startsWith(word.slice(0, text.length))) socket.destroy();
      else if (text.length > word.length) clearTimeout(timer);
    });
    socket.on("close", () => {
      sockets.delete(socket);
      const [begin, end] = text.split("\n");
      if (begin !== word) return;
      told(end ? outcomeIn(end) : undefined);
      close();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `${port}/${word}`,
    outcome,
    close: () => close(),
  };
}

function outcomeIn(text: string): ToldOutcome | undefined {
  try {
    return readOutcome(JSON.parse(text) as NestedOutcome);
  } catch {
    return undefined;
  }
}

/** The other end: whoever listens hears how an execution ended, or that its session did. */
export interface OutcomeTeller {
  tell(outcome: NestedOutcome): void;
  close(): void;
}

/** `left` is called where nobody listens any more before there was anything to tell. */
export function connectOutcome(address: string, left: () => void = () => {}): OutcomeTeller {
  const [port, word = ""] = address.split("/");
  const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
  let isOver = false;
  socket.on("close", () => isOver || left());
  // Only an end that is read is noticed.
  socket.resume().write(`${word}\n`);
  const end = (text: string): void => {
    isOver = true;
    socket.end(text);
  };
  return { tell: (outcome) => end(`${JSON.stringify(outcome)}\n`), close: () => end("") };
}
