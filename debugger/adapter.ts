import { type AddressInfo, createServer, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { AslDebugSession } from "./session.ts";

export interface DebugAdapterOptions {
  /** Listens there on the loopback interface instead of standard input; 0 takes a free port. The port is printed. */
  readonly port?: number;
}

/** Serves debug sessions; resolves when there is nobody left to serve. */
export function startDebugAdapter({ port }: DebugAdapterOptions = {}): Promise<void> {
  // Nearly all that an execution leaves behind is kept for steps back: room for what dies young would be a third of all.
  setFlagsFromString("--semi-space-growth-factor=1");
  // Handlers end with this process, which they do only when it ends in an orderly way.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  return port === undefined ? servePipes() : serveSockets(port);
}

function servePipes(): Promise<void> {
  return new Promise((resolve) => {
    const session = new AslDebugSession(() => {
      process.stdin.destroy();
      // What was said last may still be on its way.
      process.stdout.write("", () => resolve());
    });
    process.stdin.once("end", () => session.shutdown());
    session.start(process.stdin, process.stdout);
  });
}

function serveSockets(port: number): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    // A web page may make a browser send something here: it begins like HTTP, not like the protocol.
    socket.once("data", (first) => {
      if (!/^content-/i.test(first.toString("latin1", 0, 8))) return void socket.destroy();
      socket.pause();
      socket.unshift(first);
      serveSocket(socket);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("close", resolve);
    server.listen(port, "127.0.0.1", () => {
      console.log(`Listening on 127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function serveSocket(socket: Socket): void {
  const session = new AslDebugSession(() => socket.end());
  session.start(socket, socket);
}
