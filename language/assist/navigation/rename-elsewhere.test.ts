import { describe, expect, it } from "vitest";
import { applyEdits, renamedInMocks, renamedInProject } from "../../index.ts";

const MOCKS = `{
  "StateMachines": {
    "orders": {"TestCases": {"Happy": {"Pay": "PaySucceeds", "Ship": "Pay"}, "Sad": {"Pay": "PayFails"}}},
    "refunds": {"TestCases": {"Happy": {"Pay": "PaySucceeds"}}}
  },
  "MockedResponses": {"Pay": {"0": {"Return": {"Pay": 1}}}}
}`;

const renamed = { from: "Pay", to: 'Charge "card"', machines: ["orders"] };

describe("a state's new name in other files", () => {
  it("comes into the test cases of its machine", () => {
    expect(applyEdits(MOCKS, renamedInMocks(MOCKS, renamed))).toBe(
      MOCKS.replace('"Happy": {"Pay"', '"Happy": {"Charge \\"card\\""').replace(
        '"Sad": {"Pay"',
        '"Sad": {"Charge \\"card\\""',
      ),
    );
  });

  it("comes into the only machine, whatever that is called there", () => {
    const only = MOCKS.replace(/,\s*"refunds".*/, "");
    expect(renamedInMocks(only, { ...renamed, machines: ["other"] })).toHaveLength(2);
    expect(renamedInMocks(MOCKS, { ...renamed, machines: ["other"] })).toEqual([]);
  });

  it("comes into the tasks of a project file that name exactly this state", () => {
    const project = '{"tasks": [{"state": "Pay", "kind": "node"}, {"state": "Pay*", "kind": "mock"}, {"state": 1}]}';
    expect(applyEdits(project, renamedInProject(project, { ...renamed, to: "Charge" }))).toBe(
      project.replace('"Pay"', '"Charge"'),
    );
    expect(renamedInProject(project, { ...renamed, to: "Why?" })).toEqual([]);
  });

  it.each(["", "{", '{"StateMachines": []}', '{"tasks": {}}'])("says nothing of %j", (text) => {
    expect([...renamedInMocks(text, renamed), ...renamedInProject(text, renamed)]).toEqual([]);
  });
});
