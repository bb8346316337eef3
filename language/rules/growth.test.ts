import { describe, expect, it } from "vitest";
import { analyze, notations } from "../index.ts";

/** A machine of a chain of states, each with expressions of its own. */
function textOf(states: number): string {
  const all = Array.from({ length: states }, (_, index) => {
    const output = `{% $states.input.a${index}[b > 1].c & $string($x${index}) %}`;
    return [
      `S${index}`,
      { Type: "Pass", Output: output, Assign: { [`x${index + 1}`]: `{% $x${index} %}` }, Next: `S${index + 1}` },
    ];
  });
  const States = { ...Object.fromEntries(all), [`S${states}`]: { Type: "Succeed" } };
  return JSON.stringify({ QueryLanguage: "JSONata", StartAt: "S0", States }, null, 2);
}

const codesOf = (text: string): readonly string[] =>
  analyze({ uri: "file:///a", version: 1, notation: notations.json, text }).diagnostics.map(({ code }) => code);

function cheapest(text: string): number {
  const times = Array.from({ length: 5 }, (_, index) => {
    const began = process.cpuUsage();
    codesOf(`${text}${" ".repeat(index)}`);
    const { user, system } = process.cpuUsage(began);
    return user + system;
  });
  return Math.min(...times);
}

describe("validation", () => {
  it("takes about as many times as long as there are more states", () => {
    const [few, many] = [cheapest(textOf(150)), cheapest(textOf(1500))];
    expect(many / few).toBeLessThan(40);
  });

  it("tells nothing but its size of a text far larger than any definition", () => {
    const text = textOf(2).replace('"Type": "Pass"', '"Type": "Nope"');
    expect(codesOf(text)).toContain("unknown-type");
    expect(codesOf(text + " ".repeat(3_000_001))).toEqual(["definition-size"]);
  });
});
