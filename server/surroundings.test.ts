import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documentStore } from "./documents.ts";
import { fileSurroundings } from "./surroundings.ts";

const DEFINITION = `{"StartAt": "A", "TimeoutSeconds": 900, "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.sync", "Parameters": {"Queue": "\${Queu}"}, "End": true}
}}`;

const template = (type: string, substitutions: string): string => `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: ${type}
      DefinitionUri: flows/orders.asl.json
      DefinitionSubstitutions: ${substitutions}
`;

let folder: string;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  folder = mkdtempSync(join(tmpdir(), "statecraft-"));
  mkdirSync(join(folder, "flows"));
  write("flows/orders.asl.json", DEFINITION);
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;

/** The codes found in a document, anew after each change of files. */
function codesIn(path: string, text: string, language = "asl") {
  let codes: readonly string[] | undefined;
  const surroundings = fileSurroundings(() => true);
  const documents = documentStore((_, analysis) => {
    codes = analysis?.diagnostics.map(({ code, severity }) => `${severity} ${code}`);
  }, surroundings);
  documents.update(TextDocument.create(uriOf(path), language, 1, text));
  return () => {
    surroundings.forget();
    documents.refresh();
    vi.runAllTimers();
    return codes;
  };
}

describe("what stands around a document", () => {
  it("tells rules of the template that deploys a definition, as it is now", () => {
    const codes = codesIn("flows/orders.asl.json", DEFINITION);
    const alone = codes() ?? [];
    expect(alone).not.toContain("error express-sync");
    write("template.yaml", template("EXPRESS", "{Queue: orders}"));
    expect(codes()).toEqual(
      expect.arrayContaining(["error express-sync", "warning express-timeout", "warning cfn-substitution-undeclared"]),
    );
    write("template.yaml", template("STANDARD", "{Queu: orders}"));
    expect(codes()).toEqual(alone);
  });

  it("gives rules the severities of the nearest project, as it is now", () => {
    const codes = codesIn("flows/orders.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Succeed", "Foo": 1}}}');
    expect(codes()).toEqual(["error unknown-state-field"]);
    write("statecraft.json", '{ "rules": { "unknown-state-field": "warning" } }');
    expect(codes()).toEqual(["warning unknown-state-field"]);
    write("flows/statecraft.json", '{ "rules": { "unknown-state-field": "off" } }');
    expect(codes()).toEqual([]);
    // While it is being written, what can be read of it counts.
    write("flows/statecraft.json", '{ "rules": { "unknown-state-field": "hint", ');
    expect(codes()).toEqual(["hint unknown-state-field"]);
  });

  it("looks at the files that a template names", () => {
    const text = template("EXPRESS", "{Queu: orders, Topic: news}");
    const codes = codesIn("template.yaml", text, "yaml");
    expect(codes()).toEqual(["hint cfn-substitution-unused"]);
    rmSync(join(folder, "flows/orders.asl.json"));
    expect(codes()).toEqual(["warning cfn-definition-uri-missing"]);
  });
});
