import { describe, expect, it } from "vitest";
import { catalogue } from "../../../data/index.ts";
import { completing } from "../../../test/kit/completed.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, completionsAt, type Host, hoverAt, notationOf } from "../../index.ts";

const { check, checkTaken, complete, open } = completing(catalogue);

const yaml = (state: string): string => `StartAt: A\nStates:\n  A:\n    Type: Task\n${state}\n    End: true\n`;
const json = (state: string): string => `{"StartAt": "A", "States": {"A": {"Type": "Task", ${state}, "End": true}}}`;
const inTemplate = (state: string): string =>
  `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n${state}`;

describe("resources", () => {
  it.each([
    [yaml("    Resource: <|>"), "lambda:invoke lambda:invoke.waitForTaskToken states:startExecution …"],
    [json('"Resource": "<|>"'), "lambda:invoke lambda:invoke.waitForTaskToken …"],
    [json('"Resource": "arn:aws:states:::<|>'), "lambda:invoke lambda:invoke.waitForTaskToken …"],
    [yaml("    Resource: arn:aws:states:::<|>"), "lambda:invoke lambda:invoke.waitForTaskToken …"],
    [inTemplate("            Resource: <|>"), "lambda:invoke lambda:invoke.waitForTaskToken …"],
    [yaml("    Resource: arn:aws:states:::aws-sdk:dyn<|>"), "aws-sdk:dynamodb: aws-sdk:dynamodbstreams: aws-sdk:dax:"],
    [yaml("    Resource: arn:aws:states:::aws-sdk:<|>"), "aws-sdk:accessanalyzer: aws-sdk:account: …"],
    [json('"Resource": "arn:aws:states:::aws-sdk:s3:getObject<|>"'), "aws-sdk:s3:getObject aws-sdk:s3:getObjectAcl …"],
    [yaml("    Resource: arn:aws:states:::aws-sdk:sqs:<|>"), "aws-sdk:sqs:addPermission …"],
    [yaml("    Resource: arn:aws:states:::aws-sdk:nowhere:<|>"), ""],
    [
      yaml("    Resource: arn:aws:states:::aws-sdk:sqs:sendMessage.<|>"),
      "aws-sdk:sqs:sendMessage aws-sdk:sqs:sendMessage.waitForTaskToken …",
    ],
    ["StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemReader:\n      Resource: <|>", "s3:getObject s3:listObjectsV2"],
    ["StartAt: A\nStates:\n  A:\n    Type: Map\n    ResultWriter:\n      Resource: <|>", "s3:putObject"],
  ])("at %j", (marked, expected) => check(marked, expected));

  it("hold every integration with its patterns, and none of the 18,000 actions before their service", () => {
    const labels = complete(json('"Resource": "<|>"')).completions.map(({ label }) => label);
    expect(labels).toEqual(
      expect.arrayContaining(["states:startExecution.sync:2", "glue:startJobRun.sync", "aws-sdk:"]),
    );
    expect(labels.filter((label) => /^(?!arn)[\w-]+:\w+/.test(label))).toHaveLength(106);
    expect(labels.length).toBeLessThan(130);
  });

  it("replace what stands there, in its partition", () => {
    const label = "sqs:sendMessage";
    checkTaken(
      json('"Resource": "arn:aws-cn:states:::sq<|>s"'),
      label,
      json('"Resource": "arn:aws-cn:states:::sqs:sendMessage"'),
    );
    checkTaken(
      yaml("    Resource: arn:aws:states:::<|>"),
      label,
      yaml("    Resource: arn:aws:states:::sqs:sendMessage"),
    );
    checkTaken(
      yaml("    Resource: 'arn:${AWS::Partition}:states:::s<|>'"),
      label,
      yaml("    Resource: arn:${AWS::Partition}:states:::sqs:sendMessage"),
    );
    checkTaken(
      yaml("    Resource: <|>\n    Next: B\n  B:\n    Type: Task\n    Resource: arn:aws-us-gov:states:::sns:publish"),
      label,
      yaml(
        "    Resource: arn:aws-us-gov:states:::sqs:sendMessage\n    Next: B\n  B:\n    Type: Task\n    Resource: arn:aws-us-gov:states:::sns:publish",
      ),
    );
  });

  it("go on within quotes where a service was chosen", () => {
    const { completions } = complete(yaml("    Resource: arn:aws:states:::aws-sdk:dynamodbs<|>"));
    expect(completions[0]).toMatchObject({
      snippet: '"arn:aws:states:::aws-sdk:dynamodbstreams:$1"',
      goesOn: true,
      isPartial: true,
    });
  });

  it("hold what the document calls elsewhere, and services by their names", () => {
    const other = '}, "B": {"Type": "Task", "Resource": "${PayFunction}"';
    check(json(`"Resource": "<|>"${other}`), "${PayFunction} lambda:invoke …");
    const labels = complete(yaml("    Resource: textr<|>")).completions.map(({ label }) => label);
    expect(labels).toContain("aws-sdk:textract:");
  });

  it("come after a colon, and only there", () => {
    expect(complete(yaml("    Resource: arn:aws:states:::aws-sdk:<|>"), ":").completions).not.toEqual([]);
    expect(complete(yaml("    Comment: one:<|>"), ":").completions).toEqual([]);
    expect(complete(json('"Resource": "x", "Comment":<|>'), ":").completions).toEqual([]);
  });

  it("come at once", () => {
    complete(yaml("    Resource: arn:aws:states:::aws-sdk:ec2:<|>"));
    const began = performance.now();
    for (let i = 0; i < 10; i++) complete(yaml("    Resource: arn:aws:states:::aws-sdk:ec2:<|>"));
    expect((performance.now() - began) / 10).toBeLessThan(30);
  });
});

