import type { StatesField } from "../../model/index.ts";

/** What `$states` and its members are, as Markdown. Reference, section 2.4. */
export const statesDoc: { readonly [F in StatesField | "states"]: string } = {
  states: "What the state has to work with: `input`, `context`, and once it is done `result` or `errorOutput`.",
  input: "The state's input.",
  result: "What the task, the branches or the iterations gave. Only in `Output` and `Assign`.",
  errorOutput: "The error that this catcher took, with `Error` and `Cause`.",
  context: "The context object: what is known of the execution, the state and the state machine.",
};
