import type { Call, IntegrationParameter, ParameterType } from "../../catalogue/index.ts";
import { code } from "../place/inert.ts";

/** What a parameter of an action is and takes, as Markdown. */
export function parameterDoc(call: Call, parameter: IntegrationParameter, type: ParameterType): string {
  const { name, required, doc = "", listed, deprecated } = parameter;
  const notes = [
    required ? "Required." : undefined,
    deprecated ? "Deprecated." : undefined,
    listed === false ? "The service's API has it; the guide of Step Functions doesn't name it." : undefined,
  ];
  const of = `${code(`${call.service}:${call.action}`)}, [${call.title}](${call.page})`;
  return [`**${name}**: ${typeName(type)}`, doc, choicesOf(type), notes.filter(Boolean).join(" "), `Parameter of ${of}`]
    .filter(Boolean)
    .join("\n\n");
}

const choicesOf = (type: ParameterType): string =>
  type.kind === "choice"
    ? `One of ${type.values.slice(0, 40).map(code).join(", ")}${type.values.length > 40 ? ", …" : ""}.`
    : "";

const PLAIN = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  timestamp: "moment",
  blob: "bytes",
  json: "any value",
  object: "object",
  choice: "one of a few words",
  members: "object",
} as const;

const MANY = {
  string: "texts",
  integer: "whole numbers",
  number: "numbers",
  boolean: "truth values",
  timestamp: "moments",
  blob: "bytes",
  json: "values",
  object: "objects",
  choice: "words",
  members: "objects",
  list: "lists",
  map: "maps",
} as const;

/** A type in words: `list of objects`. */
export function typeName(type: ParameterType): string {
  if (type.kind !== "list" && type.kind !== "map") return PLAIN[type.kind];
  return type.of ? `${type.kind} of ${MANY[type.of.kind]}` : type.kind;
}

/** An action in short, as Markdown: what it does, what it needs, how it may wait, where to read on. */
export function callDoc(call: Call): string {
  const { service, action, title, doc = "", note = "", parameters, oneOf = [], permission, outdated } = call;
  const required = parameters.filter((each) => each.required).map(({ name }) => code(name));
  const groups = oneOf.map((group) => `one of ${group.map(code).join(", ")}`);
  const others = parameters.length - required.length;
  const needs = [...required, ...groups].join(", ");
  const facts = [
    `- Needs: ${needs || "no parameter"}${others > 0 ? `; may take ${others} more` : ""}`,
    `- Waits: ${call.patterns.map((pattern) => WAITS[pattern]).join("; ")}`,
    permission ? `- Permission: ${code(permission)}` : "",
  ];
  const old = outdated === "action" ? "AWS advises against it." : outdated ? "Step Functions no longer lists it." : "";
  const heading = `**${service}:${action}**: ${title}`;
  const more = `[Developer guide](${call.page})`;
  return [heading, [doc, old].filter(Boolean).join(" "), note, facts.filter(Boolean).join("\n"), more]
    .filter(Boolean)
    .join("\n\n");
}

const WAITS = {
  "request-response": "for the response",
  sync: "with `.sync` until the job is done",
  "sync:2": "with `.sync:2` the same, its output as a value",
  waitForTaskToken: "with `.waitForTaskToken` until somebody answers with the task token",
} as const;
