import type { Model, State, StateMachine } from "../model/index.ts";
import type { Notation, ObjectNode, SyntaxTree } from "../syntax/index.ts";
import type { TextEdit } from "../text/index.ts";
import { type Change, checkChanges, editsOf, sharedNodes } from "./changes.ts";
import { stateChanges } from "./convert-state.ts";
import { fieldOf } from "./data-flow.ts";
import { type Notes, newNotes, type Remark } from "./notes.ts";

/** A conversion of JSONPath to JSONata. */
export type Conversion =
  /** `caveats` tell of data with which the result does something else. */
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly caveats: readonly Remark[] }
  | { readonly ok: false; readonly problems: readonly Remark[] };

export interface ConversionOptions {
  /** Whether the result also does the same where data are missing or of an unexpected type, even if it reads worse. */
  readonly exact?: boolean;
}

/** A version of a document. An `Analysis` is one. */
interface Document {
  readonly text: string;
  readonly notation: Notation;
  readonly tree: SyntaxTree;
  readonly model: Model;
}

/** Converts one state, and marks it as JSONata. States within it are left alone. */
export function convertState(document: Document, state: State, options: ConversionOptions = {}): Conversion {
  const notes = newNotes(options.exact ?? false, state.nameNode.span);
  noteFaults(document, state.node, notes);
  const changes = stateChanges(state, notes);
  return finished(document, [...changes, ...languageOf(state.node)], notes);
}

/** Converts all states of a machine and of the machines within it; those that are JSONata already stay as they are. */
export function convertMachine(document: Document, machine: StateMachine, options: ConversionOptions = {}): Conversion {
  const notes = newNotes(options.exact ?? false, machine.node.span);
  noteFaults(document, machine.node, notes);
  const changes: Change[] = [...machineLanguage(machine)];
  const pending = [machine];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const state of next.states.values()) {
      if (state.queryLanguage === "JSONPath") changes.push(...stateChanges(state, notes));
      const own = fieldOf(state.node, "QueryLanguage");
      if (own) changes.push({ kind: "remove", object: state.node, member: own });
      pending.push(...state.children);
    }
  }
  return finished(document, changes, notes);
}

/** What can't be read can't be converted either. */
function noteFaults({ tree }: Document, { span }: ObjectNode, notes: Notes): void {
  const fault = tree.problems.find(
    ({ severity, span: at }) => severity === "error" && at.start <= span.end && at.end >= span.start,
  );
  if (!fault) return;
  notes.at = fault.span;
  notes.problems.add(`The text has a fault, which must be mended first: ${fault.message}`);
}

function machineLanguage({ node }: StateMachine): readonly Change[] {
  const own = fieldOf(node, "QueryLanguage");
  if (own) return [{ kind: "value", node: own.value, value: "JSONata" }];
  return [{ kind: "insert", object: node, key: "QueryLanguage", value: "JSONata", after: fieldOf(node, "Comment") }];
}

/** After the type, as people write it. */
function languageOf(object: ObjectNode): readonly Change[] {
  const key = "QueryLanguage";
  const own = fieldOf(object, key);
  if (own) return [{ kind: "value", node: own.value, value: "JSONata" }];
  return [{ kind: "insert", object, key, value: "JSONata", after: fieldOf(object, "Type") }];
}

function finished(document: Document, changes: readonly Change[], notes: Notes): Conversion {
  checkChanges(changes, document.notation.id === "yaml" ? sharedNodes(document.tree.root) : new Set(), notes);
  checkNames(document, changes, notes);
  const problems = notes.problems.all();
  if (problems.length > 0) return { ok: false, problems };
  const edits = editsOf(document, withoutClash(changes));
  if (edits) return { ok: true, edits, caveats: notes.caveats.all() };
  return { ok: false, problems: [{ message: "The text is too broken to be edited.", span: notes.at }] };
}

/** Where a field is added to an object that loses its last one, the new field takes the place of the old. */
function withoutClash(changes: readonly Change[]): readonly Change[] {
  const result = [...changes];
  for (const [index, change] of changes.entries()) {
    if (change.kind !== "insert") continue;
    const last = change.object.members.at(-1);
    const lost = result.findIndex(
      (other) => other.kind === "remove" && other.object === change.object && other.member === last,
    );
    if (lost < 0 || !last) continue;
    result[lost] = { kind: "key", key: last.key, name: change.key };
    result[index] = { kind: "value", node: last.value, value: change.value };
  }
  return result;
}

/** A variable of the definition that has the name of a function hides it. */
function checkNames({ model }: Document, changes: readonly Change[], notes: Notes): void {
  const used = new Set<string>();
  for (const change of changes) {
    const text = change.kind === "value" || change.kind === "insert" ? JSON.stringify(change.value) : "";
    if (text.includes("{%")) for (const [, name = ""] of text.matchAll(/\$([a-z]\w*)\(/gi)) used.add(name);
  }
  for (const { node } of model.parts) {
    const assigned = fieldOf(node, "Assign")?.value;
    for (const { key } of assigned?.kind === "object" ? assigned.members : []) {
      const name = key.value.replace(/\.\$$/, "");
      if (!used.has(name)) continue;
      notes.at = key.span;
      notes.problems.add(
        `The variable "${name}" has the name of the function $${name}, which the conversion needs: rename it.`,
      );
    }
  }
}
