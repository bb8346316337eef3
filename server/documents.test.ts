import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documentStore } from "./documents.ts";
import { languageOf, notationFor } from "./notation-for.ts";

const DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}';
const open = (version: number, text: string, languageId = "asl"): TextDocument =>
  TextDocument.create("file:///a", languageId, version, text);

describe("the store of documents", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  const store = () => {
    const log: string[] = [];
    const documents = documentStore((_, analysis) => {
      log.push(analysis ? `${analysis.version}: ${analysis.diagnostics.map(({ code }) => code).join(" ")}` : "none");
    });
    return { log, documents };
  };

  it("validates the last of several versions, once", () => {
    const { log, documents } = store();
    documents.update(open(1, DEFINITION));
    documents.update(open(2, DEFINITION.replace("Pass", "Pss")));
    documents.update(open(3, DEFINITION.replace("Pass", "Succeed")));
    vi.runAllTimers();
    expect(log).toEqual(["3: "]);
  });

  it("answers about a version before it is validated, with the same analysis", () => {
    const { documents } = store();
    documents.update(open(1, DEFINITION));
    const early = documents.analysisOf("file:///a");
    vi.runAllTimers();
    expect(documents.analysisOf("file:///a")).toBe(early);
    documents.update(open(2, DEFINITION));
    expect(documents.analysisOf("file:///a")?.version).toBe(2);
  });

  it("forgets what is closed, and never validates it", () => {
    const { log, documents } = store();
    documents.update(open(1, DEFINITION));
    documents.close("file:///a");
    vi.runAllTimers();
    expect(log).toEqual([]);
    expect(documents.analysisOf("file:///a")).toBeUndefined();
  });

  it("tells where a document is no definition any more", () => {
    const { log, documents } = store();
    documents.update(open(1, DEFINITION, "json"));
    vi.runAllTimers();
    documents.update(open(2, "{}", "json"));
    vi.runAllTimers();
    expect(log).toEqual(["1: no-next-no-end", "none"]);
  });

  it("validates everything anew under other rules", () => {
    const { log, documents } = store();
    documents.update(open(1, DEFINITION));
    vi.runAllTimers();
    documents.useRules({ "no-next-no-end": "off" });
    vi.runAllTimers();
    expect(log).toEqual(["1: no-next-no-end", "1: "]);
  });
});

describe("the notation of a document", () => {
  it.each([
    ["asl", "", "json, certain"],
    ["asl", '{"a"', "json, certain"],
    ["asl", "StartAt: A", "yaml, certain"],
    ["asl-yaml", "{}", "yaml, certain"],
    ["json", "{}", undefined],
    ["json", DEFINITION, "json"],
    ["jsonc", `// c\n${DEFINITION}`, "json"],
    ["yaml", "StartAt: A\nStates: {}", "yaml"],
    ["yaml", "name: x", undefined],
    ["plaintext", DEFINITION, "json"],
  ])("of language %s for %j", (languageId, text, expected) => {
    const choice = notationFor(languageId, text);
    expect(choice && `${choice.notation.id}${choice.certain ? ", certain" : ""}`).toBe(expected);
  });
});

describe("the language of a document", () => {
  it.each([
    ["file:///a.asl.json", "json", "asl"],
    ["file:///a.ASL", "plaintext", "asl"],
    ["file:///a.asl.yml", "yaml", "asl-yaml"],
    ["file:///a.asl.json", "asl-yaml", "asl-yaml"],
    ["file:///a.json", "json", "json"],
    ["file:///asl.yaml", "yaml", "yaml"],
  ])("named %s and called %s is %s", (uri, languageId, expected) => expect(languageOf(uri, languageId)).toBe(expected));
});
