import { isJsonObject, type Json, type JsonObject, jsonType } from "../text/index.ts";
import type { Catalogue } from "./catalogue.ts";

/**
 * What is wrong with a mocked result of an integration, in a sentence; undefined where nothing is known to be. Members
 * that the service doesn't give are fine, as TestState takes them. Reference, sections 9.3 and 11.3.
 */
export function resultProblem(catalogue: Catalogue, service: string, action: string, result: Json): string | undefined {
  if (action.endsWith(".waitForTaskToken")) return undefined;
  const known = catalogue.integration(service, action);
  const output = (action.includes(".") ? undefined : known?.output) ?? {};
  if (!isJsonObject(result)) return `"${service}:${action}" gives an object, not ${article(jsonType(result))}.`;
  return caseProblem(output, result) ?? envelopeProblem(service, action, result) ?? typeProblem(output, result);
}

const article = (type: string): string => (type === "null" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`);

/** Keys of results are written in PascalCase, whatever the service's own API writes. Reference, section 9.5. */
function caseProblem(output: { readonly [name: string]: string }, result: JsonObject): string | undefined {
  for (const key of Object.keys(result)) {
    if (Object.hasOwn(output, key) || asKubernetesWrites.has(key)) continue;
    const meant = Object.keys(output).find((name) => name.toLowerCase() === key.toLowerCase());
    const pascal = meant ?? key.charAt(0).toUpperCase() + key.slice(1);
    if (pascal !== key)
      return `"${key}" would be "${pascal}": Step Functions writes the keys of results in PascalCase.`;
  }
  return undefined;
}

/** The log of a job on EKS is the one member in lower case. */
const asKubernetesWrites: ReadonlySet<string> = new Set(["logs"]);

function envelopeProblem(service: string, action: string, result: JsonObject): string | undefined {
  if (service !== "lambda" || action !== "invoke" || Object.hasOwn(result, "Payload")) return undefined;
  return `"lambda:invoke" gives {"StatusCode": 200, "Payload": …}: put what the function returns into "Payload".`;
}

function typeProblem(output: { readonly [name: string]: string }, result: JsonObject): string | undefined {
  for (const [name, type] of Object.entries(output)) {
    const value = Object.hasOwn(result, name) ? result[name] : undefined;
    const wanted = wantedType(type);
    if (value === undefined || value === null || wanted === undefined || jsonType(value) === wanted) continue;
    return `"${name}" must be ${article(wanted)}, not ${article(jsonType(value))}.`;
  }
  return undefined;
}

function wantedType(type: string): string | undefined {
  if (type === "string" || type === "timestamp" || type === "blob") return "string";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return type;
  if (type.startsWith("list")) return "array";
  return type.startsWith("map") || type === "object" ? "object" : undefined;
}
