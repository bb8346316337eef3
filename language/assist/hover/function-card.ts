import type { TemplateFunction } from "../../templates/index.ts";
import { code, inert } from "../place/inert.ts";

/** A function of a template in short, as Markdown: what runs, on what, for how long. */
export function functionCard({
  logicalId,
  handler,
  runtime,
  timeoutSeconds,
  memorySize,
  code: source,
}: TemplateFunction): string {
  const where =
    source.kind === "folder"
      ? code(source.path)
      : source.kind === "elsewhere"
        ? code(source.location)
        : source.kind === "inline"
          ? "in the template"
          : "an image";
  const facts = [
    ["Handler", handler && code(handler)],
    ["Runtime", runtime && code(runtime)],
    ["Code", where],
    ["Time limit", `${timeoutSeconds} s`],
    ["Memory", `${memorySize} MB`],
  ].flatMap(([title, text]) => (text ? [`- ${title}: ${text}`] : []));
  return `**${inert(logicalId)}**: Lambda function of the template\n\n${facts.join("\n")}`;
}
