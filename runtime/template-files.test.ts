import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Invoke } from "../engine/index.ts";
import { toJson, valueAt } from "../language/index.ts";
import { askTask, kindContext, plainCall } from "../test/kit/task-asked.ts";
import { createRouter, definitionsIn, openDefinition, programParts, projectOf, templateTasks } from "./index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "statecraft-templates-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const definition = '{"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": "${Function}", "End": true}}}';
const PAY = "arn:aws:lambda:us-east-1:123456789012:function:pay";

const template = `Transform: AWS::Serverless-2016-10-31
Parameters: { Bucket: { Type: String } }
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      { FunctionName: pay, CodeUri: src, Handler: pay.handler, Runtime: nodejs22.x, Timeout: 9,
        Environment: { Variables: { STAGE: dev, BUCKET: !Ref Bucket } } }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: order-flow
      Type: EXPRESS
      DefinitionUri: flows/orders.asl.json
      DefinitionSubstitutions: { Function: !GetAtt Pay.Arn }
`;
const inline = `  Small:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt Pay.Arn, End: true } } }
`;

function open(program: string) {
  const opened = openDefinition(join(folder, program));
  if (!opened.ok) throw new Error(opened.message.replaceAll(`${folder}/`, ""));
  return opened.definition;
}

/** What a test looks at: the file, the names, the type, and the resource that the first state calls. */
function outline(program: string) {
  const { path, name, otherNames, type, machine } = open(program);
  const state = [...machine.states.values()][0];
  const resource = state?.field("Resource");
  return { path: path.slice(folder.length + 1), name, otherNames, type, resource: resource && toJson(resource) };
}

const orders = { path: "flows/orders.asl.json", name: "order-flow", type: "EXPRESS", resource: PAY };

describe("a template", () => {
  it("leads to the definition that it points at", () => {
    write({ "template.yaml": template, "flows/orders.asl.json": definition });
    expect(outline("template.yaml")).toMatchObject({ ...orders, otherNames: ["Orders", "orders"] });
  });

  it("holds several machines, which have names", () => {
    write({ "template.yaml": template + inline, "flows/orders.asl.json": definition });
    expect(() => open("template.yaml")).toThrow(
      '"template.yaml" has several state machines: name one of them, "template.yaml#Orders", "template.yaml#Small".',
    );
    expect(() => open("template.yaml#Other")).toThrow(
      '"template.yaml" has no state machine "Other": it has "Orders", "Small".',
    );
    for (const name of ["Orders", "order-flow", "/Resources/Orders"]) {
      expect(outline(`template.yaml#${name}`)).toMatchObject(orders);
    }
    const small = { path: "template.yaml", name: "Small", type: "STANDARD", resource: PAY };
    expect(outline("template.yaml#Small")).toMatchObject(small);
  });

  it("gives an inline machine the places of its own text", () => {
    write({ "template.yaml": template + inline });
    const { machine, analysis } = open("template.yaml#Small");
    expect(machine.path).toBe("/Resources/Small/Properties/Definition");
    const start = valueAt(machine.node, "StartAt");
    expect(analysis.text.slice(start?.span.start, start?.span.end)).toBe("A");
    expect(definitionsIn(join(folder, "template.yaml"), analysis.text).map(({ name }) => name)).toEqual(["Small"]);
  });

  it("that can't help says why", () => {
    const machine = (properties: string) =>
      `Resources: { Flow: { Type: AWS::Serverless::StateMachine, Properties: { ${properties} } } }`;
    write({
      "none.yaml": "Resources: { Queue: { Type: AWS::SQS::Queue } }",
      "bucket.yaml": machine("DefinitionUri: s3://flows/a.json"),
      "missing.yaml": machine("DefinitionUri: a.json"),
      "broken.yaml": machine("DefinitionString: '{'"),
    });
    expect(() => open("none.yaml")).toThrow('"none.yaml" is a template that has no state machine');
    expect(() => open("bucket.yaml")).toThrow('The definition of "Flow" in "bucket.yaml" is at "s3://flows/a.json"');
    expect(() => open("missing.yaml")).toThrow('"Flow" in "missing.yaml" has no definition: "a.json" can\'t be read');
    expect(() => open("broken.yaml")).toThrow('The definition of "Flow" in "broken.yaml" can\'t be read');
  });
});

