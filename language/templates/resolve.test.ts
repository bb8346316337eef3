import { describe, expect, test } from "vitest";
import { notations, valueAt } from "../syntax/index.ts";
import type { Json } from "../text/index.ts";
import { createResolver } from "./resolve.ts";
import { resourcesOf } from "./resource.ts";

/** What the template of these tests says beside the value that is resolved. */
const surroundings = `
Parameters:
  Stage: { Type: String, Default: dev }
  Zones: { Type: CommaDelimitedList, Default: "a, b" }
  Secret: { Type: String }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /images/latest }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Not [!Condition IsDev]
  Both: !And [!Condition IsDev, !Condition IsProd]
  Either: !Or [!Condition IsDev, !Condition IsProd]
Mappings:
  Sizes:
    dev: { Memory: 256 }
Resources:
  Pay: { Type: AWS::Serverless::Function, Properties: { FunctionName: !Sub "pay-\${Stage}" } }
  Open: { Type: AWS::Serverless::Function, Properties: { FunctionName: !Sub "pay-\${Secret}" } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Pay, Name: live } }
  Orders: { Type: AWS::DynamoDB::Table }
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  Flow: { Type: AWS::Serverless::StateMachine }
  Thing: { Type: AWS::Made::Up }
  Ping: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Pong } }
  Pong: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Ping } }
Wanted: `;

function resolved(written: string) {
  const { root } = notations.yaml.parse(surroundings + written);
  return createResolver(root, resourcesOf(root)).resolve(valueAt(root, "Wanted"));
}

function check(written: string, value: Json | undefined, resource?: string): void {
  test(written, () => {
    expect(resolved(written)).toEqual({ value, ...(resource && { resource }), unresolved: [] });
  });
}

function checkOpen(written: string, value: Json, ...unresolved: readonly string[]): void {
  test(`${written} stays open`, () => {
    expect(resolved(written)).toEqual({ value, unresolved });
  });
}

describe("names of what the template makes", () => {
  check("!Ref Pay", "pay-dev", "Pay");
  check("!GetAtt Pay.Arn", "arn:aws:lambda:us-east-1:123456789012:function:pay-dev", "Pay");
  check("!GetAtt [Pay, Arn]", "arn:aws:lambda:us-east-1:123456789012:function:pay-dev", "Pay");
  check("!Ref Live", "arn:aws:lambda:us-east-1:123456789012:function:pay-dev:live", "Pay");
  check("!Ref PayAliaslive", "arn:aws:lambda:us-east-1:123456789012:function:pay-dev", "Pay");
  check("!GetAtt PayRole.Arn", "arn:aws:iam::123456789012:role/PayRole", "Pay");
  check("!Ref Open", "Open", "Open");
  check("!Ref Orders", "Orders", "Orders");
  check("!Ref Queue", "https://sqs.us-east-1.amazonaws.com/123456789012/jobs", "Queue");
  check("!GetAtt Queue.Arn", "arn:aws:sqs:us-east-1:123456789012:jobs", "Queue");
  check("!Ref Flow", "arn:aws:states:us-east-1:123456789012:stateMachine:Flow", "Flow");
  check("!GetAtt Thing.Arn", "arn:aws:made:us-east-1:123456789012:Thing", "Thing");
  check("!GetAtt Thing.Colour", "Thing.Colour", "Thing");
});

describe("parameters and what CloudFormation knows", () => {
  check("!Ref Stage", "dev");
  check("!Ref Zones", ["a", "b"]);
  check("!Ref AWS::Region", "us-east-1");
  check("!Ref AWS::AccountId", "123456789012");
  check("!Ref AWS::NoValue", undefined);
  check("[1, !Ref AWS::NoValue, 2]", [1, 2]);
  check("{ A: !Ref AWS::NoValue, B: !Ref Stage }", { B: "dev" });
  checkOpen("!Ref Secret", "${Secret}", "Secret");
  checkOpen("!Ref Image", "${Image}", "Image");
  checkOpen("!Ref Nothing", "${Nothing}", "Nothing");
  checkOpen("'{{resolve:ssm:/x}}'", "{{resolve:ssm:/x}}", "{{resolve:ssm:/x}}");
  checkOpen("!ImportValue shared", "${Fn::ImportValue shared}", "Fn::ImportValue shared");
});

describe("functions", () => {
  check("!Sub 'x-${Stage}-${AWS::Region}'", "x-dev-us-east-1");
  check("!Sub '${Pay.Arn}'", "arn:aws:lambda:us-east-1:123456789012:function:pay-dev", "Pay");
  check("!Sub ['${A}-${Stage}', { A: !Ref Zones }]", "a,b-dev");
  check("!Sub '${!Literal}'", "${Literal}");
  checkOpen("!Sub '${Stage}/${Secret}'", "dev/${Secret}", "Secret");
  check("!Join ['-', [a, !Ref Stage, 1]]", "a-dev-1");
  check("!Join ['', !Ref Zones]", "ab");
  check("!Select [1, !Ref Zones]", "b");
  check("!Split ['-', a-b]", ["a", "b"]);
  check("!FindInMap [Sizes, !Ref Stage, Memory]", 256);
  checkOpen("!FindInMap [Sizes, prod, Memory]", "${Sizes.prod.Memory}", "Sizes.prod.Memory");
  check("!If [IsDev, 1, 2]", 1);
  check("!If [IsProd, 1, 2]", 2);
  check("!If [Both, 1, !If [Either, 3, 4]]", 3);
  check("!If [IsDev, !Ref AWS::NoValue, 2]", undefined);
  check("{ 'Fn::ToJsonString': { a: [!Ref Stage] } }", '{"a":["dev"]}');
  check("{ 'Fn::Length': !Ref Zones }", 2);
});

describe("what has no end", () => {
  test("Names that are each other's end", () => {
    expect(resolved("!Ref Ping").resource).toBe("Ping");
  });
  test("Ten thousand functions in each other", () => {
    const written = `${"{ 'Fn::Join': ['', [".repeat(10_000)}x`;
    expect(resolved(written).value).toBeDefined();
  });
  test("Names that double each other sixty times", () => {
    const doubled = Array.from({ length: 60 }, (_, i) => {
      return `  Q${i + 1}: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "\${Q${i}}\${Q${i}}" } }`;
    });
    const { root } = notations.yaml.parse(`Resources:\n  Q0: { Type: AWS::S3::Bucket }\n${doubled.join("\n")}`);
    const { value } = createResolver(root, resourcesOf(root)).reference("Q60") ?? {};
    expect(String(value).length).toBeLessThan(3_000_000);
  });
});
