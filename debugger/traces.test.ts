import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Json, notations, toJson } from "../language/index.ts";
import { trace } from "../test/kit/debug-trace.ts";

const folder = join(import.meta.dirname, "traces");
const definitions = readdirSync(folder).filter((name) => name.endsWith(".asl.yaml"));

const read = (name: string) => {
  const text = readFileSync(join(folder, name), "utf8");
  const comment = (key: string): Json => JSON.parse(new RegExp(`^# ${key}: (.*)$`, "m").exec(text)?.[1] ?? "{}");
  return { text, input: comment("input"), mocks: comment("mocks") };
};

describe("stepping into everything", () => {
  it.each(definitions)("%s", async (name) => {
    const { text, input, mocks } = read(name);
    const stops = await trace(join(folder, name), text, input, mocks);
    await expect(stops).toMatchFileSnapshot(join(folder, name.replace(".asl.yaml", ".txt")));
  });

  it.each(definitions)("%s: the same in JSON", async (name) => {
    const { text, input, mocks } = read(name);
    const json = JSON.stringify(toJson(notations.yaml.parse(text).root), null, 2);
    const path = join(folder, name);
    const withoutPlaces = (stops: string): string => stops.replaceAll(/ \d+:\d+-\d+:\d+/g, "");
    expect(withoutPlaces(await trace(path, json, input, mocks))).toBe(
      withoutPlaces(await trace(path, text, input, mocks)),
    );
  });
});
