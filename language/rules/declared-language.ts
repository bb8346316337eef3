import type { StateMachine } from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";
import type { Finding } from "./rule.ts";

/** Where the outermost machine says which language its states use, as findings name it; nothing where it doesn't. */
export function declaredLanguage(machine: StateMachine): Pick<Finding, "related"> {
  let outermost = machine;
  while (outermost.owner) outermost = outermost.owner.machine;
  const declared = valueAt(outermost.node, "QueryLanguage");
  return declared ? { related: [{ span: declared.span, message: "The state machine's language." }] } : {};
}
