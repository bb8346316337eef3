import { errorNames, type FieldSpec, lambdaErrorNames } from "../../spec/index.ts";

/** What a field is and takes, as Markdown. */
export function fieldDoc(name: string, spec: FieldSpec): string {
  const facts = [
    spec.only && `Only in ${spec.only}${spec.instead ? `; the other language has \`${spec.instead}\`` : ""}.`,
    rangeOf(spec),
    spec.oneOf && `One of ${spec.oneOf.map((value) => `\`${value}\``).join(", ")}.`,
    spec.expression && "In a JSONata state also an expression, `{% … %}`.",
  ];
  const shown = facts.filter((fact) => fact !== undefined);
  return [`**${name}**${spec.required ? " (required)" : ""}`, spec.doc, shown.join(" ")].filter(Boolean).join("\n\n");
}

function rangeOf({ type, min, max }: FieldSpec): string | undefined {
  const isNumber = type === "integer" || type === "number";
  const noun = type === "integer" ? "A whole number" : type === "number" ? "A number" : "A text";
  if (max === undefined) return isNumber && min !== undefined ? `${noun}, at least ${min}.` : undefined;
  if (!isNumber && type !== "string") return undefined;
  return `${noun} from ${(min ?? 0).toLocaleString("en-US")} to ${max.toLocaleString("en-US")}${isNumber ? "" : " characters"}.`;
}

/** What an error of the language means; undefined for names of other origin. */
export function errorDoc(name: string): string | undefined {
  const known: { readonly [name: string]: { readonly doc: string; readonly terminal?: true } } = {
    ...errorNames,
    ...lambdaErrorNames,
  };
  if (/^States\.Http\.StatusCode\.\d{3}$/.test(name)) return "An HTTP Task got this status as its answer.";
  return Object.hasOwn(known, name) ? known[name]?.doc : undefined;
}
