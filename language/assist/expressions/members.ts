import type { EvaluatedText, State } from "../../model/index.ts";
import { memberKind } from "../../shapes/index.ts";
import { type ContextField, type ContextPlace, contextObject } from "../../spec/index.ts";
import { stringValue } from "../../syntax/index.ts";
import type { Document } from "../document.ts";
import { dataAt, type ValuePath } from "./data-at.ts";

/** A member that a value is known to have. */
export interface KnownMember {
  readonly name: string;
  /** What it holds, in a word or two: `string`. */
  readonly type?: string;
  /** Markdown. */
  readonly doc?: string;
}

/** What a value may hold, as far as it is known, for an expression at some place of the document. */
export function membersOf(document: Document, text: EvaluatedText, value: ValuePath): readonly KnownMember[] {
  const { root, keys } = value;
  const described =
    root === "context" ? contextMembersAt(text, keys) : root === "errorOutput" && keys.length === 0 ? errorMembers : [];
  return described.length > 0 ? described : dataMembersAt(document, text, value);
}

/** Under JSONata the members of an array are those of its elements. */
function dataMembersAt(document: Document, text: EvaluatedText, value: ValuePath): readonly KnownMember[] {
  const shape = dataAt(document, text, value);
  const isJsonata = text.part.queryLanguage === "JSONata";
  const members = [shape, ...(isJsonata ? [shape?.array?.items] : [])].flatMap((each) => [
    ...(each?.object?.members ?? []),
  ]);
  return [...new Map(members)].map(([name, { shape: inner, isOptional }]) => {
    const type = memberKind(inner);
    return { name, ...(type && { type }), ...(isOptional && { doc: "It may be missing." }) };
  });
}

const errorMembers: readonly KnownMember[] = [
  { name: "Error", type: "string", doc: "The error's name." },
  { name: "Cause", type: "string", doc: "What is said about the error; for a failed function a JSON text." },
];

/** What keys lead to in the context object. */
export function contextFieldAt(keys: readonly (string | number)[]): ContextField | undefined {
  let found: ContextField | undefined = contextObject;
  for (const key of keys) {
    const fields: ContextField["fields"] = found?.fields;
    found = fields && typeof key === "string" && Object.hasOwn(fields, key) ? fields[key] : undefined;
  }
  return found;
}

function contextMembersAt(text: EvaluatedText, keys: readonly (string | number)[]): readonly KnownMember[] {
  return Object.entries(contextFieldAt(keys)?.fields ?? {}).flatMap(([name, { type, doc, only, fields }]) => {
    if (only && !isAt[only](text)) return [];
    const shown = type ?? (fields && "object");
    return [{ name, doc, ...(shown && { type: shown }) }];
  });
}

const RETRIED: readonly unknown[] = ["Task", "Parallel", "Map"];

const isAt: { readonly [P in ContextPlace]: (text: EvaluatedText) => boolean } = {
  retries: ({ part }) => RETRIED.includes(part.state?.type),
  token: ({ part: { state } }) => /\.waitForTaskToken$|\.sync(?::\d)?$|\$\{/.test(resourceOf(state)),
  iteration: ({ part, field }) =>
    field === "ItemSelector" || field === "Parameters"
      ? part.state?.type === "Map" || isInMap(part.state)
      : isInMap(part.state),
};

const resourceOf = (state: State | undefined): string => stringValue(state?.field("Resource")) ?? "";

function isInMap(state: State | undefined): boolean {
  for (let owner = state?.machine.owner; owner; owner = owner.machine.owner) if (owner.type === "Map") return true;
  return false;
}
