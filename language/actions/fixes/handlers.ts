import { type ArrayNode, type SyntaxNode, toJson } from "../../syntax/index.ts";
import { isJsonObject, type Json } from "../../text/index.ts";
import { type Fixer, fix, insert, type Problem, replace, together, toldList, valueAt } from "./problem.ts";

/** The list of retriers or catchers around a place, and the index of the entry there. */
function entryAt({ around }: Problem): { readonly list: ArrayNode; readonly index: number } | undefined {
  for (const [at, node] of around.entries()) {
    if (node.kind !== "array") continue;
    const index = node.items.findIndex(
      (item) => item === around[at + 1] && item.kind === "object" && valueAt(item, "ErrorEquals"),
    );
    if (index >= 0) return { list: node, index };
  }
  return undefined;
}

/** `States.ALL` beside other names: it takes them anyway, or gets an entry of its own. */
export const splitStatesAll: Fixer = (problem) => {
  const { document } = problem;
  const found = entryAt(problem);
  const entry = found?.list.items[found.index];
  const names = entry && valueAt(entry, "ErrorEquals");
  if (!found || !entry || names?.kind !== "array") return [];
  const texts = names.items.map((item) => (item.kind === "string" ? item.value : ""));
  const alone = fix('Keep only "States.ALL"', replace(problem, names, ["States.ALL"]));
  const value = toJson(entry);
  const own: Json = isJsonObject(value) ? { ...value, ErrorEquals: ["States.ALL"] } : value;
  const at = texts.indexOf("States.ALL");
  const { edits } = document.notation;
  const removal =
    texts.filter((text) => text !== "States.ALL").length > 0
      ? edits.removeItems(document, names, indexesOf(texts))
      : undefined;
  const hasLast = found.list.items.some((item, index) => index > found.index && includesAll(item));
  const split =
    at >= 0 && removal
      ? together(removal, hasLast ? [] : edits.insertItems(document, found.list, found.list.items.length, [own]))
      : undefined;
  return [...fix('Move "States.ALL" to an entry of its own', split, { preferred: true }), ...alone];
};

const indexesOf = (texts: readonly string[]): readonly number[] =>
  [...texts.keys()].filter((index) => texts[index] === "States.ALL");

function includesAll(entry: SyntaxNode): boolean {
  const names = valueAt(entry, "ErrorEquals");
  return names?.kind === "array" && names.items.some((item) => item.kind === "string" && item.value === "States.ALL");
}

/** Moves the entry with `States.ALL` behind the others. */
export const moveStatesAllLast: Fixer = (problem) => {
  const { document } = problem;
  const found = entryAt(problem);
  if (!found) return [];
  const { list, index } = found;
  const others = [...list.items.keys()].filter((each) => each !== index);
  return fix("Move this entry to the end", document.notation.edits.reorder(document, list, [...others, index]), {
    preferred: true,
    safe: true,
  });
};

/** Deletes an error name, or its whole entry where it is the only one. */
export const deleteErrorName: Fixer = (problem) => {
  const { document, around, found } = problem;
  const entry = entryAt(problem);
  const names = around.findLast(
    (each) => each.kind === "array" && each.items.some((item) => item.span.start === found.span.start),
  );
  if (names?.kind !== "array" || !entry) return [];
  const index = names.items.findIndex((item) => item.span.start === found.span.start);
  const { edits } = document.notation;
  if (names.items.length > 1)
    return fix("Delete this name", edits.removeItems(document, names, [index]), { preferred: true });
  return fix("Delete this entry", edits.removeItems(document, entry.list, [entry.index]), { preferred: true });
};

/** A retrier for the errors that Lambda itself gives for a moment. */
export const retryTransient: Fixer = (problem) => {
  const { document, part } = problem;
  const names = toldList(problem, "missing");
  const state = part?.state;
  if (!state || names.length === 0) return [];
  const retrier: Json = { ErrorEquals: names, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 };
  const retry = state.field("Retry");
  const edits =
    retry?.kind === "array"
      ? document.notation.edits.insertItems(document, retry, 0, [retrier])
      : retry
        ? undefined
        : insert(problem, state.node, [["Retry", [retrier]]]);
  return fix("Retry them", edits, { preferred: true });
};

/** A retrier for every error. */
export const addRetry: Fixer = (problem) => {
  const { part } = problem;
  const state = part?.state;
  if (!state || state.field("Retry")) return [];
  const retrier: Json = { ErrorEquals: ["States.ALL"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 };
  return fix('Add "Retry"', insert(problem, state.node, [["Retry", [retrier]]]));
};

/** How long a task may take. */
export const addTimeout: Fixer = (problem) => {
  const state = problem.part?.state;
  if (!state || state.field("TimeoutSeconds") || state.field("TimeoutSecondsPath")) return [];
  return fix('Add "TimeoutSeconds": 3600', insert(problem, state.node, [["TimeoutSeconds", 3600]]), {
    preferred: true,
  });
};

/** The error that an empty list probably means: any, or any of the task where others follow. */
export const nameAnError: Fixer = (problem) => {
  const { member: held, around } = problem;
  if (!held) return [];
  const list = around.findLast(
    (each) => each.kind === "array" && each.items.some((item) => item.kind === "object" && item.members.includes(held)),
  );
  const last = list?.kind === "array" ? list.items.at(-1) : undefined;
  const isLast = last?.kind === "object" && last.members.includes(held);
  const name = isLast ? "States.ALL" : "States.TaskFailed";
  return fix(`Add "${name}"`, replace(problem, held.value, [name]), { preferred: true });
};
