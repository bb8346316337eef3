import type { JsonataNode } from "./node.ts";

/**
 * Changes the nodes of a syntax tree so that the library never writes into the values it is given, which are shared and may be
 * frozen. It does so in two places: `x[]` sets a flag on the array that `x` is, and `x{…}` adds an element to an empty
 * one. Both get a value of their own, by calls of native functions around `x`; results are the same.
 */
export function keepInput(nodes: readonly JsonataNode[]): void {
  for (const node of nodes) {
    // Paths that bind `@$x` or `#$i`, or use `%`, work on arrays of their own.
    if (node.tuple || node.steps?.some(({ tuple }) => tuple)) continue;
    const { group, keepSingletonArray, ...rest } = node;
    if (group) Object.assign(become(node, callOf(COPY, rest)), { group });
    else if (keepSingletonArray) become(node, callOf(KEEP, rest));
  }
}

/** Makes a node another one in place: other nodes refer to it. */
function become(node: JsonataNode, other: JsonataNode): JsonataNode {
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  return Object.assign(node, other);
}

function callOf(native: NativeFunction, argument: JsonataNode): JsonataNode {
  const procedure: JsonataNode = { type: "value", value: native };
  const { position } = argument;
  return { type: "function", procedure, arguments: [argument], ...(position !== undefined && { position }) };
}

/** A function as the library keeps its own. */
interface NativeFunction {
  readonly _jsonata_function: true;
  implementation(this: Focus, value: unknown): unknown;
}

interface Focus {
  createSequence(value: unknown): unknown[];
}

const COPY: NativeFunction = {
  _jsonata_function: true,
  implementation: (value) => (Array.isArray(value) ? value.slice() : value),
};

/** What `[]` after a path asks for: an array also where there is one value. Arrays that aren't sequences stay as they are. */
const KEEP: NativeFunction = {
  _jsonata_function: true,
  implementation(value) {
    if (value === undefined) return undefined;
    const isSequence = Array.isArray(value) && "sequence" in value;
    if (Array.isArray(value) && !isSequence && !("cons" in value)) return value;
    return Object.assign(isSequence ? value : this.createSequence(value), { keepSingleton: true });
  },
};
