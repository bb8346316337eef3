import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildModel, isDefinition, isTemplate } from "../model/index.ts";
import { notationOf, type ObjectNode, type SyntaxNode, valueAt } from "../syntax/index.ts";
import { readTemplate, type TemplateMachine } from "./index.ts";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions/embedded");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: the corpus of templates (no shared folder)");

interface Row {
  readonly file: string;
  readonly format: string;
  readonly definitions: readonly Definition[];
}

interface Definition {
  readonly name: string;
  readonly how: string;
  readonly readable: boolean;
  readonly points_at?: string | { readonly Bucket: string; readonly Key: string };
  readonly definition_substitutions?: readonly string[];
  readonly states?: number;
}

const rows = (): readonly Row[] => {
  const all: readonly Row[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  return all.filter(({ format }) => format.startsWith("cfn-"));
};

function read({ file }: Row) {
  const text = readFileSync(join(folder, file), "utf8");
  const { root } = notationOf(text).parse(text);
  return { text, root, template: readTemplate(root) };
}

/** The definition that a machine's own template holds. */
function rootOf({ definition }: TemplateMachine): SyntaxNode | undefined {
  if (definition.kind === "text") return definition.tree.root;
  return definition.kind === "object" ? definition.node : undefined;
}

function statesIn(root: ObjectNode): number {
  return buildModel(root).states.length;
}

describe.skipIf(!isHere && !process.env.CI)("the corpus of templates", () => {
  it("yields every machine, and every definition that can be read", () => {
    const counts = { templates: 0, machines: 0, functions: 0, objects: 0, texts: 0, files: 0 };
    for (const row of rows()) {
      const { text, root, template } = read(row);
      expect(isTemplate(root), row.file).toBe(true);
      counts.templates++;
      counts.machines += template.machines.length;
      counts.functions += template.functions.length;
      expect(template.functions.length, row.file).toBe(functionsIn(text));
      for (const definition of row.definitions) counts[check(row, definition, template.machines)]++;
    }
    console.log(`templates: ${JSON.stringify(counts)}`);
    expect(counts).toMatchObject({ templates: 104, objects: 13, texts: 23, files: 89 });
  });

  it("knows where the code of the functions is", () => {
    const codes = new Map<string, number>();
    for (const row of rows()) {
      for (const { code, name, handler } of read(row).template.functions) {
        expect(name, row.file).not.toContain("${");
        codes.set(code.kind, (codes.get(code.kind) ?? 0) + 1);
        if (code.kind !== "image") expect(handler, `${row.file} ${name}`).toBeDefined();
      }
    }
    console.log(`code of functions: ${JSON.stringify(Object.fromEntries(codes))}`);
  });

  it("has machines in the model for the definitions that are objects", () => {
    for (const row of rows()) {
      const objects = row.definitions.filter(({ how }) => how === "Definition (object)");
      const { root } = read(row);
      expect(buildModel(root).machines.map(({ path }) => path)).toEqual(
        objects.map(({ name }) => `/Resources/${name}/Properties/Definition`),
      );
    }
  });

  it("gives every declared placeholder a value", () => {
    const open = new Set<string>();
    for (const row of rows()) {
      const { template } = read(row);
      for (const { name, definition_substitutions = [] } of row.definitions) {
        const substitutions = template.machines.find(({ logicalId }) => logicalId === name)?.substitutions;
        expect([...(substitutions?.keys() ?? [])].toSorted(), row.file).toEqual(definition_substitutions.toSorted());
        for (const { unresolved } of substitutions?.values() ?? []) for (const each of unresolved) open.add(each);
      }
    }
    console.log(`without a value: ${[...open].join(", ")}`);
    expect(open.size).toBeLessThan(20);
  });
});

/** What was found for a row's definition, after it was compared with the index. */
function check(row: Row, { name, how, points_at, states }: Definition, machines: readonly TemplateMachine[]) {
  const machine = machines.find(({ logicalId }) => logicalId === name);
  const root = machine && rootOf(machine);
  if (how === "DefinitionUri") {
    const isPath = typeof points_at === "string";
    const location = isPath ? points_at : `s3://${points_at?.Bucket}/${points_at?.Key}`;
    expect(machine?.definition, row.file).toEqual({ kind: isPath ? "file" : "elsewhere", location });
    return "files";
  }
  if (!root || !machine || root.kind !== "object") throw new Error(`${row.file}: no definition "${name}"`);
  expect(isDefinition(root), `${row.file} ${name}`).toBe(true);
  expect(statesIn(root), `${row.file} ${name}`).toBe(states);
  const deployed = machine.deployed(root);
  expect(statesIn(deployed.root), `${row.file} ${name}`).toBe(states);
  expect(valueAt(deployed.root, "StartAt")?.kind).toBe("string");
  return machine.definition.kind === "text" ? "texts" : "objects";
}

const functionsIn = (text: string): number =>
  text.match(/^[^#\n]*\bType"?: *["']?AWS::(?:Serverless|Lambda)::Function\b(?!\w)/gm)?.length ?? 0;
