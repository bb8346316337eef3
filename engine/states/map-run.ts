import type { Json, JsonObject } from "../../language/index.ts";
import { labelOf, newExecution } from "../child-execution.ts";
import { endChild, gather, startChildren } from "../children.ts";
import { mapsOverObjects } from "../dataflow/setting.ts";
import type { ChildResult } from "../effect.ts";
import { emit, request, type World } from "../execution.ts";
import type { Ended, Frame } from "../frame.ts";
import { fail, go, type PhaseBehaviour } from "../outcome.ts";
import { nextRandom, uuidFrom } from "../random.ts";
import { didThen } from "../service-changes.ts";
import { jsonBytes } from "../size.ts";
import { abortedError } from "../states-error.ts";
import { keysOf, listOf, outputOf } from "./map.ts";

/** Begins the Map Run of a distributed Map. Reference, section 7.7. */
export const mapRun: PhaseBehaviour<"MapRun"> = {
  run({ world, frame, now }) {
    const { region, account, stateMachine } = world.options.names;
    const id = uuidFrom(() => nextRandom(world));
    const mapRunArn = `arn:aws:states:${region}:${account}:mapRun:${stateMachine}/${labelOf(frame)}:${id}`;
    const event = emit(world, frame.strand.log, now, frame.event, "MapRunStarted", { mapRunArn });
    return go({ ...frame, settings: { ...frame.settings, MapRunArn: mapRunArn }, event });
  },
};

/** Reads the items. */
export const itemReader: PhaseBehaviour<"ItemReader"> = {
  run({ world, frame }) {
    const { reader } = frame.visit.state.distributed ?? {};
    const most = frame.settings["ItemReader/ReaderConfig/MaxItems"] ?? reader?.config.MaxItems;
    if (typeof most === "number" && most <= 0) return fail(frame, readerError("field MaxItems must be positive"));
    const effect = request(world, frame.id, {
      kind: "read",
      resource: reader?.resource ?? "",
      arguments: frame.settings["ItemReader/Arguments"] ?? {},
      config: { ...reader?.config, ...(most !== undefined && { MaxItems: most }) },
    });
    return { kind: "wait", frame: { ...frame, waiting: { on: "data", effect } } };
  },
  resume(turn, _, answer) {
    const { frame } = turn;
    if (answer.kind === "failed") return fail(frame, answer.error);
    if (answer.kind !== "items") return { kind: "arranged" };
    if (!Array.isArray(answer.items) && !mapsOverObjects(turn)) {
      return fail(frame, readerError("Attempting to map over non-iterable node."));
    }
    const { items, source } = answer;
    const read = { Items: listOf(items), ItemSource: source, ...keysOf(items) };
    return go({ ...frame, settings: { ...frame.settings, ...read } });
  },
};

const readerError = (cause: string) => ({ error: "States.ItemReaderFailed", cause });

/** Selects the items that go into batches: the limit of a batch in bytes counts them as they are selected. */
export const selection: PhaseBehaviour<"Selection"> = {
  run({ world, frame, now }) {
    const { Items: items } = frame.settings;
    if (!Array.isArray(items) || items.length === 0) return go(frame);
    return { kind: "wait", frame: startChildren(world, frame, "selections", items, frame.event, now) };
  },
};

/** The end of what selects one item. */
export const selected: PhaseBehaviour<"Selected"> = {
  run({ world, frame, now }) {
    endChild(world, frame, frame.event, now);
    return { kind: "arranged" };
  },
};

