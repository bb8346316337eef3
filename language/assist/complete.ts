import type { Completion } from "./completion.ts";
import type { Document } from "./document.ts";
import { completeEmptyExpression } from "./empty-expression.ts";
import { completeExpression } from "./expression-completion.ts";
import { completeFields } from "./field-completion.ts";
import { placeAt } from "./place.ts";
import { completeEmpty, completeStateNames } from "./state-completion.ts";
import { completeValues } from "./value-completion.ts";

/** What may be written at an offset, the most likely first; after the character that asked for it, where one did. */
export function completionsAt(document: Document, offset: number, trigger?: string): readonly Completion[] {
  const inExpression = completeExpression(document, offset, trigger);
  if (inExpression) return inExpression;
  // These begin nothing outside of expressions.
  if (trigger !== undefined && !['"', " "].includes(trigger)) return completeEmptyExpression(document, offset);
  return [...completeEmptyExpression(document, offset), ...completeOthers(document, offset)];
}

function completeOthers(document: Document, offset: number): readonly Completion[] {
  const place = placeAt(document, offset);
  if (!place) return [];
  if (place.kind === "stateName") return completeStateNames(document, place);
  if (place.kind === "value") return completeValues(document, place);
  return place.holder.machine ? completeFields(document, place) : completeEmpty(document, place);
}
