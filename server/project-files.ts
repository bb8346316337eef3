import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isJsonObject, notations, toJson } from "../language/index.ts";
import { projectFileFor as nearestProjectFile } from "../workspace/index.ts";

/** A file with its text. */
export interface TextFile {
  readonly uri: string;
  readonly text: string;
}

/** The nearest `statecraft.json` upwards from a definition. */
export async function projectFileFor(definition: string): Promise<TextFile | undefined> {
  const path = definition.startsWith("file:") ? nearestProjectFile(fileURLToPath(definition)) : undefined;
  return path === undefined ? undefined : textFile(path);
}

/** The mock-config files of a definition: the one beside it, and the one that its project names. */
export async function mockFilesFor(definition: string): Promise<readonly TextFile[]> {
  if (!definition.startsWith("file:")) return [];
  const project = await projectFileFor(definition);
  const value = project && toJson(notations.json.parse(project.text).root);
  const named = isJsonObject(value) && typeof value.mocks === "string" ? value.mocks : undefined;
  const paths = new Set([join(dirname(fileURLToPath(definition)), "MockConfigFile.json")]);
  if (project && named !== undefined) paths.add(resolve(dirname(fileURLToPath(project.uri)), named));
  const files = await Promise.all([...paths].map(textFile));
  return files.flatMap((file) => file ?? []);
}

async function textFile(path: string): Promise<TextFile | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : { uri: pathToFileURL(path).href, text };
}
