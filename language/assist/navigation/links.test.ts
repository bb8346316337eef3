import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readMarks } from "../../../test/kit/marks.ts";
import {
  analyze,
  calledAt,
  functionCard,
  handlerFiles,
  type Link,
  linksOf,
  type Notation,
  notations,
  readTemplate,
} from "../../index.ts";

const open = (text: string, notation: Notation) => analyze({ uri: "", version: 1, notation, text });

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  PayFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/pay/
      Handler: src/app.handler
               ^^^^^^^^^^^^^^^ function: PayFunction
      Runtime: nodejs22.x
      Timeout: 10
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachines/orders.asl.yaml
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ file: statemachines/orders.asl.yaml
      DefinitionSubstitutions:
        PayArn: !GetAtt PayFunction.Arn
  Refunds:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Back
        States:
          Back:
            Type: Task
            Resource: {"Fn::GetAtt": [PayFunction, Arn]}
                      ^ function: PayFunction
            End: true
`.slice(1);

const DEFINITION = `
StartAt: Pay
States:
  Pay:
    Type: Task
    Resource: \${PayArn}
              ^^^^^^^^^ function: PayFunction
    Next: Again
  Again:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: "\${PayArn}"}
                               ^^^^^^^^^^^ function: PayFunction
    Next: Other
  Other:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::states:startExecution.sync:2
    Arguments: {StateMachineArn: "\${ShippingArn}"}
                                 ^^^^^^^^^^^^^^^^ machine: ShippingArn
    Next: Unknown
  Unknown: {Type: Task, Resource: "arn:aws:lambda:us-east-1:123456789012:function:elsewhere", Next: Late}
  Late:
    Type: Task
    QueryLanguage: JSONata
    Resource: arn:aws:states:::lambda:invoke
    Arguments: {FunctionName: "{% $f %}"}
    End: true
`.slice(1);

const shown = ({ span, target }: Link): string => {
  const what =
    target.kind === "file" ? target.path : target.kind === "machine" ? target.name : target.function.logicalId;
  return `${span.start} ${target.kind}: ${what}`;
};

describe("links of a template", () => {
  it("lead to definitions and handlers, and from tasks to functions", () => {
    const { text, marks } = readMarks(TEMPLATE);
    expect(linksOf(open(text, notations.yaml), []).map(shown)).toEqual(
      marks.map(({ span, code, message }) => `${span.start} ${code}: ${message}`),
    );
  });
});

const template = readTemplate(notations.yaml.parse(readMarks(TEMPLATE).text).root);
const [machine] = template.machines;
const deployments = machine ? [{ template, machine }] : [];

describe.each(inBothNotations(readMarks(DEFINITION)))("links of a definition in $name", ({ text, marks, notation }) => {
  const document = open(text, notation);

  it("lead to functions of the template that deploys it, and to machines", () => {
    const expected = marks.map(({ span, code, message }) => `${span.start} ${code}: ${message}`);
    expect(linksOf(document, deployments).map(shown)).toEqual(expected);
    for (const { span } of marks) {
      expect(calledAt(document, span.start + 1, deployments)?.span).toEqual(span);
    }
  });

  it("lead to machines alone where no template is known", () => {
    expect(linksOf(document, []).map(({ target }) => target.kind)).toEqual(["machine"]);
  });
});

describe("a function of a template", () => {
  const [pay] = template.functions;

  it("may be written in these files", () => {
    const files = pay ? handlerFiles(pay) : [];
    expect(files.slice(0, 2)).toEqual(["functions/pay/src/app.ts", "functions/pay/src/app.mts"]);
    const python = pay && handlerFiles({ ...pay, runtime: "python3.13", handler: "orders.app.handle" });
    expect(python?.[0]).toBe("functions/pay/orders/app.py");
  });

  it("is shown in short", () => {
    expect(pay && functionCard(pay)).toMatchInlineSnapshot(`
      "**PayFunction**: Lambda function of the template

      - Handler: \`src/app.handler\`
      - Runtime: \`nodejs22.x\`
      - Code: \`functions/pay/\`
      - Time limit: 10 s
      - Memory: 128 MB"
    `);
  });
});
