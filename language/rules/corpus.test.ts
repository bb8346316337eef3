import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { twinOf } from "../../test/kit/both-notations.ts";
import {
  type Analysis,
  analyze,
  buildModel,
  type DocumentVersion,
  findingsOf,
  isJsonObject,
  type Json,
  type Notation,
  notationOf,
  notations,
  type ObjectNode,
  ruleCodes,
  toJson,
  valueAt,
} from "../index.ts";
import { notationCodes } from "./fields/codes.ts";
import { checkRules } from "./index.ts";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: the corpus of definitions (no shared folder)");

interface Row {
  readonly id: string;
  readonly file: string;
  readonly broken?: string;
  readonly caveats?: readonly string[];
  readonly disputed?: string;
  readonly format?: string;
  readonly machine_type?: "EXPRESS";
}

const rowsOf = (kind: string): readonly Row[] => JSON.parse(readFileSync(join(folder, kind, "index.json"), "utf8"));

/** `corpus.yaml`: by section and id what is expected of a definition, `code /path` each. */
const table = toJson(notations.yaml.parse(readFileSync(join(import.meta.dirname, "corpus.yaml"), "utf8")).root);

function section(name: string): ReadonlyMap<string, readonly string[]> {
  const found: Json | undefined = isJsonObject(table) ? table[name] : undefined;
  if (!isJsonObject(found)) throw new Error(`corpus.yaml has no section "${name}"`);
  return new Map(Object.entries(found).map(([id, lines]) => [id, Array.isArray(lines) ? lines.map(String) : []]));
}

const textOf = (kind: string, { file }: Row): string => readFileSync(join(folder, kind, file), "utf8");

function read(text: string, notation: Notation, { machine_type: type }: Row): Analysis {
  const document: DocumentVersion = { uri: "", version: 1, notation, text, catalogue };
  return analyze(type ? { ...document, type } : document);
}

interface Found {
  readonly code: string;
  readonly isError: boolean;
  /** `next-unknown-state /States/A/Next` */
  readonly line: string;
}

const lineOf = (code: string, path: string): string => `${code} ${path}`.trimEnd();

function foundIn(kind: string, row: Row): readonly Found[] {
  const text = textOf(kind, row);
  return findingsOf(read(text, notationOf(text), row)).map(({ code, severity, path }) => ({
    code,
    isError: severity === "error",
    line: lineOf(code, path),
  }));
}

const errorsOf = (kind: string, row: Row): readonly string[] =>
  foundIn(kind, row).flatMap(({ isError, line }) => (isError ? [line] : []));

/** Each of these definitions has what the table says; the first line is the fault that it is known for. */
function checkTable(kind: string, rows: readonly Row[], expected: ReadonlyMap<string, readonly string[]>): void {
  expect([...expected.keys()].toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  for (const row of rows) {
    const found = foundIn(kind, row);
    const lines = expected.get(row.id) ?? [];
    const known = found.find(({ line }) => line === lines[0]);
    expect(
      found.map(({ line }) => line),
      row.file,
    ).toEqual(expect.arrayContaining([...lines]));
    // An error names the fault, or a warning where the rule has no more than that.
    const isNamed = known && (known.isError || ruleCodes.get(known.code)?.severity === "warning");
    expect(isNamed || found.some(({ isError }) => isError), row.file).toBe(true);
  }
}

describe.skipIf(!isHere && !process.env.CI)("the corpus of definitions", () => {
  it("has no error in a real definition that isn't broken", () => {
    for (const row of rowsOf("real")) if (!row.broken) expect(errorsOf("real", row), row.file).toEqual([]);
  });

  it("has nothing in a real definition that services would not know", () => {
    const rules = /^(?:integration-unknown|sdk-|sync|callback-unsupported|missing-required|unknown-para|parameter-)/;
    for (const row of rowsOf("real")) {
      expect(
        foundIn("real", row).flatMap(({ code, line }) => (rules.test(code) ? [line] : [])),
        row.file,
      ).toEqual([]);
    }
  });

  it("has the expected findings in the broken ones", () => {
    const broken = rowsOf("real").filter((row) => row.broken);
    expect(broken.length).toBeGreaterThan(0);
    checkTable("real", broken, section("broken"));
  });

  it("has no error in a valid definition but those that are accounted for", () => {
    const expected = section("valid");
    const rows = rowsOf("valid");
    for (const row of rows) expect(errorsOf("valid", row), row.file).toEqual(expected.get(row.id) ?? []);
    const caveats = rows.filter((row) => row.caveats).map(({ id }) => id);
    expect([...expected.keys()].filter((id) => !caveats.includes(id))).toEqual([]);
  });

  it("has the expected findings in every invalid definition that nobody disputes", () => {
    const undisputed = rowsOf("invalid").filter((row) => !row.disputed);
    expect(undisputed.length).toBeGreaterThan(100);
    checkTable("invalid", undisputed, section("invalid"));
  });

  it("has no error in the definitions that stand in templates", () => {
    const rows = rowsOf("embedded");
    const templates = rows.filter(({ format }) => format?.startsWith("cfn-"));
    expect(templates.length).toBeGreaterThan(100);
    for (const row of templates) expect(errorsOf("embedded", row), row.file).toEqual([]);
    const definitions = rows.flatMap((row) => (row.format === "serverless" ? serverlessDefinitions(row) : []));
    expect(definitions.length).toBeGreaterThanOrEqual(14);
    for (const [title, root] of definitions) {
      const subject = { text: "", tree: { root, problems: [], comments: [] }, model: buildModel(root) };
      const errors = checkRules(subject).filter(({ severity }) => severity === "error");
      expect(errors, title).toEqual([]);
    }
  });

  it.each(["real", "valid", "invalid"])("says the same of the twin of every %s definition", (kind) => {
    for (const row of rowsOf(kind)) checkTwin(kind, row);
  });
});

/** The definitions in a file of the Serverless Framework, with their titles. */
function serverlessDefinitions(row: Row): readonly (readonly [string, ObjectNode])[] {
  const { root } = notations.yaml.parse(textOf("embedded", row));
  const machines = valueAt(valueAt(root, "stepFunctions"), "stateMachines");
  return (machines?.kind === "object" ? machines.members : []).flatMap(({ key, value }) => {
    const node = valueAt(value, "definition");
    return node?.kind === "object" ? [[`${row.file} ${key.value}`, node] as const] : [];
  });
}

/** What the notations themselves report, and what concerns how YAML is written, can't be the same. */
const ofNotation = new Set([...Object.keys(notationCodes), "yaml-boolean-like-name"]);

function checkTwin(kind: string, row: Row): void {
  const text = textOf(kind, row);
  const own = notationOf(text);
  // What can't be read to the end has no twin.
  if (own.parse(text).problems.some(({ severity }) => severity === "error")) {
    expect(section("without twin").has(row.id), row.file).toBe(true);
    return;
  }
  const other = own.id === "json" ? notations.yaml : notations.json;
  const twin = twinOf({ text, marks: [] }, own, other).text;
  expect(codesOf(twin, other, row), row.file).toEqual(codesOf(text, own, row));
}

const codesOf = (text: string, notation: Notation, row: Row): readonly string[] =>
  findingsOf(read(text, notation, row))
    .filter(({ code }) => !ofNotation.has(code))
    .map(({ code, severity, path }) => `${severity} ${lineOf(code, path)}`)
    .toSorted();
