import { callOf } from "../../catalogue/index.ts";
import type { State } from "../../model/index.ts";
import { errorNames, isStateType, lambdaErrorNames, stateSpecs } from "../../spec/index.ts";
import { stringValue } from "../../syntax/index.ts";
import type { Document } from "../document.ts";
import { errorDoc } from "../hover/field-doc.ts";
import type { ValuePlace } from "../place/place.ts";
import { completed, inline, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";

/** The values that a field takes, where they can be listed. */
export function completeValues(document: Document, place: ValuePlace): readonly Completion[] {
  return candidates(document, place).map(({ value, ...rest }) => ({
    ...completed(document, place.span, String(value), written(inline(document, value))),
    ...rest,
  }));
}

interface Candidate extends Pick<Completion, "kind" | "detail" | "doc"> {
  readonly value: string | boolean;
}

function candidates(document: Document, place: ValuePlace): readonly Candidate[] {
  const { spec, list } = place;
  if (spec.oneOf) return spec.oneOf.map((value) => oneOf(place.field, value));
  if (spec.type === "stateName") return stateNames(place);
  if (spec.type === "errorNames" && list) return errors(document, place);
  if (spec.type !== "boolean") return [];
  return [true, false].filter((value) => value !== spec.idle).map((value) => ({ kind: "value", value }));
}

function oneOf(field: string, value: string): Candidate {
  const type = field === "Type" && isStateType(value) ? stateSpecs[value] : undefined;
  return { kind: "value", value, ...(type && { detail: type.title, doc: type.doc }) };
}

/** Those that nothing leads to yet come first, the state itself last. */
function stateNames({ holder }: ValuePlace): readonly Candidate[] {
  const states = [...(holder.machine?.states.values() ?? [])];
  const reached = new Set<State | undefined>(
    states.flatMap(({ transitions }) => transitions.map(({ target }) => target)),
  );
  reached.add(holder.machine?.startAt?.target);
  const own = holder.kind === "Machine" ? undefined : holder.state;
  const rank = (state: State): number => (state === own ? 2 : reached.has(state) ? 1 : 0);
  return states
    .toSorted((a, b) => rank(a) - rank(b))
    .map((state) => {
      const comment = stringValue(state.field("Comment"));
      return {
        kind: "state",
        value: state.name,
        ...(state.type && { detail: state.type }),
        ...(comment && { doc: comment }),
      };
    });
}

/** The language's errors, those of Lambda for its tasks, and what the document itself names and throws. */
function errors(document: Document, { holder, list, node }: ValuePlace): readonly Candidate[] {
  const { states } = document.model;
  const call = document.catalogue && callOf(document.catalogue, stringValue(holder.state?.field("Resource")) ?? "");
  const resource = stringValue(holder.state?.field("Resource")) ?? "";
  const own = states.flatMap((state) => [
    ...(state.type === "Fail" ? [stringValue(state.field("Error"))] : []),
    ...handledBy(state),
  ]);
  const names = new Set([
    ...Object.keys(errorNames),
    ...(/lambda/i.test(resource) || resource.includes("${") ? Object.keys(lambdaErrorNames) : []),
    ...(call?.errors ?? []),
    ...own.filter((name) => name !== undefined),
  ]);
  const listed = new Set(list?.items.filter((item) => item !== node).map(stringValue));
  return [...names].flatMap((value) => {
    const doc = errorDoc(value);
    const detail = call?.errors.includes(value) ? call.title : undefined;
    return listed.has(value) ? [] : [{ kind: "error", value, ...(doc && { doc }), ...(detail && { detail }) } as const];
  });
}

function handledBy(state: State): readonly (string | undefined)[] {
  const lists = [state.field("Retry"), state.field("Catch")].flatMap((list) =>
    list?.kind === "array" ? list.items : [],
  );
  return lists.flatMap((entry) => {
    const names =
      entry.kind === "object" ? entry.members.findLast(({ key }) => key.value === "ErrorEquals") : undefined;
    return names?.value.kind === "array" ? names.value.items.map(stringValue) : [];
  });
}