/** Makes batches: `{"BatchInput": …, "Items": […]}`. */
export const itemBatcher: PhaseBehaviour<"ItemBatcher"> = {
  run({ world, frame }) {
    const { settings, children } = frame;
    const given = children ? gather(world, frame, ({ data }) => data) : settings.Items;
    const items = Array.isArray(given) ? given : [];
    const batchInput = settings["ItemBatcher/BatchInput"];
    const base: JsonObject = batchInput === undefined ? {} : { BatchInput: batchInput };
    const most = Number(settings["ItemBatcher/MaxItemsPerBatch"] ?? Number.POSITIVE_INFINITY);
    const bytes = Number(settings["ItemBatcher/MaxInputBytesPerBatch"] ?? Number.POSITIVE_INFINITY);
    const batches = batched(items, most, bytes, base);
    const { ItemKeys: _, ItemSource: __, ...kept } = settings;
    return go({ ...frame, settings: { ...kept, Items: batches }, children: undefined });
  },
};

function batched(items: readonly Json[], most: number, bytes: number, base: JsonObject): readonly JsonObject[] {
  const batches: JsonObject[] = [];
  const empty = jsonBytes({ ...base, Items: [] }) - 1;
  let batch: Json[] = [];
  let length = empty;
  const close = (): void => {
    if (batch.length > 0) batches.push({ ...base, Items: batch });
    batch = [];
    length = empty;
  };
  for (const item of items) {
    const own = Number.isFinite(bytes) ? jsonBytes(item) + 1 : 0;
    if (batch.length >= most || (batch.length > 0 && length + own > bytes)) close();
    batch.push(item);
    length += own;
  }
  close();
  return batches;
}

/** Gathers what the child executions gave, and hands it on to be written where the state says so. */
export const resultWriter: PhaseBehaviour<"ResultWriter"> = {
  run({ world, frame, now }) {
    const { writer } = frame.visit.state.distributed ?? {};
    const ended = gather(world, frame, (each) => each);
    if (!writer) {
      const outputs = ended.map(outputOf);
      return go({ ...frame, data: outputs, result: outputs, children: undefined });
    }
    const results = (frame.children?.items ?? []).map((item, index) => resultOf(world, frame, item, ended[index], now));
    const effect = request(world, frame.id, {
      kind: "write",
      resource: writer.resource,
      arguments: frame.settings["ResultWriter/Arguments"] ?? {},
      config: writer.config,
      mapRunArn: String(frame.settings.MapRunArn),
      results,
    });
    return { kind: "wait", frame: { ...frame, children: undefined, waiting: { on: "data", effect } } };
  },
  resume({ frame }, _, answer) {
    if (answer.kind !== "succeeded" && answer.kind !== "failed") return { kind: "arranged" };
    // The run had failed before its results were written.
    if (frame.error) return fail(frame, frame.error);
    if (answer.kind === "failed") return fail(frame, answer.error);
    return go({ ...frame, data: answer.output, result: answer.output });
  },
};

/** What became of an item; one that nothing is left of was never started. */
function resultOf(world: World, parent: Frame, item: Json, ended: Ended | undefined, now: number): ChildResult {
  if (!ended?.execution) return { execution: newExecution(world, parent, item, now), status: "PENDING", endedAt: now };
  const { data, error, execution } = ended;
  const base = { execution, endedAt: now };
  if (!error) return { ...base, status: "SUCCEEDED", output: data };
  return error === abortedError ? { ...base, status: "ABORTED" } : { ...base, status: "FAILED", error };
}

/** Ends the Map Run. */
export const mapRunEnd: PhaseBehaviour<"MapRunEnd"> = {
  run({ world, frame, now }) {
    const { log } = frame.strand;
    const ended = emit(world, log, now, frame.event, "MapRunSucceeded");
    emit(world, log, now, ended, "MapStateSucceeded");
    const { MapRunArn: _, ...settings } = frame.settings;
    return go({ ...frame, settings, event: didThen(world, "mapExitHangsOnRunStart") ? frame.event : ended });
  },
};

/** Whether a Map Run goes on although one more of its children failed. */
export function tolerates({ children, settings }: Frame): boolean {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = settings;
  const failed = (children?.failed ?? 0) + 1;
  if (count === undefined && percentage === undefined) return false;
  if (typeof count === "number" && failed > count) return false;
  return typeof percentage !== "number" || (100 * failed) / (children?.count ?? 1) <= percentage;
}
