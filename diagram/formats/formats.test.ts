import { expect, test } from "vitest";
import { analyze, notations } from "../../language/index.ts";
import { layoutGraph } from "../layout/layout.ts";
import { toDot } from "./dot.ts";
import { toJson } from "./json.ts";
import { toMermaid } from "./mermaid.ts";

const graph = analyze({
  uri: "",
  version: 1,
  notation: notations.yaml,
  text: `
StartAt: Each
States:
  Each:
    Type: Map
    ItemsPath: $.rows
    ItemProcessor:
      StartAt: Try "it"
      States: { Try "it": { Type: Task, Resource: x, Catch: [{ ErrorEquals: [States.ALL], Next: No }], End: true }, No: { Type: Fail } }
    End: true
`,
}).graph;

test("Mermaid", () => {
  expect(toMermaid(graph)).toBe(`flowchart TD
  s0((" "))
  subgraph s1["Each"]
    s3((" "))
    s4("Try #34;it#34;<br>x")
    s5("No")
    s6(((" ")))
  end
  s2(((" ")))
  s0 --> s1
  s1 --> s2
  s3 --> s4
  s4 --> s6
  s4 -.->|"any error"| s5
`);
});

test("DOT", () => {
  expect(toDot(graph)).toBe(`digraph {
  compound=true;
  node [shape=box, style=rounded, fontname="Helvetica"];
  edge [fontname="Helvetica", fontsize=10];
  "#start" [shape=circle, style=filled, fillcolor=black, label="", width=0.2];
  subgraph "cluster /States/Each" {
    label="Each";
    "/States/Each" [shape=point, style=invis];
    "/States/Each/ItemProcessor#start" [shape=circle, style=filled, fillcolor=black, label="", width=0.2];
    "/States/Each/ItemProcessor/States/Try \\"it\\"" [label="Try \\"it\\"\\nx"];
    "/States/Each/ItemProcessor/States/No" [label="No"];
    "/States/Each/ItemProcessor#end" [shape=doublecircle, style=filled, fillcolor=black, label="", width=0.15];
  }
  "#end" [shape=doublecircle, style=filled, fillcolor=black, label="", width=0.15];
  "#start" -> "/States/Each" [lhead="cluster /States/Each"];
  "/States/Each" -> "#end" [ltail="cluster /States/Each"];
  "/States/Each/ItemProcessor#start" -> "/States/Each/ItemProcessor/States/Try \\"it\\"";
  "/States/Each/ItemProcessor/States/Try \\"it\\"" -> "/States/Each/ItemProcessor#end";
  "/States/Each/ItemProcessor/States/Try \\"it\\"" -> "/States/Each/ItemProcessor/States/No" [label="any error", style=dashed, color="#bd6a00"];
}
`);
});

test("JSON has the fields of the contract and no others", () => {
  const picture = toJson(layoutGraph(graph));
  expect(Object.keys(picture)).toEqual(["width", "height", "nodes", "edges"]);
  expect(Object.keys(picture.nodes[0] ?? {})).toEqual(["id", "parent", "type", "label", "x", "y", "width", "height"]);
  expect(Object.keys(picture.edges[0] ?? {})).toEqual(["from", "to", "kind", "order", "points", "label"]);
  expect(picture.nodes.map(({ id, parent, type }) => [id, parent, type])).toContainEqual([
    '/States/Each/ItemProcessor/States/Try "it"',
    "/States/Each",
    "Task",
  ]);
  const labels = picture.edges.flatMap(({ label }) => (label ? [Object.keys(label)] : []));
  expect(labels).toEqual([["text", "x", "y", "width", "height"]]);
});
