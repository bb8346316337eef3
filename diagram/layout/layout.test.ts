import { expect, test } from "vitest";
import { analyze, notations } from "../../language/index.ts";
import { type Layout, type LayoutOptions, layoutCache, layoutGraph, type PlacedNode } from "./layout.ts";

const graphOf = (text: string) => analyze({ uri: "", version: 1, notation: notations.yaml, text }).graph;
const drawn = (text: string, options?: LayoutOptions): Layout => layoutGraph(graphOf(text), options);

function node({ nodes }: Layout, label: string): PlacedNode {
  const found = nodes.find((candidate) => candidate.node.label === label);
  if (!found) throw new Error(`no node ${label}`);
  return found;
}

const axis = ({ x, width }: PlacedNode): number => x + width / 2;

function points({ edges }: Layout, key: string): readonly (readonly [number, number])[] {
  return edges.find(({ edge }) => `${edge.from}|${edge.kind}|${edge.order}` === key)?.points ?? [];
}

const CHAIN =
  "{ StartAt: A, States: { A: { Type: Pass, Next: B }, B: { Type: Pass, Next: C }, C: { Type: Succeed } } }";

test("a chain is one straight column from top to bottom", () => {
  const layout = drawn(CHAIN);
  const column = ["Start", "A", "B", "C", "End"].map((label) => node(layout, label));
  expect(new Set(column.map(axis)).size).toBe(1);
  expect(column.map(({ y }) => y)).toEqual(column.map(({ y }) => y).toSorted((a, b) => a - b));
});

test("branches stand from left to right as in the source, and their join in the middle", () => {
  const layout = drawn(`
StartAt: C
States:
  C:
    Type: Choice
    Choices:
      - { Variable: $.x, NumericEquals: 1, Next: Left }
      - { Variable: $.x, NumericEquals: 2, Next: Right }
  Right: { Type: Pass, Next: Join }
  Left: { Type: Pass, Next: Join }
  Join: { Type: Succeed }
`);
  const [left, right, join] = ["Left", "Right", "Join"].map((label) => axis(node(layout, label)));
  expect(left).toBeLessThan(right ?? 0);
  expect(join).toBe(((left ?? 0) + (right ?? 0)) / 2);
  expect(axis(node(layout, "C"))).toBe(join);
});

test("a state more in one way moves no state of another way to its other side", () => {
  const machine = (more: string): string => `
StartAt: Create
States:
  Create: { Type: Task, Resource: x, Next: Fill, Catch: [{ ErrorEquals: [Stack.NameAlreadyExists], Next: Exists }] }
  Fill: { Type: Pass, Next: ${more ? "More" : "Wait"} }
  ${more}
  Wait: { Type: Wait, Seconds: 5, Next: Is it done }
  Is it done:
    Type: Choice
    Choices:
      - { Variable: $.answer.status, StringEquals: RUNNING, Next: Wait }
      - { Variable: $.answer.status, StringEquals: SUCCEEDED, Next: Filled with everything }
    Default: Refused
  Filled with everything: { Type: Succeed }
  Refused: { Type: Fail }
  Exists: { Type: Fail }
`;
  for (const more of ["", "More: { Type: Pass, Next: Wait }"]) {
    const layout = drawn(machine(more));
    const [refused, exists] = ["Refused", "Exists"].map((label) => axis(node(layout, label)));
    expect(exists).toBeGreaterThanOrEqual(refused ?? 0);
  }
});

test("a state that nothing leads to stays where it is, though it loops", () => {
  const layout = drawn(
    "{ StartAt: Z, States: { A: { Type: Wait, Next: A }, B: { Type: Pass, End: true }, C: { Type: Pass, End: true } } }",
  );
  const [a, b] = ["A", "B"].map((label) => node(layout, label));
  expect((b?.x ?? 0) - (a?.x ?? 0) - (a?.width ?? 0)).toBeLessThan(60);
});

test("states that nothing leads to stand in a column beside, each with an end of its own", () => {
  const lost = ["B", "C", "D", "E"].map((name) => `${name}: { Type: Pass, End: true }`).join(", ");
  const layout = drawn(`{ StartAt: A, States: { A: { Type: Pass, End: true }, ${lost} } }`);
  const column = ["B", "C", "D", "E"].map((name) => node(layout, name));
  expect(new Set(column.map(axis)).size).toBe(1);
  expect(column[0]?.x).toBeGreaterThan(node(layout, "A").x + node(layout, "A").width);
  expect(layout.nodes.filter(({ node: { type } }) => type === "end")).toHaveLength(5);
  expect(layout.edges.filter(({ unreachable }) => unreachable)).toHaveLength(4);
});

test("those that lead to others stand below each other too", () => {
  const lost = ["B", "C", "D", "E"].map((name) => `${name}: { Type: Pass, Next: A }`).join(", ");
  const layout = drawn(`{ StartAt: A, States: { A: { Type: Pass, End: true }, ${lost} } }`);
  const tops = ["B", "C", "D", "E"].map((name) => node(layout, name).y);
  expect(new Set(tops).size).toBe(4);
});

test("a loop goes back beside its body and leaves the main line straight", () => {
  const layout = drawn(`
StartAt: Wait
States:
  Wait: { Type: Wait, Seconds: 5, Next: Ask }
  Ask: { Type: Pass, Next: Done? }
  Done?: { Type: Choice, Choices: [{ Variable: $.done, BooleanEquals: true, Next: End it }], Default: Wait }
  End it: { Type: Succeed }
`);
  const column = ["Wait", "Ask", "Done?", "End it"].map((label) => node(layout, label));
  expect(new Set(column.map(axis)).size).toBe(1);
  const loop = points(layout, "/States/Done?|default|0");
  const right = Math.max(...column.map(({ x, width }) => x + width));
  expect(Math.max(...loop.map(([x]) => x))).toBeGreaterThan(right);
  expect(loop.at(-1)?.[0]).toBe((column[0]?.x ?? 0) + (column[0]?.width ?? 0));
});

