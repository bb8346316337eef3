import type { Document } from "../document.ts";
import type { VariablePlace } from "../navigation/variable-places.ts";
import { code, inert } from "../place/inert.ts";
import { type NamedVariable, placesOf } from "../place/named-variable.ts";

/** More places than that are counted only. */
const MOST = 8;

/** The most characters of a value that are shown. */
const LONGEST = 80;

/** A variable in short, as Markdown: where it is assigned and what, and how often it is read. */
export function variableCard(document: Document, variable: NamedVariable): string {
  const places = placesOf(document, variable);
  const writes = places.filter(({ assigned, local }) => assigned !== undefined || local?.isBinding);
  const reads = places.length - writes.length;
  const read = `Read at ${reads === 1 ? "one place" : `${reads} places`}.`;
  if (!variable.scope) return `**$${variable.name}**: bound in this expression\n\n${read}`;
  const owner = variable.scope.owner;
  const scope = owner ? `a variable within ${inert(owner.name)}` : "a variable";
  const assigned = writes.slice(0, MOST).map((place) => `- ${whereAssigned(place)}: ${valueText(document, place)}`);
  const more = writes.length > MOST ? [`- and at ${writes.length - MOST} more places`] : [];
  const list = [...assigned, ...more].join("\n");
  return [`**$${variable.name}**: ${scope}`, list ? `Assigned in\n\n${list}` : "Nothing assigns it.", read].join(
    "\n\n",
  );
}

function whereAssigned({ part }: VariablePlace): string {
  const name = inert(part.state?.name ?? "");
  if (part.kind === "Catcher") return `${name}, when an error is caught`;
  return part.kind === "ChoiceRule" ? `${name}, by a rule` : name;
}

/** As it stands in the text, on one line. */
function valueText({ text }: Document, { assigned }: VariablePlace): string {
  const { start, end } = assigned?.value.span ?? { start: 0, end: 0 };
  const value = text.slice(start, Math.min(end, start + 4 * LONGEST)).replace(/\s+/g, " ");
  const units = [...value];
  return code(units.length > LONGEST ? `${units.slice(0, LONGEST).join("")}…` : value);
}
