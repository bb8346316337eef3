import { readResource } from "../../engine/index.ts";
import type { JsonObject } from "../../language/index.ts";
import type { LocalServices } from "../services/local-services.ts";
import type { KindContext, MadeHandler } from "./kind.ts";

/**
 * Stand-ins for services on this machine: `sqs`, `sns` and `events` keep what they are sent and print it, `dynamodb` has
 * tables in memory, `s3` (through the SDK) has the buckets of `statecraft.json`, `states` starts machines of the workspace,
 * and activities wait for workers in code. An execution and those that it starts share them. No options.
 */
export function builtinHandler(_: JsonObject, { services }: KindContext): MadeHandler {
  if (!services) return { ok: false, message: 'kind "builtin" needs an execution to belong to.' };
  return {
    ok: true,
    handler: {
      name: "builtin",
      part: "request",
      instant: true,
      refuses: (resource) => refusal(resource, services),
      invoke: services.invoke,
    },
  };
}

function refusal(resource: string, services: LocalServices): string | undefined {
  const read = readResource(resource);
  if (read.kind === "activity") return undefined;
  if (read.kind === "function") return 'functions have no stand-in: use kind "node", "python" or "mock".';
  const isJob = read.pattern === "sync" && read.service !== "states";
  if (!isJob && services.has(read.service, read.action)) return undefined;
  return `there is no stand-in for "${read.service}:${read.action}": use kind "mock".`;
}

/** The quickest way to have a task answered that nothing answers, in a sentence; undefined where it has no stand-in. */
export function standInHint(resource: string, services: LocalServices | undefined): string | undefined {
  if (!services || refusal(resource, services) !== undefined) return undefined;
  return 'The quickest way is the stand-in of its service: { "tasks": [{ "kind": "builtin" }] } in statecraft.json.';
}
