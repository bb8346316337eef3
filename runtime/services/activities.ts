import type { TaskTokens } from "../task-tokens.ts";
import type { Invocation } from "../tasks/handler.ts";

/** Activities: tasks that wait in line for workers. Reference, section 9.8. */
export interface Activities {
  schedule(invocation: Invocation): void;
  /** Hands the oldest task of an activity to a worker; undefined while there is none. */
  getActivityTask(activityArn: string, workerName?: string): ActivityTask | undefined;
}

export interface ActivityTask {
  /** What the worker answers with: `sendTaskSuccess(taskToken, output)`. */
  readonly taskToken: string;
  /** JSON text. */
  readonly input: string;
}

export function createActivities(tokens: TaskTokens): Activities {
  const lines = new Map<string, { readonly token: string; readonly invocation: Invocation }[]>();
  return {
    schedule(invocation) {
      const { resource, call, payload, answer, uuid, signal } = invocation;
      const token = call.token ?? uuid();
      const line = lines.get(resource) ?? [];
      lines.set(resource, line);
      line.push({ token, invocation });
      tokens.add(token, {
        invoke: { resource, payload, call },
        answer(given) {
          if (given.kind === "succeeded" || given.kind === "failed") tokens.remove(token);
          answer(given);
        },
      });
      signal.addEventListener("abort", () => tokens.remove(token), { once: true });
    },
    getActivityTask(activityArn, workerName) {
      const line = lines.get(activityArn) ?? [];
      for (let task = line.shift(); task; task = line.shift()) {
        const { token, invocation } = task;
        if (!tokens.open.has(token)) continue;
        invocation.answer({ kind: "started", ...(workerName !== undefined && { workerName }) });
        return { taskToken: token, input: JSON.stringify(invocation.payload) };
      }
      return undefined;
    },
  };
}
