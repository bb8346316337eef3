import { type Frame, type Phase, rootFrame } from "../../engine/index.ts";
import { itemFormats } from "../items/item-format.ts";
import type { TestRun } from "./test-run.ts";

/** What has become of a Map state's items, as long as they are there. */
export function noteItems(run: TestRun, frame: Frame, behind: Phase | undefined): void {
  const { Items: items } = frame.settings;
  if (frame.error || !Array.isArray(items)) return;
  if (behind?.kind === "Selection") run.selected = run.selection;
  if (behind?.kind === "ItemBatcher") run.batches = items;
  if (run.batches === undefined) run.items = items.length;
}

/** Children run only to select the items, and say what each of them came to. */
export function passes({ selection }: TestRun, { visit, phase, strand, data }: Frame): false {
  if (visit.state.phases[phase]?.kind === "Selected") selection[strand.index] = data;
  return false;
}

/** Takes the items out of the text that stands for the file. */
export async function readItems(run: TestRun, frame: Frame): Promise<void> {
  const { engine, configuration, driver } = run;
  const { config = {} } = frame.visit.state.distributed?.reader ?? {};
  const read = itemFormats[String(config.InputType ?? "JSON")];
  const content = new TextEncoder().encode(configuration.mapItemReaderData ?? "[]");
  const most = frame.settings["ItemReader/ReaderConfig/MaxItems"] ?? config.MaxItems;
  const found = await read?.(content, config, typeof most === "number" ? most : Number.POSITIVE_INFINITY);
  if (found?.ok !== true) {
    const cause = found?.cause ?? `Items of the type ${config.InputType} can't be given as a text.`;
    engine.fail(rootFrame, { error: "States.ItemReaderFailed", cause }, driver.clock.now());
    return;
  }
  const items = Array.isArray(found.items)
    ? found.items
    : Object.entries(found.items).map(([Key, Value]) => ({ Key, Value }));
  if (typeof config.ItemsPointer === "string") run.pointed = items;
  engine.replace({ ...frame, settings: { ...frame.settings, Items: items }, phase: frame.phase + 1 });
}

/**
 * Makes a Map state select what its iterations get, by phases behind its own ones. False where nothing is to be
 * selected, or where that was done.
 */
export function beginSelection(run: TestRun, frame: Frame): boolean {
  const { state } = frame.visit;
  const { selection, phases } = state;
  const selects = selection?.phases.some(({ kind }) => kind === "ItemSelector" || kind === "Broken");
  if (state.type !== "Map" || !selects || run.selected !== undefined || run.batches !== undefined) return false;
  const { span } = phases[frame.phase] ?? { span: { start: 0, end: 0 } };
  const more: readonly Phase[] = [...phases, { kind: "Selection", span }, { kind: "Throw", span }];
  run.selecting = phases.length + 1;
  run.engine.replace({ ...frame, visit: { ...frame.visit, state: { ...state, phases: more } }, phase: phases.length });
  return true;
}

export function endSelection(run: TestRun, frame: Frame): void {
  const { state } = frame.visit;
  run.selecting = undefined;
  run.selected = run.selection;
  const phases = state.phases.slice(0, -2);
  const phase = phases.findIndex(({ kind }) => kind === "Work");
  run.engine.replace({ ...frame, visit: { ...frame.visit, state: { ...state, phases } }, phase, children: undefined });
}

/** Whether more iterations failed than the state says it tolerates; where it says nothing, TestState tolerates all. */
export function exceeds({ settings }: Frame, failures: number, items: number): boolean {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = settings;
  if (typeof count === "number" && failures > count) return true;
  return typeof percentage === "number" && items > 0 && (100 * failures) / items > percentage;
}
