import { expect, test } from "vitest";
import { buildModel } from "../model/index.ts";
import { notations } from "../syntax/index.ts";
import { buildGraph } from "./index.ts";

/** The graph of a definition's text, a line for each node and edge. */
function drawn(text: string): string {
  const { levels } = buildGraph(buildModel(notations.yaml.parse(text).root));
  const lines = levels.flatMap(({ id, owner, nodes, edges }) => [
    owner === undefined ? `level ${id || "machine"}` : `level ${id} in ${owner}`,
    ...nodes.map((node) => {
      const marks = [
        node.unreachable && "unreachable",
        node.distributed && "distributed",
        node.duplicate && "duplicate",
      ];
      return ["  ", node.id, `(${node.type})`, node.detail, ...marks].filter(Boolean).join(" ");
    }),
    ...edges.map(({ from, to, kind, order, label, title }) =>
      ["  ", from, "->", to, `${kind} ${order}`, label && `"${label}"`, title && `[${title}]`]
        .filter(Boolean)
        .join(" "),
    ),
  ]);
  return `\n${lines.join("\n")}\n`;
}

test("a chain from start to end", () => {
  const text = "{ StartAt: A, States: { A: { Type: Pass, Next: B }, B: { Type: Succeed } } }";
  expect(drawn(text)).toBe(`
level machine
   #start (start)
   /States/A (Pass)
   /States/B (Succeed)
   #end (end)
   #start -> /States/A start 0
   /States/A -> /States/B next 0
   /States/B -> #end end 0
`);
});

test("rules, the default and catchers keep their order and say what they are", () => {
  const text = `
StartAt: Call
States:
  Call:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: "arn:aws:lambda:eu-west-1:123456789012:function:orders-fn:$LATEST" }
    Catch:
      - { ErrorEquals: [States.Timeout], Next: Stop }
      - { ErrorEquals: [States.ALL], Next: Stop, Comment: All else }
    Next: Check
  Check:
    Type: Choice
    Choices:
      - { Variable: $.amount, NumericGreaterThan: 100, Next: Stop }
      - { Variable: $.vip, BooleanEquals: true, Next: Call, Comment: Loyal customer }
    Default: Done
  Stop: { Type: Fail, Error: Refused }
  Done: { Type: Pass, End: true }
`;
  expect(drawn(text)).toBe(`
level machine
   #start (start)
   /States/Call (Task) Lambda invoke · orders-fn
   /States/Check (Choice)
   /States/Stop (Fail) Refused
   /States/Done (Pass)
   #end (end)
   #start -> /States/Call start 0
   /States/Call -> /States/Check next 0
   /States/Call -> /States/Stop catch 0 "Timeout" [Catches States.Timeout]
   /States/Call -> /States/Stop catch 1 "any error" [All else: Catches States.ALL]
   /States/Check -> /States/Stop choice 0 "$.amount > 100" [$.amount > 100]
   /States/Check -> /States/Call choice 1 "Loyal customer" [Loyal customer: $.vip == true]
   /States/Check -> /States/Done default 0 "otherwise" [When no rule holds]
   /States/Done -> #end end 0
`);
});

test("branches and processors are levels of their own, outer before inner", () => {
  const text = `
StartAt: P
States:
  P:
    Type: Parallel
    Branches:
      - { StartAt: A, States: { A: { Type: Succeed } } }
      - { StartAt: M, States: { M: { Type: Map, ItemsPath: $.rows, MaxConcurrency: 5, End: true,
          ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED }, StartAt: X, States: { X: { Type: Wait, Seconds: 3, End: true } } } } } }
    End: true
`;
  expect(drawn(text)).toBe(`
level machine
   #start (start)
   /States/P (Parallel) 2 branches
   #end (end)
   #start -> /States/P start 0
   /States/P -> #end end 0
level /States/P/Branches/0 in /States/P
   /States/P/Branches/0#start (start)
   /States/P/Branches/0/States/A (Succeed)
   /States/P/Branches/0#end (end)
   /States/P/Branches/0#start -> /States/P/Branches/0/States/A start 0
   /States/P/Branches/0/States/A -> /States/P/Branches/0#end end 0
level /States/P/Branches/1 in /States/P
   /States/P/Branches/1#start (start)
   /States/P/Branches/1/States/M (Map) each of $.rows, 5 at once distributed
   /States/P/Branches/1#end (end)
   /States/P/Branches/1#start -> /States/P/Branches/1/States/M start 0
   /States/P/Branches/1/States/M -> /States/P/Branches/1#end end 0
level /States/P/Branches/1/States/M/ItemProcessor in /States/P/Branches/1/States/M
   /States/P/Branches/1/States/M/ItemProcessor#start (start)
   /States/P/Branches/1/States/M/ItemProcessor/States/X (Wait) 3 s
   /States/P/Branches/1/States/M/ItemProcessor#end (end)
   /States/P/Branches/1/States/M/ItemProcessor#start -> /States/P/Branches/1/States/M/ItemProcessor/States/X start 0
   /States/P/Branches/1/States/M/ItemProcessor/States/X -> /States/P/Branches/1/States/M/ItemProcessor#end end 0
`);
});

