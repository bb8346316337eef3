import type { Json } from "../text/index.ts";

/** Where the pretended deployment is. */
export const deployment = {
  partition: "aws",
  region: "us-east-1",
  account: "123456789012",
  stack: "statecraft",
} as const;

const { partition, region, account, stack } = deployment;

/** What CloudFormation itself knows, by name. CloudFormation User Guide, "Pseudo parameters reference". */
export const pseudoParameters: ReadonlyMap<string, Json | undefined> = new Map<string, Json | undefined>([
  ["AWS::AccountId", account],
  ["AWS::NotificationARNs", []],
  ["AWS::NoValue", undefined],
  ["AWS::Partition", partition],
  ["AWS::Region", region],
  ["AWS::StackId", `arn:${partition}:cloudformation:${region}:${account}:stack/${stack}/${stack}`],
  ["AWS::StackName", stack],
  ["AWS::URLSuffix", "amazonaws.com"],
]);
