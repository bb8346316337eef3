import { assignedBeside, hiddenFrom, isOwnUpdate, type Read, type VariableFlow, variableFlow } from "../flow/index.ts";
import type { Transition } from "../model/index.ts";
import { closest } from "./closest.ts";
import type { Finding, Rule } from "./rule.ts";
import { assignedThere, assigningStates, placeOf } from "./variable-finding.ts";
import { listed, shown } from "./wording.ts";

export const variableUnassigned: Rule = {
  code: "variable-unassigned",
  severity: "warning",
  doc: "A variable that is read has a value on every path from `StartAt`.",
  check({ model }, report) {
    const flow = variableFlow(model);
    for (const read of flow.reads.certain) {
      if (flow.reads.tested.get(read.state)?.has(read.name)) continue;
      if (readsTooEarly(read)) continue;
      const finding = findingFor(read, flow);
      if (finding) report({ at: placeOf(read), ...finding });
    }
  },
};

/** Whether a read is another rule's matter: what is assigned beside it is seen by the next state only. */
const readsTooEarly = (read: Read): boolean =>
  (read.text.spec.type === "assignments" || read.text.field === "Output") && assignedBeside(read) && !isOwnUpdate(read);

function findingFor(read: Read, flow: VariableFlow): Omit<Finding, "at"> | undefined {
  const { name, state, isFunction } = read;
  const value = flow.valueOf(state, name);
  if (value.kind === "sometimes") {
    const message = `"$${shown(name)}" isn't assigned ${onSome(value.ways(), read)}: assign it there, too.`;
    return { message, related: assignedThere(value.assignments) };
  }
  if (value.kind === "never") {
    const states = listed(assigningStates(value.assignments).slice(0, 3), "or");
    const message = `"$${shown(name)}" has no value yet: no path to "${state.name}" leads through ${states}, where it is assigned.`;
    return { message, related: assignedThere(value.assignments) };
  }
  if (value.kind !== "unassigned" || isFunction || isElsewhere(read, flow)) return undefined;
  const near = closest(name, flow.visible(state).keys());
  const path = near ? undefined : pathWithoutDot(read);
  const advice = near || path ? `did you mean "${path ?? `$${near}`}"?` : 'set it in an "Assign" before.';
  const suggestion = path ? `$.${name}` : near;
  return { message: `No state assigns "$${shown(name)}": ${advice}`, ...(suggestion && { data: { suggestion } }) };
}

/** The path of the input that was probably meant, where it lacks the dot after `$`: `$.order.id` for `$order.id`. */
function pathWithoutDot({ name, state, text }: Read): string | undefined {
  const { value } = text.node;
  if (state.queryLanguage !== "JSONPath" || !value.startsWith(`$${name}`)) return undefined;
  const rest = value.slice(name.length + 1);
  return rest === "" || /^[.[]/.test(rest) ? `$.${shown(name + rest)}` : undefined;
}

function onSome(ways: readonly Transition[], { state }: Read): string {
  const [first] = ways;
  if (!first) return "at the start";
  const from = listed([...new Set(ways.map((way) => shown(way.from.name)))].slice(0, 3), "or");
  if (!first.target || first.target === state) return `when coming from ${from}`;
  return `when "${shown(first.target.name)}" comes after ${from}`;
}

/** Whether another scope assigns it, which other rules tell. */
function isElsewhere({ name, state }: Read, flow: VariableFlow): boolean {
  for (const scope of hiddenFrom(flow, state.machine)) if (scope.assigned.has(name)) return true;
  return flow.inner(state, name) !== undefined;
}
