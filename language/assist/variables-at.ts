import type { Model, Part, State, StateMachine } from "../model/index.ts";
import type { Member } from "../syntax/index.ts";

/** A variable of the execution that a state may read, with every place that assigns it. */
export interface KnownVariable {
  readonly name: string;
  readonly assignments: readonly { readonly part: Part; readonly member: Member }[];
}

/** The variables that are assigned in a state's scope and in those around it. Reference, section 2.6. */
export function variablesAt(model: Model, state: State | undefined): readonly KnownVariable[] {
  const scopes = new Set<StateMachine | undefined>();
  for (let at = state; at; at = at.machine.owner) scopes.add(at.machine);
  const found = new Map<string, KnownVariable["assignments"]>();
  for (const part of model.parts) {
    if (!part.state || !scopes.has(part.state.machine)) continue;
    for (const member of assignedBy(part)) {
      const key = member.key.value;
      const name = part.queryLanguage === "JSONPath" && key.endsWith(".$") ? key.slice(0, -2) : key;
      found.set(name, [...(found.get(name) ?? []), { part, member }]);
    }
  }
  return [...found].map(([name, assignments]) => ({ name, assignments }));
}

function assignedBy({ node, spec: { fields } }: Part): readonly Member[] {
  return node.members.flatMap(({ key, value }) => {
    const isAssign = Object.hasOwn(fields, key.value) && fields[key.value]?.type === "assignments";
    return isAssign && value.kind === "object" ? value.members : [];
  });
}
