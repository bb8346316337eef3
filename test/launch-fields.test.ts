import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Fields that only our own client gives. */
const OWN = [
  "text",
  "uri",
  "mocksOnly",
  "noDebug",
  "node",
  "python",
  "debugsFunctions",
  "selectsFrames",
  "tellsOutcome",
  "childExecution",
  "keep",
];

describe("launch fields", () => {
  it("are offered in launch.json, each with its description", () => {
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const [{ configurationAttributes }] = contributes.debuggers;
    const offered: Record<string, { description?: string; markdownDescription?: string }> =
      configurationAttributes.launch.properties;
    const source = readFileSync(join(root, "debugger/protocol.ts"), "utf8");
    const body = /interface LaunchFields \{\n(.*?)\n\}/s.exec(source)?.[1] ?? "";
    const fields = [...body.matchAll(/^ {2}readonly (\w+)\?/gm)].map(([, name = ""]) => name);
    expect(Object.keys(offered).sort()).toEqual(fields.filter((name) => !OWN.includes(name)).sort());
    for (const [name, { description, markdownDescription }] of Object.entries(offered)) {
      expect(description ?? markdownDescription, name).toMatch(/\.$/);
    }
  });
});
