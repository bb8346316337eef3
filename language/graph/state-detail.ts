import type { State } from "../model/index.ts";
import type { StateType } from "../spec/index.ts";
import { type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { readable } from "./expression-text.ts";
import { ended } from "./shortened.ts";
import { taskDetail } from "./task-detail.ts";

/** The most characters of a state's second line; what is drawn of it is measured later. */
const DETAIL = 120;

/** What a state does, in a few words, by its type: "Lambda invoke · orders-fn", "30 s", "each of $.items, 5 at once". */
const DETAILS: { readonly [Type in StateType]: (state: State) => string } = {
  Task: taskDetail,
  Pass: assignedNames,
  Choice: assignedNames,
  Wait: waitDetail,
  Succeed: () => "",
  Fail: failDetail,
  Parallel: parallelDetail,
  Map: mapDetail,
};

/** A state's second line; "" where there's nothing to say. */
export function stateDetail(state: State): string {
  if (state.type) return ended(DETAILS[state.type](state), DETAIL);
  const type = stringValue(state.field("Type"));
  return type ? `unknown type "${ended(type, 40)}"` : "no type";
}

export function isDistributed(state: State): boolean {
  const mode = valueAt(valueAt(state.field("ItemProcessor"), "ProcessorConfig"), "Mode");
  return state.type === "Map" && stringValue(mode) === "DISTRIBUTED";
}

function assignedNames(state: State): string {
  const assigned = state.field("Assign");
  if (assigned?.kind !== "object" || assigned.members.length === 0) return "";
  return `sets ${assigned.members.map(({ key }) => key.value.replace(/\.\$$/, "")).join(", ")}`;
}

function waitDetail(state: State): string {
  const seconds = text(state, "Seconds") ?? text(state, "SecondsPath");
  if (seconds !== undefined) return durationText(seconds);
  const moment = text(state, "Timestamp") ?? text(state, "TimestampPath");
  return moment === undefined ? "" : `until ${moment}`;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** Seconds in the units that people count in: "14 d", "1 h 30 min"; what isn't a number stays: "$.delay s". */
function durationText(seconds: string): string {
  let rest = Number(seconds);
  if (!/^\d{1,8}$/.test(seconds) || rest === 0) return `${seconds} s`;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.length > 2 ? `${seconds} s` : parts.join(" ");
}

function failDetail(state: State): string {
  const error = text(state, "Error") ?? text(state, "ErrorPath") ?? text(state, "Cause") ?? "";
  return error === state.name ? "" : error;
}

function parallelDetail(state: State): string {
  return state.children.length === 1 ? "1 branch" : `${state.children.length} branches`;
}

function mapDetail(state: State): string {
  const atOnce = text(state, "MaxConcurrency") ?? text(state, "MaxConcurrencyPath");
  const limit = atOnce === undefined || atOnce === "0" ? "" : `, ${atOnce} at once`;
  return `each ${itemSource(state)}${limit}`;
}

function itemSource(state: State): string {
  const reader = state.field("ItemReader");
  if (reader?.kind === "object") {
    const [service, action] = (stringValue(valueAt(reader, "Resource")) ?? "").split(":").slice(-2);
    return service === "s3" && action === "listObjectsV2" ? "object in S3" : "item in S3";
  }
  const items = state.field("Items");
  if (items?.kind === "array") return items.items.length === 1 ? "of 1 item" : `of ${items.items.length} items`;
  const source = text(state, "Items") ?? text(state, "ItemsPath");
  return source === undefined || source === "$" ? "of the input" : `of ${source}`;
}

function text(state: State, field: string): string | undefined {
  return valueText(state.field(field));
}

function valueText(node: SyntaxNode | undefined): string | undefined {
  if (node?.kind === "string") return readable(node.value);
  return node?.kind === "literal" && node.value !== null ? String(node.value) : undefined;
}
