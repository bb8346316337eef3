import { type ObjectNode, type SyntaxNode, stringValue, valueAt } from "../../language/index.ts";
import type { Catcher, Retrier } from "../program.ts";
import { addExit, addPath, addTemplate, type Draft, fieldValue, numberAt } from "./draft.ts";

/** Adds a phase for each retrier. Reference, section 8.3. */
export function addRetriers(draft: Draft): readonly Retrier[] {
  return objectsAt(draft.state.field("Retry")).map((node, index) => {
    const maxDelaySeconds = numberAt(draft, node, "MaxDelaySeconds");
    draft.phases.push({ kind: "Retry", index, span: node.span });
    return {
      errorEquals: errorNamesAt(node),
      intervalSeconds: numberAt(draft, node, "IntervalSeconds") ?? 1,
      maxAttempts: numberAt(draft, node, "MaxAttempts") ?? 3,
      backoffRate: numberAt(draft, node, "BackoffRate") ?? 2,
      ...(maxDelaySeconds !== undefined && { maxDelaySeconds }),
      jitter: fieldValue(draft, node, "JitterStrategy") === "FULL",
      at: draft.phases.length - 1,
    };
  });
}

/** Adds for each catcher what it does with the error, and where it goes. Reference, section 8.4. */
export function addCatchers(draft: Draft): readonly Catcher[] {
  return objectsAt(draft.state.field("Catch")).map((node, index) => {
    const at = draft.phases.length;
    const owner = `Catch[${index}]/`;
    draft.phases.push({ kind: "Catch", index, span: node.span });
    addTemplate(draft, node, "Assign", (template, span) => ({ kind: "Assign", owner, template, span }));
    if (draft.state.queryLanguage === "JSONata") {
      addTemplate(draft, node, "Output", (template, span) => ({ kind: "Output", owner, template, span }));
    } else addPath(draft, node, "ResultPath", (path, span) => ({ kind: "ResultPath", path, span }));
    addExit(draft, node);
    return { errorEquals: errorNamesAt(node), at };
  });
}

function objectsAt(list: SyntaxNode | undefined): readonly ObjectNode[] {
  return list?.kind === "array" ? list.items.filter((item) => item.kind === "object") : [];
}

function errorNamesAt(node: ObjectNode): readonly string[] {
  const names = valueAt(node, "ErrorEquals");
  return names?.kind === "array" ? names.items.flatMap((item) => stringValue(item) ?? []) : [];
}
