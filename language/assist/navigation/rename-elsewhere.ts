import { notationOf, type SyntaxNode, valueAt } from "../../syntax/index.ts";
import type { TextEdit } from "../../text/index.ts";

/** A state that gets another name, and the machine that it belongs to. */
export interface RenamedState {
  readonly from: string;
  readonly to: string;
  /** What the machine may be called in other files. */
  readonly machines: readonly string[];
}

/**
 * The edits that rename a state in the text of a mock-config file: test cases say by states' names what answers them. A
 * machine that isn't named there is meant where it is the only one. Reference, section 13.
 */
export function renamedInMocks(text: string, { from, to, machines }: RenamedState): readonly TextEdit[] {
  const notation = notationOf(text);
  const section = valueAt(notation.parse(text).root, "StateMachines");
  const all = section?.kind === "object" ? section.members : [];
  const named = all.filter(({ key }) => machines.includes(key.value));
  const meant = named.length > 0 || all.length > 1 ? named : all;
  return meant.flatMap(({ value }) => {
    const cases = membersOf(valueAt(value, "TestCases"));
    const states = cases.flatMap((each) => membersOf(each.value));
    return states
      .filter(({ key }) => key.value === from)
      .map(({ key }) => ({ span: key.span, newText: notation.quote(to) }));
  });
}

/** The edits that rename a state in the text of a project file, where `tasks` name exactly this one. */
export function renamedInProject(text: string, { from, to }: RenamedState): readonly TextEdit[] {
  // In a glob these stand for other characters.
  if (/[*?]/.test(from) || /[*?]/.test(to)) return [];
  const notation = notationOf(text);
  const tasks = valueAt(notation.parse(text).root, "tasks");
  if (tasks?.kind !== "array") return [];
  return tasks.items.flatMap((entry) => {
    const state = valueAt(entry, "state");
    return state?.kind === "string" && state.value === from ? [{ span: state.span, newText: notation.quote(to) }] : [];
  });
}

const membersOf = (node: SyntaxNode | undefined) => (node?.kind === "object" ? node.members : []);
