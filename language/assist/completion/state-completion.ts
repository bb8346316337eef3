import { type QueryLanguage, type StateType, stateSpecs, stateTypes } from "../../spec/index.ts";
import type { Document } from "../document.ts";
import type { FieldPlace, StateNamePlace } from "../place/place.ts";
import { asMember, completed, type Written } from "../place/written.ts";
import type { Completion } from "./completion.ts";
import { templateText } from "./snippet.ts";
import { machineTemplates, stateTemplates } from "./state-snippets.ts";

/** Names that transitions mention and that no state has yet, then a new state of each type. */
export function completeStateNames(
  document: Document,
  { machine, span, member }: StateNamePlace,
): readonly Completion[] {
  const mentioned = [...machine.states.values()].flatMap(({ transitions }) => transitions);
  const missing = [...(machine.startAt ? [machine.startAt] : []), ...mentioned].filter(({ target }) => !target);
  const names = new Set(missing.map(({ name }) => name).filter((name) => name !== "" && name !== member?.key.value));
  const start: Written =
    document.notation.id === "json" ? { plain: "{}", snippet: '{\n\t"Type": "$1"\n}' } : stop("\n  Type: ");
  const named = [...names].map((name): Completion => {
    const { body, also } = asMember(document, span, name, start);
    const detail = "named, but not there yet";
    return { ...completed(document, span, name, body), kind: "state", detail, goesOn: true, ...(also && { also }) };
  });
  return member
    ? named
    : [...named, ...stateTypes.map((type) => newState(document, span, type, machine.queryLanguage))];
}

const stop = (text: string): Written => ({ plain: text, snippet: `${text}$1` });

function newState(
  document: Document,
  span: StateNamePlace["span"],
  type: StateType,
  queryLanguage: QueryLanguage,
): Completion {
  const { title, doc } = stateSpecs[type];
  const label = `${type} state`;
  const value = templateText(document, stateTemplates[type](queryLanguage));
  const { body, also } = asMember(document, span, label, value);
  const snippet = body.snippet.replace(label, "${1:Name}");
  return {
    ...completed(document, span, label, { ...body, snippet }),
    kind: "snippet",
    detail: title,
    doc,
    ...(also && { also }),
  };
}

/** A whole machine, where nothing stands yet. */
export function completeEmpty(document: Document, { span }: FieldPlace): readonly Completion[] {
  const { notation, model } = document;
  if (model.root.kind === "object") return [];
  return machineTemplates.map(({ label, doc, machine }) => {
    const { plain, snippet } = templateText(document, machine);
    // Nothing stands before it: the machine begins in the first line, at the edge.
    const flush = (text: string): string =>
      notation.id === "json" ? text : `${text.trimStart().replaceAll("\n  ", "\n")}\n`;
    const written = { plain: flush(plain), snippet: flush(snippet) };
    return { ...completed(document, span, label, written), kind: "snippet", detail: "a new one", doc };
  });
}
