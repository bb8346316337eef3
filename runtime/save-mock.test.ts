import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { definitionIn, findMocks, type MockAnswer, type SaveMock, saveMock } from "./index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "statecraft-mocks-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PAY = `{"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": "x", "End": true}}}`;
const paid: MockAnswer = { kind: "return", value: { id: 7 } };

function save(before: string | undefined, invocation = 0, answer = paid): { saved: SaveMock; text: string } {
  const opened = definitionIn(join(folder, "shop.asl.json"), PAY);
  if (!opened.ok) throw new Error(opened.message);
  const file = join(folder, "MockConfigFile.json");
  if (before !== undefined) writeFileSync(file, before);
  const found = findMocks(opened.definition, {});
  const mocks = found.kind === "mocks" ? found.mocks : undefined;
  const saved = saveMock({ definition: opened.definition, mocks, call: { state: "Pay", invocation }, answer });
  return { saved, text: readFileSync(file, "utf8") };
}

describe("saving a mock", () => {
  it("makes the file where there is none", () => {
    const { saved, text } = save(undefined);
    expect(saved).toMatchObject({ ok: true, testCase: "Default", response: "PayResult" });
    expect(text).toMatchInlineSnapshot(`
      "{
        "StateMachines": {
          "shop": {
            "TestCases": {
              "Default": {
                "Pay": "PayResult"
              }
            }
          }
        },
        "MockedResponses": {
          "PayResult": {
            "0": {
              "Return": {
                "id": 7
              }
            }
          }
        }
      }
      "
    `);
  });

  it("leaves the rest of the text as it is", () => {
    const before = `{
    "StateMachines": { "shop": { "TestCases": { "Happy": { "Other": "Old" } } } },
    "MockedResponses": {
        "Old": { "0": { "Return":   1 } },
        "PayResult": { "0": { "Return": "of something else" } }
    }
}
`;
    const { saved, text } = save(before);
    expect(saved).toMatchObject({ ok: true, testCase: "Happy", response: "PayResult2" });
    expect(text).toMatchInlineSnapshot(`
      "{
          "StateMachines": { "shop": { "TestCases": { "Happy": { "Other": "Old", "Pay": "PayResult2" } } } },
          "MockedResponses": {
              "Old": { "0": { "Return":   1 } },
              "PayResult": { "0": { "Return": "of something else" } },
              "PayResult2": {
                  "0": {
                      "Return": {
                          "id": 7
                      }
                  }
              }
          }
      }
      "
    `);
  });

  it("adds a call to the response that the case has for the state, and replaces one", () => {
    const before = `{"StateMachines": {"shop": {"TestCases": {"A": {"Pay": "P"}}}}, "MockedResponses": {"P": {"0": {"Return": 1}}}}`;
    expect(save(before, 1, { kind: "throw", error: "E", cause: "why" }).text).toMatchInlineSnapshot(
      `"{"StateMachines": {"shop": {"TestCases": {"A": {"Pay": "P"}}}}, "MockedResponses": {"P": {"0": {"Return": 1}, "1": {"Throw": {"Error": "E", "Cause": "why"}}}}}"`,
    );
    expect(save(before, 0).text).toMatchInlineSnapshot(
      `"{"StateMachines": {"shop": {"TestCases": {"A": {"Pay": "P"}}}}, "MockedResponses": {"P": {"0": {"Return":{"id":7}}}}}"`,
    );
  });

  it("says why a file can't be extended", () => {
    expect(save("[]").saved).toMatchObject({ ok: false });
    expect(save("{").saved).toMatchObject({ ok: false });
  });
});
