import { holdsMachines, isMachineResource } from "../../model/index.ts";
import { valueAt } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** A state machine of a template, wherever its definition is: in the template, or in a file that it names. */
export interface MachineOfTemplate {
  /** Its logical id. */
  readonly name: string;
  /** The whole resource, from its key. */
  readonly span: Span;
}

/** The state machines of a template, in the order of the text; none of anything else. */
export function machinesOfTemplate({ tree: { root } }: Pick<Document, "tree">): readonly MachineOfTemplate[] {
  const resources = holdsMachines(root) ? valueAt(root, "Resources") : undefined;
  if (resources?.kind !== "object") return [];
  return resources.members.flatMap(({ key, value }) =>
    value && isMachineResource(value)
      ? [{ name: key.value, span: { start: key.span.start, end: value.span.end } }]
      : [],
  );
}

/** The machine of a template in which an offset is. */
export const machineOfTemplateAt = (document: Pick<Document, "tree">, offset: number): MachineOfTemplate | undefined =>
  machinesOfTemplate(document).find(({ span: { start, end } }) => start <= offset && offset <= end);