describe("a definition", () => {
  it("finds its template up to three folders above", () => {
    write({ "template.yaml": template, "flows/orders.asl.json": definition });
    expect(outline("flows/orders.asl.json")).toMatchObject({ ...orders, otherNames: ["Orders", "orders"] });
    const far = template.replace("flows/orders", "a/b/c/orders");
    write({ "sam/prod.template.yml": far, "sam/a/b/c/orders.asl.json": definition, "x/sam.yaml": template });
    expect(outline("sam/a/b/c/orders.asl.json").name).toBe("order-flow");
  });

  it("stands alone where no template points at it", () => {
    write({ "template.yaml": template, "other.asl.json": definition, "a/b/c/d/flows/orders.asl.json": definition });
    const alone = { otherNames: [], type: "STANDARD", resource: "${Function}" };
    expect(outline("other.asl.json")).toEqual({ ...alone, path: "other.asl.json", name: "other" });
    expect(outline("a/b/c/d/flows/orders.asl.json").type).toBe("STANDARD");
    expect(outline("other.asl.json#other").name).toBe("other");
    expect(() => open("other.asl.json#Orders")).toThrow('"other.asl.json" has no state machine "Orders"');
  });

  it("finds its template by the project's globs", () => {
    write({
      "statecraft.json": '{"templates": ["infra/**/*.yaml"]}',
      "infra/eu/main.yaml": template.replace("flows/", "../../flows/"),
      "flows/orders.asl.json": definition,
    });
    expect(outline("flows/orders.asl.json")).toMatchObject(orders);
  });

  it("is found in what the CDK makes", () => {
    const hash = "0123456789abcdef".repeat(4);
    const made = {
      Resources: {
        Flow: {
          Type: "AWS::StepFunctions::StateMachine",
          Properties: {
            DefinitionS3Location: { Bucket: "cdk", Key: `${hash}.json` },
            DefinitionSubstitutions: { Function: PAY },
            StateMachineName: "order-flow",
            StateMachineType: "EXPRESS",
          },
        },
      },
    };
    write({
      "cdk.out/Shop.template.json": JSON.stringify(made),
      [`cdk.out/asset.${hash}.json`]: definition,
      "lib/orders.asl.json": definition,
    });
    expect(outline("lib/orders.asl.json")).toMatchObject({ ...orders, path: "lib/orders.asl.json" });
    expect(outline("cdk.out/Shop.template.json").resource).toBe(PAY);
    rmSync(join(folder, "cdk.out/Shop.template.json"));
    made.Resources.Flow.Properties.StateMachineName = "staged";
    write({
      "cdk.out/assembly-Prod/Shop.template.json": JSON.stringify(made),
      [`cdk.out/assembly-Prod/asset.${hash}.json`]: definition,
    });
    expect(outline("lib/orders.asl.json").name).toBe("staged");
  });

  it("names what the template leaves open", () => {
    const open_ = template.replace("!GetAtt Pay.Arn", '!Sub "${Bucket}-x"');
    write({ "template.yaml": open_, "flows/orders.asl.json": definition });
    expect(open("template.yaml").unresolved).toEqual(["Bucket"]);
  });
});

