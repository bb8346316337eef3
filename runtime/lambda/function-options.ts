import { resolve } from "node:path";
import type { JsonObject } from "../../language/index.ts";
import type { KindContext } from "../tasks/kind.ts";

/** What an entry of `tasks`, or a template, says about a function, whatever it is written in. */
export interface FunctionOptions {
  /** `src/app.handler`. */
  readonly handler: string;
  /** Where the code is. */
  readonly root: string;
  readonly variables: { readonly [name: string]: string };
  readonly timeoutSeconds: number;
  readonly memorySize?: number;
  /** Folders that Lambda would unpack at /opt. */
  readonly layers: readonly string[];
  readonly concurrency: number;
  /** `"credentials": "real"`: it may use those of this machine, and the user is told at each start. */
  readonly realCredentials: boolean;
}

/** Seconds that a function may take, and events that it may handle at once, where nothing says otherwise. */
const TIMEOUT_SECONDS = 30;
const CONCURRENCY = 8;

/** Reads the options that kinds of functions share; undefined where there is no handler. */
export function functionOptions(options: JsonObject, context: KindContext): FunctionOptions | undefined {
  const { handler, cwd = ".", env = {}, layers = [] } = options;
  if (typeof handler !== "string" || !handler.includes(".")) return undefined;
  const memorySize = Number(options.memorySize) || undefined;
  return {
    handler,
    root: resolve(context.folder, String(cwd)),
    variables: { ...context.environment, ...textsOf(env) },
    timeoutSeconds: Number(options.timeoutSeconds) || TIMEOUT_SECONDS,
    ...(memorySize !== undefined && { memorySize }),
    layers: Array.isArray(layers) ? layers.map((layer) => resolve(context.folder, String(layer))) : [],
    concurrency: Math.max(1, Math.floor(Number(options.concurrency)) || CONCURRENCY),
    realCredentials: options.credentials === "real",
  };
}

function textsOf(env: unknown): { readonly [name: string]: string } {
  const entries = typeof env === "object" && env !== null ? Object.entries(env) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
