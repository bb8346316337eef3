import { describe, expect, test } from "vitest";
import { buildModel } from "../model/index.ts";
import { notationOf, type ObjectNode, objectsOf, type SyntaxNode, textOffset, toJson } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import { readTemplate } from "./index.ts";

const read = (text: string) => readTemplate(notationOf(text).parse(text).root);

/** The only machine of a template, as it is deployed. */
function deployed(text: string) {
  const [machine] = read(text).machines;
  const { definition } = machine ?? {};
  const root = definition?.kind === "text" ? definition.tree.root : definition?.kind === "object" && definition.node;
  if (!machine || !root || root.kind !== "object") throw new Error("This template holds no definition.");
  return machine.deployed(root);
}

const machineWith = (properties: string): string =>
  `Parameters:
  Stage: { Type: String, Default: dev }
  Key: { Type: String }
Resources:
  Pay: { Type: AWS::Serverless::Function, Properties: { Handler: pay.handler } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
${properties.replaceAll(/^/gm, "      ")}`;

const PAY = "arn:aws:lambda:us-east-1:123456789012:function:Pay";

describe("definitions as they are deployed", () => {
  function check(name: string, properties: string, definition: Json, ...unresolved: readonly string[]): void {
    test(name, () => {
      const result = deployed(machineWith(properties));
      expect(toJson(result.root)).toEqual(definition);
      expect(result.unresolved).toEqual(unresolved);
    });
  }

  check(
    "substitutions fill an object in, and are numbers where they stand alone",
    `DefinitionSubstitutions: { Function: !GetAtt Pay.Arn, Delay: 5, Empty: !Ref Key }
Definition:
  StartAt: Wait
  States:
    Wait: { Type: Wait, Seconds: "\${Delay}" }
    Delayed:
      Type: Wait
      Seconds: \${Delay}
    Pay: { Type: Task, Resource: "\${Function}", Comment: "at \${Delay} by \${Empty}" }`,
    {
      StartAt: "Wait",
      States: {
        Wait: { Type: "Wait", Seconds: "5" },
        Delayed: { Type: "Wait", Seconds: 5 },
        Pay: { Type: "Task", Resource: PAY, Comment: "at 5 by ${Key}" },
      },
    },
    "Key",
  );
  check(
    "functions in an object are carried out",
    `Definition:
  StartAt: !If [Never, A, !Sub "\${Stage}"]
  Comment: !Ref AWS::NoValue
  States: { dev: { Type: Task, Resource: !GetAtt Pay.Arn, Parameters: { "a.$": "$.x", b: "\${Unheard.Of}" } } }`,
    {
      StartAt: "dev",
      States: { dev: { Type: "Task", Resource: PAY, Parameters: { "a.$": "$.x", b: "${Unheard.Of}" } } },
    },
  );
  check(
    "a text that is joined",
    `DefinitionString: !Join
  - "\\n"
  - - '{"StartAt": "Pay",'
    - !Sub '"States": {"Pay": {"Type": "Task", "Resource": "\${Pay.Arn}", "End": true}}}'`,
    { StartAt: "Pay", States: { Pay: { Type: "Task", Resource: PAY, End: true } } },
  );
  check(
    "a text with variables of its own",
    `DefinitionString: !Sub
  - |
    { "StartAt": "\${First}", "States": { "\${First}": { "Type": "Task", "Resource": "\${Arn}", "Comment": "\${!Kept}" } } }
  - First: Pay
    Arn: !GetAtt Pay.Arn`,
    { StartAt: "Pay", States: { Pay: { Type: "Task", Resource: PAY, Comment: "${Kept}" } } },
  );
  check(
    "a text whose placeholder stands without quotes",
    `DefinitionSubstitutions: { Delay: 7 }
DefinitionString: '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":\${Delay},"End":true}}}'`,
    { StartAt: "W", States: { W: { Type: "Wait", Seconds: 7, End: true } } },
  );
});