const sqs = '"Resource": "arn:aws:states:::sqs:sendMessage"';
const ecs = "    Resource: arn:aws:states:::ecs:runTask.sync\n    Parameters:\n";
const events = "    Resource: arn:aws:states:::events:putEvents\n";

describe("parameters", () => {
  it.each([
    [json(`${sqs}, "Parameters": {<|>}`), "QueueUrl! MessageBody! QueueUrl.$! MessageBody.$! DelaySeconds …"],
    [json(`${sqs}, "Parameters": {"QueueUrl.$": "$.q", "<|>"}`), "MessageBody! MessageBody.$! DelaySeconds …"],
    [
      json(`"QueryLanguage": "JSONata", ${sqs}, "Arguments": {<|>}`),
      "QueueUrl! MessageBody! DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes",
    ],
    [json(`"QueryLanguage": "JSONata", ${sqs}, "Parameters": {<|>}`), ""],
    [yaml(`${ecs}      <|>`), "TaskDefinition! TaskDefinition.$! Cluster LaunchType …"],
    [yaml(`${ecs}      Net<|>`), "TaskDefinition! TaskDefinition.$! Cluster LaunchType …"],
    [
      yaml(`${ecs}      NetworkConfiguration:\n        AwsvpcConfiguration:\n          <|>`),
      "Subnets! Subnets.$! SecurityGroups AssignPublicIp …",
    ],
    [yaml(`${ecs}      Overrides:\n        ContainerOverrides:\n          - <|>`), "Name Command Environment …"],
    [
      yaml(`${ecs}      Overrides:\n        ContainerOverrides:\n          - Name: x\n            <|>`),
      "Command Environment …",
    ],
    [yaml(`${ecs}      LaunchType: <|>`), "EC2 FARGATE EXTERNAL MANAGED_INSTANCES"],
    [yaml(`${ecs}      EnableExecuteCommand: <|>`), "true false"],
    [yaml(`${events}    Parameters:\n      Entries:\n        - D<|>`), "Time Source Resources DetailType Detail …"],
    [json('"Resource": "arn:aws:states:::events:putEvents", "Parameters": {"Entries": [{<|>}]}'), "Time Source …"],
    [json('"Resource": "arn:aws:states:::events:putEvents", "Parameters": {"Entries": [<|>]}'), "Time Source …"],
    [
      json('"Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "Parameters": {<|>}'),
      "TableName! TableName.$! IndexName Select …",
    ],
    [
      json('"Resource": "arn:aws:states:::sns:publish", "Parameters": {<|>}'),
      "Message! TopicArn! TargetArn! PhoneNumber! …",
    ],
    [
      json('"Resource": "arn:aws:states:::sns:publish", "Parameters": {"TopicArn": "x", <|>}'),
      "Message! Message.$! TargetArn PhoneNumber Subject …",
    ],
    [
      json('"Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": {"Key": {"Id": {<|>}}}'),
      "S N B SS NS BS M L NULL BOOL S.$ …",
    ],
    [
      json('"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"InvocationType": "<|>"}'),
      "Event RequestResponse DryRun",
    ],
    [
      json('"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": {"Payload": {<|>}}'),
      "TaskToken.$",
    ],
    [
      json(
        '"QueryLanguage": "JSONata", "Resource": "arn:aws:states:::states:startExecution", "Arguments": {"Input": {<|>}}',
      ),
      "TaskToken AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID",
    ],
    [
      "StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemReader:\n      Resource: arn:aws:states:::s3:getObject\n      Parameters:\n        <|>",
      "Bucket! Key! Bucket.$! Key.$! VersionId VersionId.$",
    ],
    [
      inTemplate("            Resource: arn:aws:states:::sqs:sendMessage\n            Parameters:\n              <|>"),
      "QueueUrl! MessageBody! …",
    ],
    [json('"Resource": "${Function}", "Parameters": {<|>}'), ""],
    [json('"Resource": "arn:aws:states:::sqs:fly", "Parameters": {<|>}'), ""],
  ])("at %j", (marked, expected) => check(marked, expected));

  it("bring what their values begin with", () => {
    checkTaken(json(`${sqs}, "Parameters": {<|>}`), "QueueUrl", json(`${sqs}, "Parameters": {"QueueUrl": ""}`));
    checkTaken(
      json(`${sqs}, "Parameters": {"Que<|>": "x"}`),
      "QueueUrl",
      json(`${sqs}, "Parameters": {"QueueUrl": "x"}`),
    );
    checkTaken(json(`${sqs}, "Parameters": {<|>}`), "QueueUrl.$", json(`${sqs}, "Parameters": {"QueueUrl.$": "$."}`));
    checkTaken(yaml(`${ecs}      <|>`), "TaskDefinition.$", yaml(`${ecs}      TaskDefinition.$: $.`));
    checkTaken(
      json('"Resource": "arn:aws:states:::events:putEvents", "Parameters": {"Entries": [<|>]}'),
      "Source",
      json('"Resource": "arn:aws:states:::events:putEvents", "Parameters": {"Entries": [{"Source": ""}]}'),
    );
    checkTaken(
      json('"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": {"Payload": {<|>}}'),
      "TaskToken.$",
      json(
        '"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": {"Payload": {"TaskToken.$": "$$.Task.Token"}}',
      ),
    );
    const { completions } = complete(yaml(`${ecs}      <|>`));
    const snippets = new Map(completions.map(({ label, snippet, edit }) => [label, snippet ?? edit.newText]));
    expect(snippets.get("TaskDefinition.$")).toBe("TaskDefinition.\\$: \\$.$1");
    expect(snippets.get("NetworkConfiguration")).toBe("NetworkConfiguration:\n  $1");
  });
});