test("what is wrong is drawn as such", () => {
  const text = `
StartAt: A
States:
  A: { Type: Pass, Next: Nowhere/1 }
  B: { Type: Sleep }
  C: { Next: A }
`;
  expect(drawn(text)).toBe(`
level machine
   #start (start)
   /States/A (Pass)
   /States/B (unknown) unknown type "Sleep" unreachable
   /States/C (unknown) no type unreachable
   /States/Nowhere~11 (missing)
   #start -> /States/A start 0
   /States/A -> /States/Nowhere~11 next 0
   /States/C -> /States/A next 0
`);
});

test("a name given twice is drawn twice", () => {
  const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass" }, "A": { "Type": "Succeed" } } }';
  const { levels } = buildGraph(buildModel(notations.json.parse(text).root));
  expect(levels[0]?.nodes.map(({ id, type, duplicate }) => [id, type, duplicate])).toEqual([
    ["#start", "start", undefined],
    ["/States/A", "Succeed", undefined],
    ["/States/A#2", "unknown", true],
    ["#end", "end", undefined],
  ]);
});

test.each([
  ["", 0],
  ["[]", 0],
  ["{}", 0],
  ["{ States: {} }", 0],
  ["{ States: 4 }", 0],
  ["{ States: { A: 1 } }", 0],
  ["{ StartAt: [], States: { A: {} } }", 1],
  ["{ StartAt: A, States: { A: { Type: Choice, Choices: 5, Default: [], Next: 7, Catch: [1, {}] } } }", 1],
  ["{ StartAt: A, States: { A: { Type: Parallel, Branches: [{}, 3, { States: 1 }] } } }", 3],
])("broken text %j gives a graph all the same", (text, levels) => {
  expect(buildGraph(buildModel(notations.yaml.parse(text).root)).levels).toHaveLength(levels);
});

test("a chain of 100,000 states", () => {
  const states = Array.from({ length: 100_000 }, (_, i) => `"S${i}":{"Type":"Pass","Next":"S${i + 1}"}`);
  const text = `{"StartAt":"S0","States":{${states.join(",")},"S100000":{"Type":"Succeed"}}}`;
  const [level] = buildGraph(buildModel(notations.json.parse(text).root)).levels;
  expect(level?.nodes).toHaveLength(100_003);
  expect(level?.nodes.every(({ unreachable }) => !unreachable)).toBe(true);
});

test.each([
  ["Wait, Seconds: 30", "30 s"],
  ["Wait, Seconds: 1209600", "14 d"],
  ["Wait, Seconds: 5400", "1 h 30 min"],
  ["Wait, Seconds: 93784", "93784 s"],
  ["Wait, Seconds: 0", "0 s"],
  ["Wait, SecondsPath: $.delay", "$.delay s"],
  ["Wait, Seconds: '{% $delay %}'", "$delay s"],
  ["Map, ItemReader: { Resource: 'arn:aws:states:::s3:getObject' }, MaxConcurrency: 10", "each item in S3, 10 at once"],
  ["Map, Items: [1, 2]", "each of 2 items"],
])("the second line of a state that is a %s", (fields, detail) => {
  const { levels } = buildGraph(buildModel(notations.yaml.parse(`States: { A: { Type: ${fields} } }`).root));
  expect(levels[0]?.nodes[0]?.detail).toBe(detail);
});

test.each([
  ["glue:startJobRun.sync", "Glue startJobRun", "job"],
  ["states:startExecution.sync:2", "Step Functions startExecution", "job"],
  ["aws-sdk:dynamodb:putItem.waitForTaskToken", "DynamoDB putItem", "token"],
  ["sns:publish", "SNS publish", undefined],
])("a task of %s says for what it waits by a sign, not by its name", (resource, detail, waits) => {
  const text = `States: { A: { Type: Task, Resource: "arn:aws:states:::${resource}" } }`;
  const { levels } = buildGraph(buildModel(notations.yaml.parse(text).root));
  expect(levels[0]?.nodes[0]).toMatchObject({ detail, ...(waits && { waits }) });
  expect(levels[0]?.nodes[0]?.waits).toBe(waits);
});