test("catchers of one handler join in a bus that ends in one arrow", () => {
  const task = (next: string): string =>
    `{ Type: Task, Resource: x, Catch: [{ ErrorEquals: [States.ALL], Next: Handler }], Next: ${next} }`;
  const layout = drawn(
    `{ StartAt: A, States: { A: ${task("B")}, B: ${task("C")}, C: ${task("D")}, D: { Type: Succeed }, Handler: { Type: Fail } } }`,
  );
  const ends = ["A", "B", "C"].map((name) => points(layout, `/States/${name}|catch|0`).at(-1));
  expect(new Set(ends.map(String)).size).toBe(1);
  expect(axis(node(layout, "Handler"))).toBeGreaterThan(axis(node(layout, "D")));
});

const NESTED = `
StartAt: P
States:
  P:
    Type: Parallel
    Branches:
      - { StartAt: A, States: { A: { Type: Succeed } } }
      - { StartAt: B, States: { B: { Type: Succeed } } }
    Next: Z
  Z: { Type: Succeed }
`;

test("branches stand side by side in their container", () => {
  const layout = drawn(NESTED);
  const [outer, a, b] = [node(layout, "P"), node(layout, "A"), node(layout, "B")];
  expect(outer.dividers).toHaveLength(1);
  expect(a.parent).toBe("/States/P");
  for (const inner of [a, b]) {
    expect(inner.x).toBeGreaterThan(outer.x);
    expect(inner.y).toBeGreaterThan(outer.y + 34);
    expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
    expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
  }
  expect(a.x + a.width).toBeLessThan(outer.dividers?.[0] ?? 0);
  expect(b.x).toBeGreaterThan(outer.dividers?.[0] ?? 0);
});

test("a collapsed container is a plain node that says how much is in it", () => {
  const layout = drawn(NESTED, { collapsed: new Set(["/States/P"]) });
  expect(layout.nodes.map((each) => each.node.label)).toEqual(["Start", "P", "Z", "End"]);
  expect(node(layout, "P")).toMatchObject({ hidden: 2, content: { detail: "2 states" } });
});

test("an edit lays out anew only its level and those around it", () => {
  const cache = layoutCache();
  drawn(NESTED, { cache });
  const before = cache.levels;
  drawn(NESTED.replace("B: { Type: Succeed } }", "B: { Type: Pass, Next: B2 }, B2: { Type: Succeed } }"), { cache });
  const kept = [...cache.levels].filter(([key, level]) => before.get(key) === level);
  expect([before.size, cache.levels.size, kept.length]).toEqual([2, 3, 1]);
});

test("names are as wide as they are measured, in two lines at most", () => {
  const wide = "ProcessTheIncomingPaymentOfTheCustomerAndTellEverybodyAboutItAtOnce";
  const { content, width } = node(drawn(CHAIN.replaceAll("B", wide)), wide);
  expect(content.lines).toHaveLength(2);
  expect(content.lines.join("")).toContain("…");
  expect(width).toBe(260);
  expect(content.textWidth).toBeLessThanOrEqual(width - 44 - 14);
});

test.each(["", "{}", "{ States: {} }"])("nothing to draw in %j", (text) => {
  expect(drawn(text)).toEqual({ width: 0, height: 0, nodes: [], edges: [] });
});

test("states without a start, in circles, on their own, are all drawn", () => {
  const layout = drawn("{ States: { A: { Next: B }, B: { Next: A }, C: { Next: C }, D: { Type: Succeed } } }");
  expect(layout.nodes.map((each) => each.node.label).toSorted()).toEqual(["A", "B", "C", "D", "End"]);
  expect(layout.edges.every((edge) => edge.points.length > 1)).toBe(true);
});

const pass = (name: string, next?: string): string =>
  `"${name}":{"Type":"Pass",${next ? `"Next":"${next}"` : '"End":true'}}`;
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
const machine = (states: readonly string[]): string => `{"StartAt":"S0","States":{${states.join(",")}}}`;

test.each([
  ["a chain of 20,000 states", machine(range(20_000).map((i) => pass(`S${i}`, i < 19_999 ? `S${i + 1}` : undefined)))],
  [
    "5,000 tasks with one handler",
    machine([
      pass("Handler"),
      ...range(5000).map((i) => {
        const next = i < 4999 ? `"Next":"S${i + 1}"` : '"End":true';
        return `"S${i}":{"Type":"Task","Resource":"x",${next},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Handler"}]}`;
      }),
    ]),
  ],
  ["3,000 states that nothing leads to", machine(range(3000).map((i) => pass(`S${i}`)))],
  [
    "a Choice of 3,000 rules, half of them loops",
    machine([
      pass("S0", "C"),
      `"C":{"Type":"Choice","Choices":[${range(3000)
        .map((i) => `{"Variable":"$.x","NumericEquals":${i},"Next":"${i % 2 ? "S0" : "E"}"}`)
        .join(",")}]}`,
      pass("E"),
    ]),
  ],
  [
    "containers nested 2,000 deep",
    range(2000).reduce(
      (inner, i) => machine([`"S0":{"Type":"Parallel","Comment":"${i}","Branches":[${inner}],"End":true}`]),
      machine([pass("S0")]),
    ),
  ],
])("%s take no recursion and little time", (_name, text) => {
  const { graph } = analyze({ uri: "", version: 1, notation: notations.json, text });
  const states = graph.levels.reduce((sum, level) => sum + level.nodes.length, 0);
  expect(layoutGraph(graph).nodes).toHaveLength(states);
});
