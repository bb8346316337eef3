import { expect, test } from "vitest";
import { analyze, notations } from "../../language/index.ts";
import { layoutGraph } from "../layout/layout.ts";
import { standaloneSvg, toSvg } from "./svg.ts";

const layoutOf = (text: string) => layoutGraph(analyze({ uri: "", version: 1, notation: notations.json, text }).graph);

const MACHINE = JSON.stringify({
  StartAt: "Check",
  States: {
    Check: {
      Type: "Choice",
      Choices: [{ Variable: "$.a", NumericGreaterThan: 1, Next: "Pay" }],
      Default: "Stop",
    },
    Pay: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Retry: [{ ErrorEquals: ["States.ALL"] }],
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Stop" }],
      Comment: "Takes the money",
      End: true,
    },
    Stop: { Type: "Fail", Error: "Refused" },
  },
});

test("each state and each edge is one element with its name", () => {
  const svg = toSvg(layoutOf(MACHINE));
  const values = (name: string) => [...svg.matchAll(new RegExp(`${name}="([^"]*)"`, "g"))].map(([, value]) => value);
  expect(values("data-state").toSorted()).toEqual(["/States/Check", "/States/Pay", "/States/Stop"]);
  expect(values("data-edge").toSorted()).toEqual([
    "#start|start|0",
    "/States/Check|choice|0",
    "/States/Check|default|0",
    "/States/Pay|catch|0",
    "/States/Pay|end|0",
  ]);
});

test("tooltips say what the picture shortens", () => {
  const svg = toSvg(layoutOf(MACHINE));
  expect(svg).toContain("Takes the money");
  expect(svg).toContain("Catches States.Timeout");
  expect(svg).toContain("Retries: 1");
});

test("signs beside the name, and in words in the tooltip", () => {
  const task = {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    End: true,
    Comment: "Asks",
  };
  const Retry = Array.from({ length: 12 }, () => ({ ErrorEquals: ["States.ALL"] }));
  const svg = toSvg(layoutOf(JSON.stringify({ StartAt: "Ask", States: { Ask: { ...task, Retry } } })));
  const badges = [...svg.matchAll(/class="badge ([a-z]+)"/g)].map(([, kind]) => kind);
  expect(badges).toEqual(["note", "token", "retry"]);
  expect(svg).toContain(">9+<");
  expect(svg).toContain("Waits until its task token is sent back.");
});

test("what nothing leads to is marked with its edges and its end", () => {
  const lost = { Type: "Pass", End: true };
  const svg = toSvg(layoutOf(JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" }, Lost: lost } })));
  for (const className of ["node type-pass unreachable", "edge kind-end unreachable", "point end unreachable"]) {
    expect(svg).toContain(`class="${className}"`);
  }
});

test("no inline style, so that a strict policy lets it in", () => {
  expect(toSvg(layoutOf(MACHINE))).not.toMatch(/\sstyle=|<style/);
  expect(standaloneSvg(layoutOf(MACHINE))).toContain("<style>");
});

test("texts of a file are as wide as they were taken to be; those of a page are measured there", () => {
  const file = standaloneSvg(layoutOf(MACHINE), { measure: (text) => text.length * 7 });
  expect(file).toContain('textLength="35" lengthAdjust="spacingAndGlyphs">Check<');
  expect(toSvg(layoutOf(MACHINE))).not.toContain("textLength");
});

test("a file has its colours and names no variable", () => {
  expect(standaloneSvg(layoutOf(MACHINE))).not.toContain("var(");
});

test.each(['<img src=x onerror="alert(1)">', "a\"b'c&d", "]]></svg><script>", "line\nbreak", "\u0000\u0007\uD800"])(
  "what a name holds is text and nothing else: %j",
  (name) => {
    const text = JSON.stringify({
      StartAt: name,
      States: { [name]: { Type: "Pass", Comment: name, Next: `${name}2` } },
    });
    const svg = toSvg(layoutOf(text));
    expect(svg).not.toMatch(/<img|<script/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML doesn't allow them.
    expect(svg).not.toMatch(/[\u0000-\u0008]|[\uD800-\uDFFF]/);
    expect(openTags(svg)).toEqual([]);
  },
);

/** The tags that are not closed; checks that the text is made of elements and text alone. */
function openTags(svg: string): readonly string[] {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)(\/?)>/gi,
    (_all, closing, name, _attributes, empty) => {
      if (closing) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
      return "";
    },
  );
  expect(rest).not.toMatch(/[<>]/);
  return open;
}

test("dashes lie on each other where edges share a way: they are counted from its end", () => {
  const task = (next: object) => ({ Type: "Pass", ...next });
  const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Stop" }], Type: "Task", Resource: "r" };
  const States = {
    A: { ...caught, Next: "B" },
    B: { ...caught, Next: "C" },
    C: task({ End: true }),
    Stop: { Type: "Fail" },
  };
  const svg = toSvg(layoutOf(JSON.stringify({ StartAt: "A", States })));
  const lines = [...svg.matchAll(/class="line" d="M([\d. ]+?)L?([^"]*)" stroke-dashoffset="([^"]+)"/g)];
  expect(lines).toHaveLength(2);
  for (const [, , , offset] of lines) expect(Number(offset)).toBeLessThan(-20);
});

test("a long stretch of a dashed line is an element of its own, and its dashes go on where it is cut", () => {
  const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Stop" }], Type: "Task", Resource: "r" };
  const tasks = Array.from({ length: 12 }, (_, i) => [`S${i}`, { ...caught, Next: i < 11 ? `S${i + 1}` : "Stop" }]);
  const svg = toSvg(
    layoutOf(JSON.stringify({ StartAt: "S0", States: { ...Object.fromEntries(tasks), Stop: { Type: "Fail" } } })),
  );
  const edge = svg.split('data-edge="/States/S0|catch|0"')[1]?.split("</g>")[0] ?? "";
  const pieces = [...edge.matchAll(/class="line" d="M([\d.]+) ([\d.]+)([^"]*)" stroke-dashoffset="([^"]+)"/g)];
  const long = pieces.findIndex(([, , , path]) => /^L[\d.]+ [\d.]+$/.test(path ?? ""));
  const [before, after] = [pieces[long], pieces[long + 1]];
  expect(long).toBeGreaterThan(0);
  const length = Math.abs(Number(before?.[2]) - Number(after?.[2]));
  expect(length).toBeGreaterThan(500);
  expect(Number(after?.[4]) - Number(before?.[4])).toBeCloseTo(length, 0);
});
