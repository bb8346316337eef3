import { stringValue, valueAt } from "../syntax/index.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { State, StateMachine } from "./state-machine.ts";

/** How a Map state runs its iterations; undefined where that isn't known: no processor, or one that a template fills in. */
export function mapMode(state: State): "INLINE" | "DISTRIBUTED" | undefined {
  const processor = state.children[0];
  if (!processor || state.type !== "Map") return undefined;
  const config = valueAt(processor.node, "ProcessorConfig");
  const mode = valueAt(config, "Mode");
  if (!config || !mode) return config && isPlaceholder(config) ? undefined : "INLINE";
  const name = stringValue(mode);
  return name === "INLINE" || name === "DISTRIBUTED" ? name : undefined;
}

/** The innermost distributed Map around a machine whose iterations are EXPRESS executions. */
export function expressMapAround(machine: StateMachine): State | undefined {
  for (let owner = machine.owner, inner = machine; owner; inner = owner.machine, owner = inner.owner) {
    const config = valueAt(inner.node, "ProcessorConfig");
    if (owner.type !== "Map" || stringValue(valueAt(config, "Mode")) !== "DISTRIBUTED") continue;
    return stringValue(valueAt(config, "ExecutionType")) === "EXPRESS" ? owner : undefined;
  }
  return undefined;
}