describe("where a definition is", () => {
  function check(properties: string, location: string, kind = "file"): void {
    test(properties, () => {
      expect(read(machineWith(properties)).machines.map(({ definition }) => definition)).toEqual([{ kind, location }]);
    });
  }
  const hash = "0123456789abcdef".repeat(4);
  check("DefinitionUri: flow/pay.asl.json", "flow/pay.asl.json");
  check("DefinitionUri: !Sub flow/${Stage}.asl.json", "flow/dev.asl.json");
  check("DefinitionUri: s3://bucket/pay.json", "s3://bucket/pay.json", "elsewhere");
  check("DefinitionUri: { Bucket: bucket, Key: pay.json }", "s3://bucket/pay.json", "elsewhere");
  check(`DefinitionS3Location: { Bucket: cdk-assets, Key: ${hash}.json }`, `asset.${hash}.json`);
  check("Definition: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: pay.json } } }", "pay.json");
  check("Role: none", "", "elsewhere");
});

test("Names and types of machines", () => {
  const { machines } = read(`Resources:
  A: { Type: AWS::Serverless::StateMachine, Properties: { Name: !Sub "a-\${AWS::Region}", Type: EXPRESS } }
  B: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: b, StateMachineType: STANDARD } }
  C: { Type: AWS::StepFunctions::StateMachine }
  D: { Type: AWS::SQS::Queue }`);
  expect(machines.map(({ logicalId, name, type }) => `${logicalId} ${name} ${type}`)).toEqual([
    "A a-us-east-1 EXPRESS",
    "B b STANDARD",
    "C C STANDARD",
  ]);
});

describe("functions", () => {
  const { functions } = read(`
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 10
    Environment: { Variables: { SHARED: both, LEVEL: info } }
    Layers: [!Ref Common]
Parameters: { Key: { Type: String } }
Resources:
  Common: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/common } }
  Pay:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/pay.ts] } }
    Properties:
      CodeUri: pay/
      Handler: pay.handler
      MemorySize: 512
      Layers: ["arn:aws:lambda:us-east-1:1:layer:x:1"]
      Environment: { Variables: { LEVEL: debug, TABLE: !Ref Table, KEY: !Ref Key } }
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
  Plain: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Code: { ZipFile: "exports.handler = 1" } } }
  Asset:
    Type: AWS::Lambda::Function
    Metadata: { "aws:asset:path": asset.1 }
    Properties: { FunctionName: asset, Timeout: 60, Code: { S3Bucket: b, S3Key: 1.zip } }
  Stored: { Type: AWS::Lambda::Function, Properties: { Code: { S3Bucket: b, S3Key: k.zip } } }
  Container: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }`);
  const named = (id: string) => functions.find(({ logicalId }) => logicalId === id);

  test("Globals are merged", () => {
    expect(named("Pay")).toMatchObject({
      handler: "pay.handler",
      runtime: "nodejs22.x",
      timeoutSeconds: 10,
      memorySize: 512,
      code: { kind: "folder", path: "pay/" },
      entryPoints: ["src/pay.ts"],
      layers: [
        { kind: "folder", path: "layers/common" },
        { kind: "elsewhere", location: "arn:aws:lambda:us-east-1:1:layer:x:1" },
      ],
    });
    expect(
      [...(named("Pay")?.environment ?? [])].map(([name, { value, unresolved }]) => [name, value, unresolved]),
    ).toEqual([
      ["SHARED", "both", []],
      ["LEVEL", "debug", []],
      ["TABLE", "orders", []],
      ["KEY", "${Key}", ["Key"]],
    ]);
  });
  test("Globals are SAM's alone", () => {
    expect(named("Plain")).toMatchObject({ runtime: undefined, timeoutSeconds: 3, layers: [] });
  });
  test("Code is found wherever it is", () => {
    expect(functions.map(({ name, code }) => [name, code])).toEqual([
      ["Pay", { kind: "folder", path: "pay/" }],
      ["Plain", { kind: "inline", text: "exports.handler = 1" }],
      ["asset", { kind: "folder", path: "asset.1" }],
      ["Stored", { kind: "elsewhere", location: "s3://b/k.zip" }],
      ["Container", { kind: "image" }],
    ]);
  });
});

