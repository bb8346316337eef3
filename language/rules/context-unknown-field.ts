import { type ContextField, contextObject } from "../spec/index.ts";
import { closest } from "./closest.ts";
import { contextReads, placeOfNames } from "./context-reads.ts";
import type { Rule } from "./rule.ts";
import { listed, shown } from "./wording.ts";

export const contextUnknownField: Rule = {
  code: "context-unknown-field",
  severity: "warning",
  doc: "What is read of the context object is one of its fields.",
  perState: true,
  check({ model }, report) {
    for (const read of contextReads(model)) {
      const { text, names } = read;
      // A result is put into no context object at all.
      if (text.spec.type === "referencePath" && text.field === "ResultPath") continue;
      let fields: ContextField["fields"] = contextObject.fields;
      for (const each of names) {
        if (!fields) break;
        const { name } = each;
        const field: ContextField | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (!field) {
          const suggestion = closest(name, Object.keys(fields));
          const advice = suggestion ? `did you mean "${suggestion}"?` : `it has ${listed(Object.keys(fields), "and")}.`;
          const message = `The context object has no field "${shown(name)}" here: ${advice}`;
          report({ at: placeOfNames(read, each), message, ...(suggestion && { data: { suggestion } }) });
          break;
        }
        fields = field.fields;
      }
    }
  },
};
