import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fixableCodes, ruleCodes } from "../language/index.ts";
import { catalogueFiles } from "./generate/catalogue.mjs";

const root = join(import.meta.dirname, "..");

/** The pages that are written from the tables of the language: never by hand. */
export const pages = [
  { file: "docs/rules.md", write: rulesPage },
  { file: "schemas/statecraft.schema.json", write: projectSchema },
  { file: "package.json", write: manifest },
];

/** The schema of `statecraft.json`, whose `rules` has every code: editors offer them, and tell of others. */
export function projectSchema() {
  const schema = JSON.parse(checkedIn("schemas/statecraft.schema.json"));
  const { type, description } = schema.properties.rules;
  schema.properties.rules = { type, description, properties: codeProperties(), additionalProperties: false };
  return formatted(schema);
}

/** package.json, whose setting `statecraft.rules` has every code. */
export function manifest() {
  const contents = JSON.parse(checkedIn("package.json"));
  const group = [contents.contributes.configuration].flat().find(({ properties }) => properties["statecraft.rules"]);
  const setting = group.properties["statecraft.rules"];
  setting.propertyNames = { enum: sortedCodes().map(([code]) => code) };
  setting.additionalProperties = { type: "string", enum: levels };
  return `${JSON.stringify(contents, null, 2)}\n`;
}

const levels = ["error", "warning", "information", "hint", "off"];

const sortedCodes = () => [...ruleCodes].toSorted(([a], [b]) => a.localeCompare(b, "en"));

function codeProperties() {
  return Object.fromEntries(
    sortedCodes().map(([code, { doc }]) => [code, { enum: levels, description: doc.replaceAll("`", "") }]),
  );
}

/**
 * JSON as the formatter of the project writes it: short lists of plain values on one line.
 * @param {object} value
 */
function formatted(value) {
  const text = JSON.stringify(value, null, 2);
  return `${text.replaceAll(/^( *)(.*)\[\n((?:\s+(?:"[^"\n]*"|[\d.]+),?\n)+)\s*\]/gm, shortList)}\n`;
}

/** @type {(all: string, indent: string, before: string, items: string) => string} */
function shortList(all, indent, before, items) {
  const line = `${indent}${before}[${items
    .trim()
    .split(/\s*\n\s*/)
    .join(" ")}]`;
  return line.length <= 119 ? line : all;
}

/** @param {string} file */
const checkedIn = (file) => readFileSync(join(root, file), "utf8");

/** Every rule with what it demands and an example, which is one of its tests. */
export function rulesPage() {
  const codes = sortedCodes();
  const rows = codes.map(([code, { severity, off, doc }]) => {
    const fixed = fixableCodes.has(code) ? "yes" : "";
    return `| [${code}](#${anchorOf(code)}) | ${off ? "off" : severity} | ${fixed} | ${doc.replaceAll("|", "\\|")} |`;
  });
  const sections = codes.map(([code, { severity, off, doc }]) => {
    const level = off ? "Off unless the settings ask for it." : `Reported as ${severityNames[severity]}.`;
    const example = exampleOf(code);
    return `### ${code}\n\n${doc} ${level}${example ? `\n\n\`\`\`${example.startsWith("{") ? "json" : "yaml"}\n${example}\n\`\`\`` : ""}`;
  });
  return `${intro}\n| code | severity | quick fix | what it demands |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n\n${sections.join("\n\n")}\n`;
}

const severityNames = { error: "an error", warning: "a warning", information: "information", hint: "a hint" };

const intro = `# Rules

What Statecraft reports about a definition, each under a code that never changes. The setting \`statecraft.rules\` gives a rule
another severity, or turns it off:

\`\`\`json
"statecraft.rules": { "choice-no-default": "off", "json-comment": "error" }
\`\`\`

So does \`rules\` in a project's \`statecraft.json\`, for everybody who works on the definitions of its folder, on the command line
as well; it goes before the setting:

\`\`\`json
{ "rules": { "choice-no-default": "off", "json-comment": "error" } }
\`\`\`

A comment silences rules for one line, several of them one after another, in YAML by \`#\`, in JSON by \`//\` or \`/* … */\`:

\`\`\`yaml
# statecraft-disable-next-line unreachable-state
Later: { Type: Succeed }
\`\`\`

A finding may be weaker than its rule where less is certain: \`integration-unknown\` warns of a service that our table doesn't
have, and \`jsonata-marks\` of a text that may be meant as it is.

In the examples the carets mark what is reported. Values that a template fills in, such as \`\${FunctionArn}\`, are never an error.

<!-- Written by scripts/generate.mjs from the tables and tests in language/rules. -->
`;

/** @param {string} code */
const anchorOf = (code) => code.replaceAll(".", "");

/**
 * The first of a rule's marked texts in which it reports something.
 * @param {string} code
 */
function exampleOf(code) {
  const file = join(root, "language/rules/cases", `${code}.yaml`);
  const text = readIfThere(file);
  const [, ...cases] = `\n${text}`.split(/\n--- /);
  const found = cases.find((each) => new RegExp(`^ *\\^+ ${code.replaceAll(".", "\\.")}: `, "m").test(each));
  return found?.slice(found.indexOf("\n") + 1).trimEnd();
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { file, write } of [...pages, ...catalogueFiles]) await writeFile(join(root, file), write());
}
