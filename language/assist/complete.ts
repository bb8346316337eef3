import type { Completion } from "./completion.ts";
import type { Document } from "./document.ts";
import { completeFields } from "./field-completion.ts";
import { placeAt } from "./place.ts";
import { completeEmpty, completeStateNames } from "./state-completion.ts";
import { completeValues } from "./value-completion.ts";

/** What may be written at an offset, the most likely first. */
export function completionsAt(document: Document, offset: number): readonly Completion[] {
  const place = placeAt(document, offset);
  if (!place) return [];
  if (place.kind === "stateName") return completeStateNames(document, place);
  if (place.kind === "value") return completeValues(document, place);
  return place.holder.machine ? completeFields(document, place) : completeEmpty(document, place);
}
