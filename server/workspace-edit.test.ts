import { expect, it } from "vitest";
import { analyze, codeActionsAt, notations } from "../language/index.ts";
import { toWorkspaceEdit } from "./workspace-edit.ts";

const TEXT = `StartAt: A
States:
  A: {Type: Choice, Choices: [{Variable: $.a, StringEquals: x, Next: B}], Default: B}
  B: {Type: Pass, InputPath: $.in, End: true}
`;

it("all edits of a change are made without a question about some of them", () => {
  const analysis = analyze({ uri: "file:///m.yaml", version: 3, notation: notations.yaml, text: TEXT });
  const action = codeActionsAt(analysis, { start: 0, end: 0 }, (kind) => kind === "refactor.rewrite.jsonata")[0];
  const edits = action?.later?.() ?? [];
  expect(action?.caveats).toHaveLength(1);
  const edit = toWorkspaceEdit(analysis, edits);
  expect(edit.changes?.["file:///m.yaml"]).toHaveLength(edits.length);
  expect(edit.changeAnnotations).toBeUndefined();
});
