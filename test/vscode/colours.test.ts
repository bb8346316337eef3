import { expect, inject, test } from "vitest";
import { colours } from "./kit/colours.ts";

/** Checks the scope of the first token that reads so. */
async function check(scope: string, text: string, expected: Readonly<Record<string, string>>): Promise<void> {
  const tokens = await colours(scope, text);
  const found = Object.keys(expected).map((part) => [part, tokens.find(([token]) => token === part)?.[1]]);
  expect(Object.fromEntries(found)).toEqual(expected);
}

const colourTest = test.skipIf(inject("vscodePort") === undefined);

colourTest("JSON: paths, intrinsic functions, expressions and placeholders have colours of their own", () =>
  check(
    "source.asl.json",
    `{ "InputPath": "$.order[0]", "total.$": "States.MathAdd($.a, 2)", "Output": "{% $sum(items) & \\"x\\" %}",
       "Resource": "\${Function}", "Comment": "$.plain", "ResultPath": null, "Open": "{% $open", "End": true }
     // note`,
    {
      InputPath: "support.type.property-name.json.comments",
      order: "variable.other.property.jsonpath",
      "States.MathAdd": "entity.name.function.intrinsic.asl",
      "2": "constant.numeric.jsonpath",
      "{%": "punctuation.definition.template-expression.begin.asl",
      $sum: "entity.name.function.jsonata",
      items: "variable.other.property.jsonata",
      "${Function}": "variable.other.placeholder.asl",
      "$.plain": "string.quoted.double.json.comments",
      null: "constant.language.json.comments",
      $open: "variable.other.readwrite.jsonata",
      true: "constant.language.json.comments",
      note: "comment.line.double-slash.js",
    },
  ),
);

colourTest("YAML: the same, over several lines too", () =>
  check(
    "source.asl.yaml",
    `InputPath: $.order[0]
total.$: "States.MathAdd($.a, 2)"
Output: |-
  {%
    $sum(items)
  %}
Condition: '{% $open'
Resource: \${Function}
Comment: $.plain
Flow: { InputPath: $.flow, Kind: no }
End: true # note
`,
    {
      InputPath: "entity.name.tag.yaml",
      order: "variable.other.property.jsonpath",
      "States.MathAdd": "entity.name.function.intrinsic.asl",
      $sum: "entity.name.function.jsonata",
      items: "variable.other.property.jsonata",
      "%}": "punctuation.definition.template-expression.end.asl",
      $open: "variable.other.readwrite.jsonata",
      "${Function}": "variable.other.placeholder.asl",
      "$.plain": "string.unquoted.plain.out.yaml",
      "$.flow": "string.unquoted.plain.in.yaml",
      true: "constant.language.boolean.yaml",
      note: "comment.line.number-sign.yaml",
    },
  ),
);
