import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { shapeText, specimenOf } from "../language/index.ts";
import { dataOfDocuments } from "./data.ts";
import { documentStore } from "./documents.ts";

const folder = mkdtempSync(join(tmpdir(), "inputs-"));
const program = join(folder, "machines", "orders.asl.json");
const uri = pathToFileURL(program).href;
const TASK = { Type: "Task", Resource: "arn:aws:lambda:eu-west-1:123456789012:function:price" };
const text = JSON.stringify({ StartAt: "A", States: { A: { ...TASK, Next: "B" }, B: { Type: "Succeed" } } });

function write(file: string, content: unknown): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
}

beforeEach(() => mkdirSync(dirname(program), { recursive: true }));
afterEach(() => rmSync(folder, { recursive: true }));

function opened() {
  const documents = documentStore(() => {});
  documents.update(TextDocument.create(uri, "asl", 1, text));
  const data = dataOfDocuments({ documents, connection: { console } as unknown as Connection });
  const shown = (name: string): string => {
    const analysis = documents.analysisOf(uri);
    const state = analysis?.model.states.find((each) => each.name === name);
    return analysis && state ? shapeText(analysis.shapes.inputOf(state)) : "";
  };
  return { data, shown };
}

it("Sample inputs beside the definition, in events and in the project file tell what inputs look like", async () => {
  write("machines/first.input.json", { id: "1" });
  write("machines/broken.input.json", "{");
  write("machines/other.json", { left: "out" });
  write("machines/events/second.json", { id: "2", total: 3 });
  write("samples/deep/third.json", { paid: true });
  write("statecraft.json", { inputs: ["./samples/**/*.json"] });
  const { data, shown } = opened();
  expect(shown("A")).toBe("any");
  data.opened(uri);
  await vi.waitFor(() => expect(shown("A")).toBe("{ id?: string, total?: number, paid?: boolean, … }"));
  rmSync(join(folder, "samples"), { recursive: true });
  data.changed([uri]);
  await vi.waitFor(() => expect(shown("A")).toBe("{ id?: string, total?: number, … }"));
});

it("Runs tell what inputs and results look like", () => {
  const { data, shown } = opened();
  data.ran({
    uri,
    input: specimenOf({ id: "secret" }),
    results: { "/States/A": specimenOf({ price: 12, lines: [1, 2] }) },
  });
  expect(shown("A")).toBe("{ id?: string, … }");
  expect(shown("B")).toBe("{ price?: number, lines?: number[], … }");
  data.ran({ uri, input: specimenOf({ name: "x" }) });
  expect(shown("A")).toBe("{ id?: string, name?: string, … }");
  expect(shown("B")).toBe("{ price?: number, lines?: number[], … }");
});

it("Specimens say nothing of the content", () => {
  const value = { text: "secret", list: [1, 2, { a: null }, { a: null }], is: true };
  expect(specimenOf(value)).toEqual({ text: "", list: [0, { a: null }], is: false });
});