describe("the functions of a template", () => {
  function tasks(files: { readonly [path: string]: string }) {
    write({ "flows/orders.asl.json": definition, ...files });
    const opened = open("flows/orders.asl.json");
    const read = projectOf(opened.path);
    if (!read.ok) throw new Error(read.message);
    return templateTasks(opened, read.project);
  }
  const variables = (files: { readonly [path: string]: string }) =>
    tasks({ "template.yaml": template, ...files })[0]?.options.env;

  it("need no configuration", () => {
    expect(tasks({ "template.yaml": template })).toMatchObject([
      {
        function: "pay",
        kind: "node",
        options: { handler: "pay.handler", cwd: join(folder, "src"), timeoutSeconds: 9, memorySize: 128 },
        hints: [
          'The variable "BUCKET" of "pay" needs "Bucket", which has no value here: set it by "env" in statecraft.json.',
        ],
      },
    ]);
  });

  it("get their variables from wherever they are given", () => {
    expect(variables({})).toEqual({ STAGE: "dev", BUCKET: "${Bucket}" });
    expect(variables({ "env.json": '{"Pay": {"BUCKET": "b"}, "Parameters": {"X": 1}}' })).toEqual({
      STAGE: "dev",
      BUCKET: "b",
      X: "1",
    });
    expect(variables({ "statecraft.json": '{"env": {"STAGE": "test"}, "envFile": ".env"}', ".env": "" })).toMatchObject(
      {
        STAGE: "test",
      },
    );
    const lines = '# ours\nexport STAGE=\'two words\' # yes\nBUCKET=b # no\nEMPTY=\nA="x#\\"y"\n';
    expect(variables({ "statecraft.json": '{"envFile": ".env"}', ".env": lines })).toMatchObject({
      STAGE: "two words",
      BUCKET: "b",
      EMPTY: "",
      A: 'x#"y',
    });
    const project = '{"env": {"STAGE": "all"}, "envFile": "variables.json"}';
    expect(variables({ "statecraft.json": project, "variables.json": '{"pay": {"STAGE": "mine"}}' })).toMatchObject({
      STAGE: "mine",
    });
  });

  it.each([
    ["nodejs22.x", "exports.handler = async (event) => ({ got: event, stage: process.env.STAGE });"],
    ["nodejs22.x", "export const handler = async (event) => ({ got: event, stage: process.env.STAGE });"],
    ["python3.13", 'import os\ndef handler(event, context): return {"got": event, "stage": os.environ["STAGE"]}'],
  ])("run where their code stands in the template: %s, %s", async (language, code) => {
    const text = template
      .replace("CodeUri: src, Handler: pay.handler", `InlineCode: ${JSON.stringify(code)}, Handler: index.handler`)
      .replace("nodejs22.x", language);
    const router = createRouter({ tasks: tasks({ "template.yaml": text }), context: kindContext });
    const found = router.find({
      resource: PAY,
      payload: 7,
      call: plainCall,
      id: 1,
      frame: 0,
      kind: "invoke",
    } as Invoke);
    if (found.kind !== "handler") throw new Error(JSON.stringify(found));
    const { answers, printed } = await askTask(found.handler, { resource: PAY, payload: 7 });
    router.dispose();
    expect(answers).toEqual([{ kind: "succeeded", output: { got: 7, stage: "dev" } }]);
    expect(printed).toContain('The variable "BUCKET" of "pay" needs "Bucket"');
  });

  it("that can't run here say why", () => {
    const reason = (change: string, to: string) =>
      tasks({ "template.yaml": template.replace(change, to) })[0]?.unusable;
    expect(reason("nodejs22.x", "java21")).toContain('"pay" needs java21');
    expect(reason("CodeUri: src", "CodeUri: s3://b/k.zip")).toContain('has its code at "s3://b/k.zip"');
    expect(reason("CodeUri: src", "CodeUri: build/pay.zip")).toContain('in the archive "build/pay.zip"');
    expect(reason("CodeUri: src", "PackageType: Image")).toContain("is a container image");
    expect(reason("nodejs22.x", "python3.13")).toBeUndefined();
  });
});

describe("what a program's name means", () => {
  function check(program: string, path: string, machine?: string): void {
    it(program, () => expect(programParts(program)).toEqual({ path, ...(machine && { machine }) }));
  }
  check("a.yaml", "a.yaml");
  check("a.yaml#B", "a.yaml", "B");
  check("a.yaml#", "a.yaml");
  check("a.yaml#/Resources/B", "a.yaml", "B");
  check("c#/a.yaml", "c#/a.yaml");
  check("c#/a.yaml#B", "c#/a.yaml", "B");
  check("-", "-");
});
