import type { Connection } from "vscode-languageserver";

export type Handler = (params: unknown, token: object) => unknown;

/** A connection without an editor: whoever drives it calls the server's handlers, and sees what the server sends. */
export interface FakeConnection {
  readonly connection: Connection;
  /** By the methods of requests, or by the names of the connection's own functions: `onDidOpenTextDocument`. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** What was written to the log as an error: bugs that were caught. */
  readonly errors: string[];
  /** The findings that were published and not taken from here yet. */
  readonly published: unknown[];
}

/** Whatever the server asks of it, it gets: functions that take handlers keep them, all others answer later. */
export function fakeConnection(): FakeConnection {
  const handlers = new Map<string, Handler>();
  const errors: string[] = [];
  const published: unknown[] = [];
  const called = (name: string, given: readonly unknown[]): unknown => {
    if (name === "sendDiagnostics") published.push(given[0]);
    if (name === "console.error") errors.push(String(given[0]));
    if (!/(?:^|\.)on(?:[A-Z]\w*)?$/.test(name)) return Promise.resolve(null);
    const [type, handler] = given.length > 1 ? given : [name, given[0]];
    handlers.set(typeof type === "string" ? type : (type as { readonly method: string }).method, handler as Handler);
    return { dispose: () => {} };
  };
  const anything = (name: string): object =>
    new Proxy(() => {}, {
      get: (_, inner) => (inner === "then" ? undefined : anything(name ? `${name}.${String(inner)}` : String(inner))),
      apply: (_, __, given: readonly unknown[]) => called(name, given),
    });
  return { connection: anything("") as Connection, handlers, errors, published };
}
