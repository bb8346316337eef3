import type { Part, State } from "../../model/index.ts";
import { isPlaceholder } from "../../model/index.ts";
import { member, stringValue, valueAt } from "../../syntax/index.ts";
import type { LineIndex, Span } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** Something that holds at a place although the text doesn't say it, shown there between the letters. */
export interface InlayHint {
  readonly kind: InlayHintKind;
  /** The hint stands after the text before this offset. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly doc: string;
}

/** What can be hinted at: defaults of the language, the query language where it surprises, whose end it is. */
export const inlayHintKinds = ["defaults", "queryLanguage", "endOfState"] as const;

export type InlayHintKind = (typeof inlayHintKinds)[number];

/** The hints within a span of a document. */
export function inlayHintsOf(
  document: Document & { readonly lines: LineIndex },
  within: Span,
  kinds: readonly InlayHintKind[] = inlayHintKinds,
): readonly InlayHint[] {
  const found: InlayHint[] = [];
  const seen = new Set<Part["node"]>();
  for (const part of document.model.parts) {
    const { span } = part.node;
    // One text that is read twice, through an alias, gets its hints once.
    if (span.end < within.start || span.start > within.end || seen.has(part.node)) continue;
    seen.add(part.node);
    if (kinds.includes("defaults")) found.push(...defaultsOf(part));
    if (part.kind !== "State" || !part.state) continue;
    if (kinds.includes("queryLanguage")) found.push(...languageOf(part.state));
    if (kinds.includes("endOfState")) found.push(...endOf(document, part.state));
  }
  return found
    .filter(({ offset }) => within.start <= offset && offset <= within.end)
    .toSorted((a, b) => a.offset - b.offset);
}

/** What a retrier leaves out, with what holds instead. Reference, section 8.3. */
const RETRIER: readonly (readonly [field: string, value: number])[] = [
  ["IntervalSeconds", 1],
  ["MaxAttempts", 3],
  ["BackoffRate", 2],
];

function defaultsOf({ kind, node, state }: Part): readonly InlayHint[] {
  if (kind === "Retrier") {
    const after = member(node, "ErrorEquals")?.value;
    const attempts = valueAt(node, "MaxAttempts");
    const never = attempts?.kind === "literal" && attempts.value === 0;
    const missing = RETRIER.filter(([field]) => !valueAt(node, field));
    if (!after || never || missing.length === 0 || isPlaceholder(node)) return [];
    const label = missing.map(([field, value]) => `${field}: ${value}`).join(", ");
    const doc = "What this retrier leaves out: the language's defaults hold.";
    return [{ kind: "defaults", offset: after.span.end, label, doc }];
  }
  const type = member(node, "Type")?.value;
  if (kind !== "State" || !state || !type) return [];
  const has = (...fields: readonly string[]): boolean => fields.some((field) => state.field(field) !== undefined);
  if (state.type === "Map" && !has("MaxConcurrency", "MaxConcurrencyPath")) {
    const doc =
      "Iterations run side by side without a bound of the definition's; the service runs up to about 40 of an inline Map at once, and up to 10,000 of a distributed one.";
    return [{ kind: "defaults", offset: type.span.end, label: "MaxConcurrency: 0", doc }];
  }
  const waits =
    state.type === "Task" && /\.waitForTaskToken|:activity:/.test(stringValue(state.field("Resource")) ?? "");
  if (!waits || has("TimeoutSeconds", "TimeoutSecondsPath")) return [];
  const doc = "Without a timeout the task waits for its answer for more than three years.";
  return [{ kind: "defaults", offset: type.span.end, label: "TimeoutSeconds: 99999999", doc }];
}

/** States within a state of another query language have the machine's, not that state's. Reference, section 1.2. */
function languageOf({ queryLanguage, machine, field }: State): readonly InlayHint[] {
  const type = field("Type");
  const { owner } = machine;
  if (!type || !owner || owner.queryLanguage === queryLanguage || field("QueryLanguage")) return [];
  const doc = `"${owner.name}" is in ${owner.queryLanguage}, but the states in it have the query language of the whole machine.`;
  return [{ kind: "queryLanguage", offset: type.span.end, label: queryLanguage, doc }];
}

/** A state that doesn't fit on a screen is named at its end. */
const LONG = 40;

function endOf(
  { text, lines }: { text: string; lines: LineIndex },
  { name, node, nameNode }: State,
): readonly InlayHint[] {
  const { start, end } = node.span;
  const offset = Math.max(start, text.slice(0, end).trimEnd().length);
  // An alias has no name of its own.
  if (nameNode.span.start > start) return [];
  const length = lines.position(offset).line - lines.position(nameNode.span.start).line;
  if (length < LONG) return [];
  return [{ kind: "endOfState", offset, label: name, doc: `The state "${name}" ends here.` }];
}
