import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { filesIn, readText } from "../workspace/index.ts";
import { type DefinitionFile, definitionIn, machineName, openDefinition } from "./definition-file.ts";
import type { FindMachine, StartableMachine } from "./nested-executions.ts";
import type { ProjectFile } from "./project-file.ts";

/**
 * Finds the machines that a definition's tasks start: itself, those of its template, then definitions in its folder, in
 * those beside it, and in the project's. A machine is named by its name, its ARN, or what stands in its place; then
 * `${ShippingStateMachineArn}` also means `shipping.asl.json`.
 */
export function machineSearch(definition: DefinitionFile, { folder }: ProjectFile): FindMachine {
  const known = new Map<string, StartableMachine | undefined>();
  return (named) => {
    const name = plainMachineName(named);
    if (!known.has(name)) known.set(name, search(name, definition, folder));
    return known.get(name);
  };
}

/** `Orders` for its ARN, with version or alias or without, and for `${Orders.Arn}`. */
const plainMachineName = (named: string): string =>
  /:stateMachine:([^:]+)/.exec(named)?.[1] ?? /^\$\{(.+?)(?:\.Arn)?\}$/.exec(named)?.[1] ?? named;

function search(name: string, definition: DefinitionFile, project: string): StartableMachine | undefined {
  if ([definition.name, ...definition.otherNames].includes(name)) return definition;
  return inTemplate(name, definition) ?? inFolders(name, definition, project);
}

function inTemplate(name: string, { template: entry }: DefinitionFile): StartableMachine | undefined {
  const machine = entry?.template.machines.find((each) => each.name === name || each.logicalId === name);
  const opened = machine && entry && openDefinition(`${entry.path}#${machine.logicalId}`);
  return opened?.ok ? opened.definition : undefined;
}

function inFolders(name: string, { path }: DefinitionFile, project: string): StartableMachine | undefined {
  const own = dirname(path);
  const folders = new Set([own, dirname(own), project]);
  for (const folder of folders) {
    for (const file of filesIn(folder).filter((each) => DEFINITION.test(each))) {
      if (keyOf(machineName(file)) !== keyOf(name)) continue;
      const found = read(join(folder, file));
      if (found) return found;
    }
    // Examples and services often have a folder each: `shipping/shipping.asl.json`.
    const nested = NESTED.map((extension) => join(folder, name, `${name}${extension}`)).find((at) => existsSync(at));
    const found = nested === undefined ? undefined : read(nested);
    if (found) return found;
  }
  return undefined;
}

const DEFINITION = /\.(?:json|jsonc|ya?ml|asl)$/i;
const NESTED = [".asl.json", ".asl.yaml", ".asl.yml", ".asl"] as const;

/** Names and file names are written in different ways: `OrderProcessStateMachineArn`, `order-process`. */
const keyOf = (name: string): string =>
  basename(name)
    .replace(/(?:_?arn)$/i, "")
    .replace(/(?:[-_]?state[-_]?machine)$/i, "")
    .replaceAll(/[^a-z0-9]/gi, "")
    .toLowerCase();

function read(path: string): StartableMachine | undefined {
  const text = readText(path);
  const opened = text.ok ? definitionIn(path, text.text) : undefined;
  return opened?.ok ? opened.definition : undefined;
}
