import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Json } from "../../text/index.ts";
import { evaluatePath, jaywayPaths, parsePath } from "../index.ts";

/** What Jayway itself answered. Orders of results count. */
interface Case {
  readonly id: number;
  readonly kind: string;
  readonly path: string;
  readonly doc: Json;
  readonly definite: boolean;
  readonly expected?: Json;
  readonly error?: string;
  readonly message?: string;
}

const file = join(process.env.STATECRAFT_SHARED ?? "../shared", "jsonpath/jayway-cases.json");
const isThere = existsSync(file);
if (!isThere) console.log("jayway.test.ts: the shared cases are missing, left out.");

it.skipIf(!isThere && !process.env.CI)("answers as Jayway does", () => {
  const cases: readonly Case[] = JSON.parse(readFileSync(file, "utf8"));
  const wrong = cases.flatMap((one) => difference(one) ?? []);
  console.log(`jayway.test.ts: ${cases.length - wrong.length} of ${cases.length} answers agree.\n${wrong.join("\n")}`);
  expect(cases.length).toBeGreaterThanOrEqual(666);
  expect(cases.length - wrong.length).toBeGreaterThanOrEqual(cases.length - 2);
});

function difference(one: Case): string | undefined {
  const { id, path } = one;
  const parsed = parsePath(path);
  const say = (text: string): string => `#${id} ${path}: ${text}`;
  // What the service tolerates is a remark here, and refused by Jayway.
  if (!parsed.ok || parsed.value.remarks.length > 0) return one.error === "InvalidPath" ? undefined : say("refused");
  if (one.error === "InvalidPath") return say("should be refused");
  if (parsed.value.definite !== one.definite) return say(`definite should be ${one.definite}`);
  const result = evaluatePath(
    parsed.value,
    { input: one.doc, context: () => null, variable: () => undefined },
    jaywayPaths,
  );
  if (!result.found)
    return one.error && sameReason(one.message, result.fault.reason) ? undefined : say(result.fault.reason);
  if (one.error) return say(`should fail: ${one.message}`);
  return JSON.stringify(result.value) === JSON.stringify(one.expected) ? undefined : say(JSON.stringify(result.value));
}

/** Java's own words for values and classes aside. */
function sameReason(message = "", reason: string): boolean {
  const plain = (text: string) => text.replace(/ but found .*/s, "").replace(/Current context is: .*/s, "");
  return plain(message) === plain(reason);
}
