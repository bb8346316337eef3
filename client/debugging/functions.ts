import * as vscode from "vscode";
import type {
  DebuggedFunction,
  DebuggedNested,
  EndedNested,
  FunctionBreakpoints,
  FunctionSessionState,
  NestedOutcome,
  StatecraftEvents,
  StatecraftRequests,
} from "../../debugger/protocol.ts";

/**
 * Functions of tasks under the debuggers of their languages: sessions within that of the state machine. They start when
 * somebody steps into a task, or has breakpoints in its code, and end with the session around them at the latest.
 */
export function functionSessions(): vscode.Disposable {
  const sessions = new Set<vscode.DebugSession>();

  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession((session) => {
      if (session.type !== "asl") return;
      sessions.add(session);
      tellBreakpoints(session);
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      sessions.delete(session);
      const { parentSession } = session;
      const id = (session.configuration as Marked)[MARK];
      if (id !== undefined && parentSession && sessions.has(parentSession)) tell(parentSession, { id, state: "ended" });
    }),
    vscode.debug.onDidChangeBreakpoints(({ added, removed, changed }) => {
      if ([...added, ...removed, ...changed].some(isInCode)) for (const session of sessions) tellBreakpoints(session);
    }),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== "asl" || event !== ("statecraft/debugFunction" satisfies keyof StatecraftEvents)) return;
      void start(session, body as DebuggedFunction);
    }),
    nestedExecutions(sessions),
  );
}

/** Executions that others start, in sessions of their own; how they end is told to the session that waits for it. */
function nestedExecutions(sessions: ReadonlySet<vscode.DebugSession>): vscode.Disposable {
  return vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl") return;
    if (event === ("statecraft/debugNested" satisfies keyof StatecraftEvents)) {
      const { id, name, configuration } = body as DebuggedNested;
      void startWithin(session, id, { request: "launch", name, type: "asl", ...configuration });
    } else if (event === ("statecraft/endNested" satisfies keyof StatecraftEvents)) {
      const { id } = body as EndedNested;
      const ended = [...sessions].find(
        ({ parentSession, configuration }) =>
          parentSession?.id === session.id && (configuration as Marked)[MARK] === id,
      );
      if (ended) void vscode.debug.stopDebugging(ended);
    } else if (event === ("statecraft/outcome" satisfies keyof StatecraftEvents)) {
      const { parentSession } = session;
      const id = (session.configuration as Marked)[MARK];
      const isAwaited = id !== undefined && parentSession !== undefined && sessions.has(parentSession);
      if (isAwaited) tell(parentSession, { id, state: "ended", outcome: body as NestedOutcome });
    }
  });
}

/** Marks the configuration of a function's session with its number. */
const MARK = "__statecraftFunction";
type Marked = { readonly [MARK]?: number };

async function start(session: vscode.DebugSession, { id, language, configuration }: DebuggedFunction): Promise<void> {
  const missing = missingDebugger[language]();
  if (missing !== undefined) return tell(session, { id, state: "failed", message: missing });
  await startWithin(session, id, { type: "", ...configuration });
}

async function startWithin(
  session: vscode.DebugSession,
  id: number,
  configuration: vscode.DebugConfiguration,
): Promise<void> {
  const marked = { ...configuration, [MARK]: id };
  const started = vscode.debug.startDebugging(session.workspaceFolder, marked, {
    parentSession: session,
    consoleMode: vscode.DebugConsoleMode.MergeWithParent,
    compact: true,
    lifecycleManagedByParent: true,
    suppressSaveBeforeStart: true,
  });
  const isStarted = await started.then(
    (isStarted) => isStarted,
    () => false,
  );
  const message = `"${configuration.name}" can't be started under a debugger: it runs without one.`;
  tell(session, isStarted ? { id, state: "started" } : { id, state: "failed", message });
}

/** What the user is told where there is no debugger for a language. */
const missingDebugger: { readonly [L in DebuggedFunction["language"]]: () => string | undefined } = {
  node: () =>
    isInstalled("ms-vscode.js-debug", "ms-vscode.js-debug-nightly")
      ? undefined
      : 'The function runs without a debugger: enable the extension "JavaScript Debugger" to step into it.',
  python: () =>
    isInstalled("ms-python.debugpy")
      ? undefined
      : 'The function runs without a debugger: install the extension "Python Debugger" to step into it.',
};

const isInstalled = (...ids: readonly string[]): boolean => ids.some((id) => vscode.extensions.getExtension(id));

function tellBreakpoints(session: vscode.DebugSession): void {
  const files = vscode.debug.breakpoints.filter(isInCode).map(({ location }) => location.uri.fsPath);
  const body: FunctionBreakpoints = { files: [...new Set(files)] };
  void ask(session, "statecraft/functionBreakpoints", body);
}

const isInCode = (breakpoint: vscode.Breakpoint): breakpoint is vscode.SourceBreakpoint =>
  breakpoint instanceof vscode.SourceBreakpoint &&
  breakpoint.enabled &&
  /\.(?:[cm]?[jt]sx?|py)$/.test(breakpoint.location.uri.path);

const tell = (session: vscode.DebugSession, state: FunctionSessionState): void =>
  void ask(session, "statecraft/functionSession", state);

/** A session that has ended meanwhile needs no answer. */
async function ask(session: vscode.DebugSession, name: keyof StatecraftRequests, body: object): Promise<void> {
  await session.customRequest(name, body).then(undefined, () => undefined);
}