describe("what a template fills in", () => {
  const template = (state: string): string =>
    `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionSubstitutions: {OrdersQueueUrl: q, PayFunctionArn: !GetAtt Pay.Arn}\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n${state}`;

  it.each([
    [template("            Resource: <|>"), "${PayFunctionArn} ${OrdersQueueUrl} lambda:invoke …"],
    [
      template(
        "            Resource: arn:aws:states:::lambda:invoke\n            Parameters:\n              FunctionName: <|>",
      ),
      "${PayFunctionArn} ${OrdersQueueUrl}",
    ],
    [
      template(
        "            Resource: arn:aws:states:::sqs:sendMessage\n            Parameters:\n              QueueUrl: <|>",
      ),
      "${OrdersQueueUrl} ${PayFunctionArn}",
    ],
    [json(`${sqs}, "Comment": "\${Some}", "Parameters": {"QueueUrl": "<|>"}`), "${Some}"],
    [json(`${sqs}, "Parameters": {"QueueUrl": "<|>"}`), ""],
  ])("is offered at %j", (marked, expected) => check(marked, expected));

  it.each([
    json(`${sqs}, "Parameters": {"QueueUrl": "<|>"}`),
    yaml("    Resource: arn:aws:states:::sqs:sendMessage\n    Parameters:\n      QueueUrl: <|>"),
  ])("is offered where another file's template deploys the document, at %j", (marked) => {
    const { text, offset } = readCursor(marked);
    const substitutions = new Set(["PayFunctionArn", "OrdersQueueUrl"]);
    const host: Host = {
      deployments: [{ template: "template.yaml", machine: "Orders", type: "STANDARD", substitutions }],
      fileAt: () => ({ kind: "unknown" }),
    };
    const analysis = analyze({ uri: "", version: 1, notation: notationOf(text), text, catalogue, host });
    const offered = completionsAt(analysis, offset).map(({ label, detail }) => `${label}: ${detail}`);
    expect(offered).toEqual([
      "${OrdersQueueUrl}: filled in by template.yaml",
      "${PayFunctionArn}: filled in by template.yaml",
    ]);
  });
});