describe("places in the document", () => {
  /** Every text of the definition that the document holds lies where it is read. */
  function check(name: string, properties: string, states: number): void {
    test(name, () => {
      const text = machineWith(properties);
      const { root } = deployed(text);
      expect(buildModel(root).states).toHaveLength(states);
      let held = 0;
      for (const node of stringsOf(root)) {
        const end = node.value.length - 1;
        const written = text.slice(textOffset(node, 0), textOffset(node, end) + 1);
        if (written === node.value) held++;
        else expect(written, node.value).toMatch(/\$\{|Pay\.Arn|\\/);
      }
      expect(held).toBeGreaterThan(states * 3);
    });
  }

  const lines = [
    '{ "StartAt": "Pay it",',
    '  "States": {',
    '    "Pay it": { "Type": "Task", "Resource": "${Pay.Arn}", "Next": "Say \\"done\\"" },',
    '    "Say \\"done\\"": { "Type": "Pass", "Comment": "${Stage} or ${Key}", "End": true } } }',
  ];
  const indented = lines.map((each) => `  ${each}`).join("\n");
  check("a block scalar", `DefinitionString: !Sub |\n${indented}`, 2);
  check("a folded block scalar", `DefinitionString: !Sub >-\n${indented}`, 2);
  check("a quoted text", `DefinitionString: !Sub ${JSON.stringify(lines.join("\n"))}`, 2);
  const joined = lines.map((each) => `      - !Sub ${JSON.stringify(each)}`).join("\n");
  check("a joined text", `DefinitionString:\n  Fn::Join:\n    - "\\n"\n    -\n${joined}`, 2);
  check("an object", `Definition:\n  StartAt: A\n  States:\n    A: { Type: Task, Resource: !GetAtt Pay.Arn }`, 1);
});

describe("broken templates", () => {
  const whole = machineWith(`Type: !If [Never, EXPRESS, STANDARD]
DefinitionSubstitutions: { Function: !GetAtt Pay.Arn, Stage: !Sub ["\${A}", { A: !Ref Key }] }
DefinitionString: !Join ["", ['{"StartAt": "P", "States": {"P": {"Type": "Task", "Resource": "\${Function}"}}}']]`);

  test("A template that ends anywhere is read", () => {
    for (let end = 0; end <= whole.length; end++) expect(() => readWhole(whole.slice(0, end)), `${end}`).not.toThrow();
    expect(readWhole(whole)).toBe(1);
  });

  test("Nesting has no limit", () => {
    const deep = (open: string, close: string): string => `${open.repeat(5000)}0${close.repeat(5000)}`;
    const properties = [
      `"Definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${deep("[", "]")}}}}`,
      `"Definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${deep('{"Fn::Sub":', "}")}}}}`,
      `"DefinitionString": ${deep('{"Fn::Join": ["", [', "]]}")}`,
      `"DefinitionString": ${deep('{"Fn::If": ["C", ', ', ""]}')}`,
      `"DefinitionSubstitutions": {"A": ${deep('{"a":', "}")}}, "DefinitionUri": "a.json"`,
    ];
    for (const each of properties) {
      const text = `{"Resources": {"M": {"Type": "AWS::Serverless::StateMachine", "Properties": {${each}}}}}`;
      expect(() => readWhole(text), each.slice(0, 40)).not.toThrow();
    }
  });

  /** Reads all that there is to read; gives how many states were found. */
  function readWhole(text: string): number {
    let states = 0;
    for (const machine of read(text).machines) {
      const { definition, substitutions } = machine;
      // Substitutions are resolved when they are first asked for.
      if (substitutions.size > 2) throw new Error("There are two.");
      const root = definition.kind === "text" ? definition.tree.root : definition.kind === "object" && definition.node;
      if (root && root.kind === "object") states += buildModel(machine.deployed(root).root).states.length;
    }
    return states;
  }
});

function* stringsOf(root: SyntaxNode) {
  for (const { members } of objectsOf(root) as Iterable<ObjectNode>) {
    for (const { key, value } of members) {
      yield key;
      if (value.kind === "string") yield value;
    }
  }
}
