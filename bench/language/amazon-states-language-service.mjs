import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(import.meta.dirname, "measure.mjs"));
const service = require("amazon-states-language-service");
const { TextDocument } = require("vscode-languageserver-textdocument");

/** Their side, called as AWS's extension calls it: a version is parsed and validated from its beginning. */
export function prepare({ notation }) {
  const isJson = notation === "json";
  const language = isJson ? service.getLanguageService({}) : service.getYamlLanguageService({});
  const documentOf = (text, version) => {
    const document = TextDocument.create("file:///a.asl", isJson ? "asl" : "asl-yaml", version, text);
    // It reads YAML anew at each request.
    return { document, parsed: isJson ? () => language.parseJSONDocument(document) : () => undefined };
  };
  return {
    open: (text) => documentOf(text, 1),
    validate: async ({ document, parsed }) => (await language.doValidation(document, parsed())).length,
    change: (_, text) => documentOf(text, 2),
    complete: async (version, offset) => {
      version.known ??= version.parsed();
      const { document, known } = version;
      return (await language.doComplete(document, document.positionAt(offset), known)).items.length;
    },
  };
}
