import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unknownFields } from "./launch-fields.ts";

/** The fields of `LaunchFields`, as the protocol writes them. */
function launchFields(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, "protocol.ts"), "utf8");
  const [, body = ""] = /export interface LaunchFields \{\n(.*?)\n\}/s.exec(text) ?? [];
  return [...body.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name = ""]) => name);
}

it("every field of the protocol is known, and those that clients have for themselves", () => {
  expect(launchFields()).toContain("program");
  expect(
    unknownFields(Object.fromEntries([...launchFields(), "type", "__sessionId"].map((name) => [name, 1]))),
  ).toEqual([]);
});

it("others are told of, with what was meant", () => {
  expect(unknownFields({ inptu: 1, whatever: 2 })).toEqual([
    'The launch configuration has an unknown field "inptu", which counts for nothing. Did you mean "input"?',
    'The launch configuration has an unknown field "whatever", which counts for nothing.',
  ]);
});
