import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type * as vscode from "vscode";
import type { ArchiveAnswer, ArchiveRequest, ArchiveRequests } from "../../archive/protocol.ts";

/** The process that reads kept executions. It is started by the first question, and ends with the window. */
export interface ArchiveProcess extends vscode.Disposable {
  request<M extends keyof ArchiveRequests>(
    method: M,
    params: ArchiveRequests[M]["params"],
  ): Promise<ArchiveRequests[M]["result"]>;
}

interface Open {
  resolve(result: never): void;
  reject(error: Error): void;
}

export function archiveProcess({ asAbsolutePath }: vscode.ExtensionContext): ArchiveProcess {
  const program = asAbsolutePath(join("dist", "archive.cjs"));
  const open = new Map<number, Open>();
  let [child, number]: [ChildProcess | undefined, number] = [undefined, 0];

  function start(): ChildProcess {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
    const started = fork(program, [], { execPath: process.execPath, execArgv: [], env, serialization: "advanced" });
    started.on("message", ({ id, result, error }: ArchiveAnswer) => {
      const asked = open.get(id);
      open.delete(id);
      if (error === undefined) asked?.resolve(result as never);
      else asked?.reject(new Error(error));
    });
    const end = (): void => {
      if (child === started) child = undefined;
      for (const { reject } of open.values()) reject(new Error("The process that reads executions has ended."));
      open.clear();
    };
    started.on("exit", end);
    started.on("error", end);
    return started;
  }

  return {
    request(method, params) {
      child ??= start();
      const id = ++number;
      const request: ArchiveRequest = { id, method, params };
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        child?.send(request);
      });
    },
    dispose() {
      child?.disconnect();
      child = undefined;
    },
  };
}
