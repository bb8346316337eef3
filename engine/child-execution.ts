import type { Json } from "../language/index.ts";
import { createLog } from "./event-log.ts";
import { emit, type World } from "./execution.ts";
import type { ChildExecution, Frame } from "./frame.ts";
import { nextRandom, uuidFrom } from "./random.ts";
import { abortedError } from "./states-error.ts";

/** What an item or batch of a distributed Map runs as: an execution with a name and a history of its own. Reference, 7.7. */
export function newExecution(world: World, parent: Frame, input: Json, now: number): ChildExecution {
  const { region, account, stateMachine } = world.options.names;
  const machine = `${stateMachine}/${labelOf(parent)}`;
  const name = uuidFrom(() => nextRandom(world));
  const isExpress = parent.visit.state.distributed?.isExpress === true;
  const kind = isExpress ? `express:${machine}:${runOf(parent)}` : `execution:${machine}`;
  const arn = `arn:aws:states:${region}:${account}:${kind}:${name}`;
  return { name, arn, machine, input, startedAt: now };
}

/** The id of a Map Run: the end of its ARN. */
function runOf({ settings }: Frame): string {
  const arn = String(settings.MapRunArn ?? "");
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/** The label of a distributed Map: its own, else its name without what a label may not hold. */
export function labelOf({ visit }: Frame): string {
  return visit.state.label ?? visit.state.name.replaceAll(/[\s?*<>{}[\]:;,\\|^~$#%&`"/]/g, "").slice(0, 40);
}

/** Begins the child execution of an item or batch, with a history of its own. Until then the Map state is at work. */
export function startExecution(world: World, frame: Frame, now: number): Frame {
  const parent = world.frames[frame.strand.parent ?? 0];
  if (!parent) throw new Error("a Map Run has lost its state");
  const log = createLog();
  emit(world, log, now, 0, "ExecutionStarted", { input: frame.data, roleArn: world.options.names.roleArn });
  const { item: _, ...strand } = frame.strand;
  const execution = newExecution(world, parent, frame.data, now);
  return { ...frame, strand: { ...strand, log, execution }, event: 0 };
}

/** Writes the last event of a child execution that has started. */
export function endExecutionOf(world: World, { strand, visit, event, data, error }: Frame, now: number): void {
  if (visit.state.isIteration) return;
  const { log } = strand;
  if (error === abortedError) emit(world, log, now, 0, "ExecutionAborted");
  else if (error) emit(world, log, now, event, "ExecutionFailed", { error: error.error, cause: error.cause });
  else emit(world, log, now, event, "ExecutionSucceeded", { output: data });
}
