import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { analyze, notationOf } from "../index.ts";
import { codeActionsAt, inOtherNotation } from "./index.ts";
import { isTooLargeToRewrite } from "./too-large.ts";

const analyzed = (text: string, notation = notationOf(text)) => analyze({ uri: "", version: 1, notation, text });
const nested = (levels: number): string =>
  `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "Result": ${"[".repeat(levels)}${"]".repeat(levels)}}}}`;

describe("texts that are too large", () => {
  it("are those beyond what could be deployed, and those nested beyond what anybody writes", () => {
    const long = `${nested(0).slice(0, -1)}, "Comment": "${"x".repeat(1_500_000)}"}`;
    const texts = [nested(150), long, nested(250), nested(5000)];
    expect(texts.map((text) => isTooLargeToRewrite(analyzed(text)))).toEqual([false, true, true, true]);
  });

  it("get a reason instead of refactorings when somebody asks, and fixes of single findings still", () => {
    for (const { text, notation, name } of inBothNotations({ text: nested(250), marks: [] })) {
      const analysis = analyzed(text, notation);
      const start = text.indexOf("B", text.indexOf("Next"));
      const actions = (isAsked: boolean) => codeActionsAt(analysis, { start, end: start }, () => true, isAsked);
      expect(
        actions(true).map(({ title, disabled }) => disabled ?? title),
        name,
      ).toEqual(['Create the state "B"', "This text is too large or nested too deeply for refactorings."]);
      expect(
        actions(false).map(({ title }) => title),
        name,
      ).toEqual(['Create the state "B"']);
    }
  });

  it("are not converted to the other notation", () => {
    expect(inOtherNotation(analyzed(nested(250)))).toEqual({
      ok: false,
      problem: "This text is too large to be converted.",
    });
  });
});
