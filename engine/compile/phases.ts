import type { StateType } from "../../language/index.ts";
import { conditionOf } from "./choice.ts";
import { addExit, addPath, addSetting, addTemplate, type Draft, fieldSpan, fieldValue, stateTarget } from "./draft.ts";
import { addMap } from "./map.ts";

/** Adds what a state does from its entry to its exit, in the order of the reference, sections 2.1 and 2.4. */
export function addPhases(draft: Draft): void {
  const { state } = draft;
  draft.phases.push({ kind: "Enter", span: state.nameNode.span });
  if (state.queryLanguage === "JSONPath") {
    addPath(draft, state.node, "InputPath", (path, span) => ({ kind: "InputPath", path, span }));
  }
  if (state.type) sequences[state.type](draft);
}

const sequences: { readonly [T in StateType]: (draft: Draft) => void } = {
  Pass(draft) {
    const { state } = draft;
    const result = state.queryLanguage === "JSONPath" ? fieldValue(draft, state.node, "Result") : undefined;
    if (result === undefined) addParameters(draft, "Parameters");
    else draft.phases.push({ kind: "Work", span: fieldSpan(state.node, "Result") });
    addEnd(draft);
  },
  Task(draft) {
    const { node, queryLanguage } = draft.state;
    const resource = fieldValue(draft, node, "Resource");
    if (typeof resource === "string" && resource.endsWith(".waitForTaskToken")) {
      draft.phases.push({ kind: "Token", span: fieldSpan(node, "Resource") });
    }
    for (const field of ["TimeoutSeconds", "HeartbeatSeconds"]) {
      addSetting(draft, node, field);
      if (queryLanguage === "JSONPath") addSetting(draft, node, `${field}Path`);
    }
    addSetting(draft, node, "Credentials");
    addParameters(draft, queryLanguage === "JSONPath" ? "Parameters" : "Arguments");
    draft.phases.push({ kind: "Work", span: fieldSpan(node, "Resource") });
    addEnd(draft);
  },
  Wait(draft) {
    const { node, queryLanguage } = draft.state;
    for (const field of ["Seconds", "Timestamp"]) {
      addSetting(draft, node, field);
      if (queryLanguage === "JSONPath") addSetting(draft, node, `${field}Path`);
    }
    draft.phases.push({ kind: "Work", span: draft.state.nameNode.span });
    addEnd(draft);
  },
  Choice: addChoice,
  Succeed: addEnd,
  Fail(draft) {
    const { node, queryLanguage, nameNode } = draft.state;
    for (const field of ["Error", "Cause"]) {
      addSetting(draft, node, field);
      if (queryLanguage === "JSONPath") addSetting(draft, node, `${field}Path`);
    }
    draft.phases.push({ kind: "Work", span: nameNode.span });
  },
  Parallel(draft) {
    const { node, queryLanguage } = draft.state;
    addParameters(draft, queryLanguage === "JSONPath" ? "Parameters" : "Arguments");
    const span = fieldSpan(node, "Branches");
    draft.phases.push({ kind: "Work", span }, { kind: "Join", span });
    addEnd(draft);
  },
  Map(draft) {
    addMap(draft);
    addEnd(draft);
  },
};

function addParameters(draft: Draft, field: "Parameters" | "Arguments"): void {
  addTemplate(draft, draft.state.node, field, (template, span) => ({ kind: "Parameters", field, template, span }));
}

/** What becomes of the result, and the way out. */
function addEnd(draft: Draft): void {
  const { node } = draft.state;
  addAssignAndResult(draft);
  addExit(draft, node);
}

function addAssignAndResult(draft: Draft, object = draft.state.node, owner = ""): void {
  const { node, queryLanguage } = draft.state;
  addTemplate(draft, object, "Assign", (template, span) => ({ kind: "Assign", owner, template, span }));
  if (queryLanguage === "JSONata") {
    addTemplate(draft, object, "Output", (template, span) => ({ kind: "Output", owner, template, span }));
    return;
  }
  addTemplate(draft, object, "ResultSelector", (template, span) => ({ kind: "ResultSelector", template, span }));
  addPath(draft, object, "ResultPath", (path, span) => ({ kind: "ResultPath", path, span }));
  addPath(draft, node, "OutputPath", (path, span) => ({ kind: "OutputPath", path, span }));
}

/** Every rule, then what holds without one, then what each rule does when it holds. */
function addChoice(draft: Draft): void {
  const { state, phases } = draft;
  const choices = state.field("Choices");
  const rules = choices?.kind === "array" ? choices.items : [];
  const first = phases.length;
  for (const [index, node] of rules.entries()) {
    phases.push({ kind: "Rule", index, condition: conditionOf(draft, node), holds: 0, span: node.span });
  }
  const fallback = fieldValue(draft, state.node, "Default");
  const span = fieldSpan(state.node, fallback === undefined ? "Choices" : "Default");
  phases.push({ kind: "Default", exists: fallback !== undefined, span });
  addAssignAndResult(draft);
  phases.push({ kind: "Exit", to: stateTarget(draft, String(fallback ?? "")), span });
  for (const [index, node] of rules.entries()) {
    const rule = phases[first + index];
    if (rule?.kind === "Rule") phases[first + index] = { ...rule, holds: phases.length };
    if (node.kind !== "object") continue;
    addAssignAndResult(draft, node, `Choices[${index}]/`);
    addExit(draft, node);
  }
}
