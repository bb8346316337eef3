import type { Json } from "../../text/index.ts";
import { setMember } from "../json-object.ts";

type Container = readonly unknown[] | { readonly [key: string]: unknown };

interface Frame {
  readonly source: Container;
  /** Of an object. */
  readonly keys: readonly string[] | undefined;
  next: number;
  /** Made where the source can't stay as it is. */
  copy: unknown[] | { [key: string]: Json } | undefined;
}

/** Stands for a value that is no JSON. */
const UNSUPPORTED = Symbol();

/**
 * A result of the library as plain JSON; undefined where it holds a function. Arrays that carry the library's flags, and
 * objects without a prototype, are copied; what is plain already, such as all parts of the input, stays the very same.
 * Numbers that JSON lacks become the texts that the service makes of them: `"Infinity"`, `"NaN"`. Iterative.
 */
export function plainResult(value: unknown): Json | undefined {
  if (!isContainer(value)) {
    const plain = plainScalar(value);
    return plain === UNSUPPORTED ? undefined : plain;
  }
  const frames: Frame[] = [frameOf(value)];
  for (;;) {
    const frame = frames[frames.length - 1];
    if (!frame) return undefined;
    if (frame.next < lengthOf(frame)) {
      const part = partOf(frame);
      if (isContainer(part)) {
        frames.push(frameOf(part));
        continue;
      }
      const plain = plainScalar(part);
      if (plain === UNSUPPORTED) return undefined;
      settle(frame, part, plain);
      continue;
    }
    frames.pop();
    const made = frame.copy ?? frame.source;
    const outer = frames[frames.length - 1];
    if (!outer) return made as Json;
    settle(outer, frame.source, made as Json);
  }
}

/** The same for a result that is part of the input, or an array of such parts. */
export function plainPlace(value: unknown): Json | undefined {
  if (isFunction(value)) return undefined;
  return (Array.isArray(value) && hasFlags(value) ? value.slice() : value) as Json;
}

const isFunction = (value: unknown): boolean =>
  typeof value === "function" || (isContainer(value) && ("_jsonata_function" in value || "_jsonata_lambda" in value));

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

/** Whether the library marked an array as a sequence, or as made by brackets. */
const hasFlags = (array: readonly unknown[]): boolean =>
  "sequence" in array || "keepSingleton" in array || "cons" in array;

function plainScalar(value: unknown): Json | typeof UNSUPPORTED {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  return typeof value === "function" || typeof value === "symbol" ? UNSUPPORTED : null;
}

function frameOf(source: Container): Frame {
  if (Array.isArray(source))
    return { source, keys: undefined, next: 0, copy: hasFlags(source) ? source.slice() : undefined };
  const isBare = Object.getPrototypeOf(source) === null;
  return {
    source,
    keys: Object.keys(source),
    next: 0,
    copy: isBare ? ({ ...source } as { [key: string]: Json }) : undefined,
  };
}

const lengthOf = ({ source, keys }: Frame): number => keys?.length ?? (Array.isArray(source) ? source.length : 0);

function partOf({ source, keys, next }: Frame): unknown {
  return Array.isArray(source) ? source[next] : (source as { readonly [key: string]: unknown })[keys?.[next] ?? ""];
}

/** Notes what a part became, and goes on to the next one. */
function settle(frame: Frame, part: unknown, made: Json): void {
  if (made !== part) {
    frame.copy ??= Array.isArray(frame.source)
      ? frame.source.slice()
      : ({ ...frame.source } as { [key: string]: Json });
    if (Array.isArray(frame.copy)) frame.copy[frame.next] = made;
    else setMember(frame.copy, frame.keys?.[frame.next] ?? "", made);
  }
  frame.next++;
}
