import {
  type IntrinsicArgument,
  type IntrinsicCall,
  jsonataFunctions,
  jsonataSource,
  parseIntrinsic,
  parseJsonata,
  parsePath,
} from "../expressions/index.ts";
import { type EvaluatedText, evaluatedTexts } from "./evaluated-text.ts";
import type { Part } from "./part.ts";

/**
 * The variables that states read, by the states' names and in alphabetical order: what DescribeStateMachine calls
 * `variableReferences`. States that read none are left out; those of branches and processors stand beside the others.
 * Reference, section 11.1.
 */
export function variableReferences(parts: readonly Part[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const part of parts) {
    if (!part.state) continue;
    for (const text of evaluatedTexts(part)) {
      for (const name of variablesIn(text)) {
        const names = found.get(part.state.name) ?? new Set();
        found.set(part.state.name, names.add(name));
      }
    }
  }
  return new Map([...found].map(([state, names]) => [state, [...names].toSorted()]));
}

function variablesIn({ node, part, spec, member, isItem }: EvaluatedText): readonly string[] {
  if (part.queryLanguage === "JSONata") return variablesInJsonata(node.value);
  const isTemplate = spec.type === "template" || spec.type === "assignments";
  if (isTemplate && (isItem || !member.key.value.endsWith(".$"))) return [];
  if (!node.value.trimStart().startsWith("States.")) return variableOfPath(node.value);
  const call = parseIntrinsic(node.value);
  return call.ok ? variablesInCall(call.value) : [];
}

function variablesInJsonata(text: string): readonly string[] {
  const source = jsonataSource(text)?.source;
  const parsed = source === undefined ? undefined : parseJsonata(source);
  if (!parsed?.ok) return [];
  const read = parsed.value.uses.variables.filter(({ isLocal }) => !isLocal);
  return read.map(({ name }) => name).filter((name) => name !== "states" && !jsonataFunctions.has(name));
}

function variableOfPath(text: string): readonly string[] {
  const path = parsePath(text);
  return path.ok && path.value.root.kind === "variable" ? [path.value.root.name] : [];
}

function variablesInCall(root: IntrinsicCall): readonly string[] {
  const found: string[] = [];
  const pending: IntrinsicArgument[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "path" && next.path.root.kind === "variable") found.push(next.path.root.name);
    if (next.kind === "call") for (const argument of next.arguments) pending.push(argument);
  }
  return found;
}
