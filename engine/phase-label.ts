import type { StateType } from "../language/index.ts";
import type { Phase, ProgramState } from "./program.ts";

/** How a phase is called where people see it: `Arguments`, `Choices[2].Condition`, `Retry[0]`. */
export function phaseLabel(phase: Phase, { name, type, queryLanguage }: ProgramState): string {
  switch (phase.kind) {
    case "Enter":
      return name;
    case "Work":
    case "Join":
      return phase.kind === "Work" ? works[type] : joins[type];
    case "Rule":
      return `Choices[${phase.index}]${queryLanguage === "JSONata" ? ".Condition" : ""}`;
    case "Retry":
    case "Catch":
      return `${phase.kind}[${phase.index}]`;
    case "Parameters":
    case "Setting":
    case "Broken":
      return phase.field.replaceAll("/", ".");
    case "Assign":
    case "Output":
      return `${phase.owner.replaceAll("/", ".")}${phase.kind}`;
    case "Exit":
      return phase.to.kind === "end" ? "End" : "Next";
    case "Throw":
      return "Error";
    default:
      return phase.kind;
  }
}

/** What the state itself does, between what it takes and what it gives. */
const works: { readonly [T in StateType]: string } = {
  Task: "Call",
  Pass: "Result",
  Choice: "Choice",
  Wait: "Wait",
  Succeed: "Succeed",
  Fail: "Fail",
  Parallel: "Branches",
  Map: "Iterations",
};

const joins: { readonly [T in StateType]: string } = { ...works, Parallel: "Branches joined", Map: "Iterations done" };

/** Phases that concern the interpreter alone: nobody wants to see them one by one. */
const inner: ReadonlySet<Phase["kind"]> = new Set(["Token", "Begin", "Iteration", "Selected", "MapRun", "MapRunEnd"]);

/** Whether a phase is a place of its own for people who go step by step. */
export const isVisible = ({ kind }: Phase): boolean => !inner.has(kind);

/** Whether what stands in a phase's text is evaluated: the others say where something goes, or stand for their state. */
export const evaluates = ({ kind }: Phase): boolean => kind !== "Enter" && kind !== "ResultPath";
