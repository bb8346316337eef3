import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { analyze, type Json, notationOf, toJson as plainJson } from "../language/index.ts";
import { type DiagramJson, layoutGraph, toJson, toSvg } from "./index.ts";

const shared = process.env.STATECRAFT_SHARED ?? "../shared";
const isHere = existsSync(shared);
if (!isHere && !process.env.CI) console.log("left out: pictures of the shared definitions (no shared folder)");

interface Row {
  readonly file: string;
  readonly broken?: string;
  readonly features?: { readonly states: number };
}

interface Measures {
  readonly crossings: number;
  readonly edges: number;
  readonly throughNodes: number;
  readonly labelOverlaps: number;
  readonly labelFar: number;
  readonly overlaps: number;
  readonly outside: number;
  readonly choiceOrder: { readonly kept: number; readonly pairs: number };
  readonly straightNext: { readonly straight: number; readonly all: number };
}

interface Metrics {
  measure(picture: DiagramJson): Measures;
  total(all: readonly Measures[]): Measures;
  same(a: DiagramJson, b: DiagramJson): boolean;
  compare(before: DiagramJson, after: DiagramJson): { readonly shift: number; readonly flips: number };
}

const metrics = async (): Promise<Metrics> => import(pathToFileURL(join(shared, "diagram/metrics.mjs")).href);
const rows = (kind: string): readonly Row[] =>
  JSON.parse(readFileSync(join(shared, "definitions", kind, "index.json"), "utf8"));
const read = (kind: string, file: string): string => readFileSync(join(shared, "definitions", kind, file), "utf8");
const analysisOf = (text: string) => analyze({ uri: "", version: 1, notation: notationOf(text), text });
const pictureOf = (text: string): DiagramJson => toJson(layoutGraph(analysisOf(text).graph));
const real = (): readonly { readonly file: string; readonly text: string; readonly features: Row["features"] }[] =>
  rows("real").map(({ file, features }) => ({ file, text: read("real", file), features }));

/** What stands in every attribute of this name. */
const attributes = (svg: string, name: string): readonly string[] =>
  [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value);

describe.skipIf(!isHere && !process.env.CI)("the shared definitions", () => {
  it("are drawn with one element for each state and each transition", () => {
    for (const { file, text, features } of real()) {
      const { graph, model } = analysisOf(text);
      const svg = toSvg(layoutGraph(graph));
      const [states, edges] = [attributes(svg, "data-state"), attributes(svg, "data-edge")];
      expect(new Set(states).size, file).toBe(states.length);
      expect(new Set(edges).size, file).toBe(edges.length);
      if (features) expect(states.length, file).toBe(features.states);
      const transitions = edges.filter((key) => !/\|(start|end)\|/.test(key));
      expect(transitions.length, file).toBe(model.states.flatMap((state) => state.transitions).length);
    }
  });

  it("give no box without a size and no line without a length", () => {
    for (const { file, text } of real()) {
      const { nodes, edges } = pictureOf(text);
      for (const { id, width, height } of nodes) expect(Math.min(width, height), `${file} ${id}`).toBeGreaterThan(0);
      for (const { from, points } of edges) expect(points.length, `${file} ${from}`).toBeGreaterThan(1);
    }
  });

  it("are drawn well", async () => {
    const { measure, total } = await metrics();
    const all = total(real().map(({ text }) => measure(pictureOf(text))));
    console.log(`real definitions: ${JSON.stringify(all)}`);
    expect(all).toMatchObject({ throughNodes: 0, labelOverlaps: 0, labelFar: 0, overlaps: 0, outside: 0 });
    expect(all.crossings / all.edges).toBeLessThan(0.01);
    expect(all.choiceOrder.kept / all.choiceOrder.pairs).toBeGreaterThanOrEqual(0.96);
    expect(all.straightNext.straight / all.straightNext.all).toBeGreaterThanOrEqual(0.85);
  });

  it("look the same whatever the order of keys", async () => {
    const { same } = await metrics();
    for (const { file, text } of real()) {
      const definition = plainJson(analysisOf(text).tree.root);
      const before = pictureOf(JSON.stringify(definition));
      expect(same(before, pictureOf(JSON.stringify(reversed(definition)))), file).toBe(true);
    }
  });

  it("hardly move when a state is inserted", async () => {
    const { compare } = await metrics();
    const [shifts, flips]: [number[], number[]] = [[], []];
    for (const { text } of real()) {
      const definition = plainJson(analysisOf(text).tree.root) as Machine;
      for (const [name, state] of Object.entries(definition.States ?? {})) {
        if (!state.Next) continue;
        const inserted = { Type: "Pass", Next: state.Next };
        const States = { ...definition.States, [name]: { ...state, Next: "Inserted" }, Inserted: inserted };
        const after = pictureOf(JSON.stringify({ ...definition, States }));
        const difference = compare(pictureOf(JSON.stringify(definition)), after);
        shifts.push(difference.shift);
        flips.push(difference.flips);
      }
    }
    expect(shifts.length).toBeGreaterThan(300);
    expect(mean(shifts)).toBeLessThanOrEqual(5);
    expect(mean(flips)).toBe(0);
  });

  it("are drawn without an exception, invalid ones too", () => {
    for (const kind of ["invalid", "valid"]) {
      const folder = readdirSync(join(shared, "definitions", kind)).filter((file) => file !== "index.json");
      for (const file of folder)
        expect(() => toSvg(layoutGraph(analysisOf(read(kind, file)).graph)), file).not.toThrow();
    }
  });
});

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

interface Machine {
  readonly States?: { readonly [name: string]: { readonly Next?: string } };
}

/** The same value with the keys of every object in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}