describe("errors", () => {
  it("of the service are offered and explained", () => {
    const retry = (cursor: string): string =>
      yaml(`    Resource: arn:aws:states:::aws-sdk:dynamodb:putItem\n    Retry:\n      - ErrorEquals: [${cursor}]`);
    const labels = complete(retry("<|>")).completions.map(({ label }) => label);
    expect(labels).toEqual(
      expect.arrayContaining(["States.ALL", "DynamoDb.ConditionalCheckFailedException", "DynamoDb.DynamoDbException"]),
    );
    const { offset, analysis } = open(retry("DynamoDb.Cond<|>itionalCheckFailedException"));
    expect(hoverAt(analysis, offset)?.markdown).toContain("An error of Amazon DynamoDB");
  });
});

describe("hovers", () => {
  const hover = (marked: string): string => {
    const { offset, analysis } = open(marked);
    return hoverAt(analysis, offset)?.markdown ?? "";
  };

  it.each([
    [
      yaml("    Resource: arn:aws:states:::sqs:send<|>Message"),
      [
        "**sqs:sendMessage**: Amazon SQS",
        "`QueueUrl`, `MessageBody`",
        "waitForTaskToken",
        "https://docs.aws.amazon.com/",
      ],
    ],
    [
      json('"Resource": "arn:aws:states:::aws-sdk:s3:getBucket<|>Lifecycle"'),
      ["Amazon Simple Storage Service", "AWS advises against it", "`s3:GetBucketLifecycle`"],
    ],
    [json(`${sqs}, "Parameters": {"Queue<|>Url": "x"}`), ["**QueueUrl**: text", "Required.", "`sqs:sendMessage`"]],
    [json(`${sqs}, "Parameters": {"Queue<|>Url.$": "$.x"}`), ["**QueueUrl**: text"]],
    [yaml(`${ecs}      Launch<|>Type: EC2`), ["**LaunchType**: one of a few words", "`FARGATE`"]],
    [yaml(`${events}    Parameters:\n      Entries:\n        - Det<|>ail: {}`), ["**Detail**: any value"]],
    [
      "StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemReader:\n      Resource: arn:aws:states:::s3:getO<|>bject",
      ["**s3:getObject**: Amazon S3"],
    ],
  ])("at %j", (marked, parts) => {
    for (const part of parts) expect(hover(marked)).toContain(part);
  });

  it("say nothing of what isn't known", () => {
    expect(hover(json('"Resource": "arn:aws:states:::sqs:f<|>ly"'))).toBe("");
    expect(hover(json(`${sqs}, "Parameters": {"Colo<|>ur": "x"}`))).toBe("");
  });
});
