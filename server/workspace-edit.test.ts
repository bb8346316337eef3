import { describe, expect, it } from "vitest";
import { analyze, codeActionsAt, notations } from "../language/index.ts";
import { toWorkspaceEdit } from "./workspace-edit.ts";

const TEXT = `StartAt: A
States:
  A:
    Type: Choice
    Choices:
      - Variable: $.a
        StringEquals: x
        Next: B
    Default: B
  B:
    Type: Pass
    InputPath: $.in
    End: true
`;

describe("an edit with caveats", () => {
  it("has them beside the changes that they are about", () => {
    const analysis = analyze({ uri: "file:///m.yaml", version: 3, notation: notations.yaml, text: TEXT });
    const action = codeActionsAt(analysis, { start: 0, end: 0 }, (kind) => kind === "refactor.rewrite.jsonata")[0];
    const edits = action?.later?.() ?? [];
    expect(toWorkspaceEdit(analysis, edits)).toMatchObject({ changes: { "file:///m.yaml": { length: edits.length } } });
    const { documentChanges = [], changeAnnotations = {} } = toWorkspaceEdit(analysis, edits, action?.caveats);
    const caveat = `Where "$.a" names nothing, the execution failed: now the rule doesn't hold.`;
    expect(changeAnnotations[caveat]).toEqual({ label: caveat, needsConfirmation: true });
    const [change] = documentChanges;
    const annotated = change && "edits" in change ? change.edits : [];
    const places = annotated.map((edit) => [edit.range.start.line, "annotationId" in edit && edit.annotationId]);
    expect(places).toContainEqual([5, caveat]);
    expect(places).toContainEqual([11, "same"]);
    expect(change).toMatchObject({ textDocument: { uri: "file:///m.yaml", version: 3 } });
  });
});
