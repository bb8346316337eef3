import type * as vscode from "vscode";
import type { StatecraftNotifications, StatecraftRequests } from "../../server/protocol.ts";

type Requests = StatecraftRequests;
type Notifications = StatecraftNotifications;

/** The language server while it runs, as far as we talk to it ourselves. */
export interface RunningServer {
  request<M extends keyof Requests>(method: M, params: Requests[M]["params"]): Promise<Requests[M]["result"]>;
  onNotification<M extends keyof Notifications>(
    method: M,
    listener: (params: Notifications[M]) => void,
  ): vscode.Disposable;
  /** It came up again after it had ended: its subscriptions are gone. */
  readonly onStartedAgain: vscode.Event<void>;
  stop(): Promise<void>;
}
