import type { ChildExecution, Execution, Frame } from "../engine/index.ts";
import type { ExecutionEvent } from "../executions/index.ts";
import type { Outcome, RunChild } from "../runtime/index.ts";
import { type ChildSessions, NO_SESSION, type Told } from "./child-sessions.ts";
import type { ToldOutcome } from "./nested-fields.ts";
import type { LaunchFields } from "./protocol.ts";
import type { Step } from "./stops.ts";

/** The child executions of distributed Maps in debug sessions of their own. */
export interface MapSessions {
  readonly run: RunChild;
  /** Whether they have such sessions: those that have none, since there are many, don't stop then. */
  readonly isOn: boolean;
}

export interface MapSessionOptions {
  readonly client: Told;
  readonly sessions: ChildSessions;
  /** How many there may be at once. */
  readonly most: number;
  execution(): Execution;
  /** The step that the execution was sent on with. */
  aimed(): Step | undefined;
  /** Called before a session may stop. */
  entering(): void;
  /** Called for a child execution that is about to run in a session. */
  begins(child: Frame): void;
  /** Called with what happened in one that has ended. */
  ended(execution: ChildExecution, events: readonly ExecutionEvent[]): void;
  fieldsFor: (child: Parameters<RunChild>[0]) => LaunchFields;
}

export function createMapSessions(options: MapSessionOptions): MapSessions {
  const { client, sessions, most } = options;
  let running = 0;
  let isOn = true;
  let isTold = false;

  async function ended(session: Promise<ToldOutcome>, execution: ChildExecution): Promise<Outcome | undefined> {
    const { events, ...outcome } = await session.finally(() => running--);
    if (events) options.ended(execution, events);
    if (outcome.error !== NO_SESSION) return outcome;
    if (isOn) client.print("stderr", `${outcome.cause} Child executions go on here, as branches of the Map.`);
    isOn = false;
    return undefined;
  }

  return {
    get isOn() {
      return isOn;
    },
    run(child, signal) {
      const { frames } = options.execution();
      const frame = frames[child.frame];
      const map = frames[frame?.strand.parent ?? 0];
      if (!isOn || !frame || !map) return undefined;
      const { name } = map.visit.state;
      if (running >= most) {
        const text = `"${name}" has more than ${most} child executions at once: the others run without stopping.`;
        if (!isTold) client.print("console", text);
        isTold = true;
        return undefined;
      }
      running++;
      options.begins(frame);
      options.entering();
      const fields = { ...options.fieldsFor(child), stopOnEntry: isSteppedInto(options.aimed(), frame, map) };
      return ended(sessions.startNested(`${name}[${child.index}]`, fields, signal), child.execution);
    },
  };
}

/** Whether a step goes into a child execution: from its own beginning, or from the Map state to one of its items. */
function isSteppedInto(step: Step | undefined, { id, strand }: Frame, map: Frame): boolean {
  if (step?.kind !== "in") return false;
  if (step.from.id === id) return true;
  const { index = 0 } = step.into ?? {};
  return step.from.id === map.id && strand.index === (index === "last" ? (map.children?.count ?? 0) - 1 : index);
}
