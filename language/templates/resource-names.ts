import { deployment } from "./pseudo-parameters.ts";
import { known, type Resolved, type Resolver, textOf } from "./resolved.ts";
import type { Resource } from "./resource.ts";

/** How a resource is called once it is deployed, as far as that can be told before. */
export interface ResourceNames {
  readonly name: string;
  readonly arn: string;
  /** What `!Ref` gives. */
  readonly reference: string;
  /** The resource that it stands for: the function of an alias, else itself. */
  readonly resource: string;
}

interface Naming {
  /** The property that holds the name; without it CloudFormation makes one up, and we take the logical id. */
  readonly name?: string;
  /** With `{name}`, and what the deployment is. */
  readonly arn: string;
  /** What `!Ref` gives; the name unless said otherwise. */
  readonly reference?: string;
}

const LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}:function:{name}";
const MACHINE_ARN = "arn:{partition}:states:{region}:{account}:stateMachine:{name}";
const ROLE_ARN = "arn:{partition}:iam::{account}:role/{name}";
const TABLE: Naming = { name: "TableName", arn: "arn:{partition}:dynamodb:{region}:{account}:table/{name}" };

/** The types whose names people use in definitions. CloudFormation User Guide, "Return values" of each type. */
const namings: { readonly [type: string]: Naming } = {
  "AWS::Lambda::Function": { name: "FunctionName", arn: LAMBDA_ARN },
  "AWS::Serverless::Function": { name: "FunctionName", arn: LAMBDA_ARN },
  "AWS::StepFunctions::StateMachine": { name: "StateMachineName", arn: MACHINE_ARN, reference: "{arn}" },
  "AWS::Serverless::StateMachine": { name: "Name", arn: MACHINE_ARN, reference: "{arn}" },
  "AWS::StepFunctions::Activity": {
    name: "Name",
    arn: "arn:{partition}:states:{region}:{account}:activity:{name}",
    reference: "{arn}",
  },
  "AWS::DynamoDB::Table": TABLE,
  "AWS::DynamoDB::GlobalTable": TABLE,
  "AWS::Serverless::SimpleTable": TABLE,
  "AWS::SQS::Queue": {
    name: "QueueName",
    arn: "arn:{partition}:sqs:{region}:{account}:{name}",
    reference: "https://sqs.{region}.amazonaws.com/{account}/{name}",
  },
  "AWS::SNS::Topic": {
    name: "TopicName",
    arn: "arn:{partition}:sns:{region}:{account}:{name}",
    reference: "{arn}",
  },
  "AWS::S3::Bucket": { name: "BucketName", arn: "arn:{partition}:s3:::{name}" },
  "AWS::Events::EventBus": { name: "Name", arn: "arn:{partition}:events:{region}:{account}:event-bus/{name}" },
  "AWS::Events::Connection": { name: "Name", arn: "arn:{partition}:events:{region}:{account}:connection/{name}" },
  "AWS::IAM::Role": { name: "RoleName", arn: ROLE_ARN },
  "AWS::ECS::Cluster": { name: "ClusterName", arn: "arn:{partition}:ecs:{region}:{account}:cluster/{name}" },
  "AWS::ECS::TaskDefinition": {
    name: "Family",
    arn: "arn:{partition}:ecs:{region}:{account}:task-definition/{name}:1",
    reference: "{arn}",
  },
  "AWS::Batch::JobQueue": {
    name: "JobQueueName",
    arn: "arn:{partition}:batch:{region}:{account}:job-queue/{name}",
    reference: "{arn}",
  },
  "AWS::Batch::JobDefinition": {
    name: "JobDefinitionName",
    arn: "arn:{partition}:batch:{region}:{account}:job-definition/{name}:1",
    reference: "{arn}",
  },
  "AWS::Glue::Job": { name: "Name", arn: "arn:{partition}:glue:{region}:{account}:job/{name}" },
  "AWS::SecretsManager::Secret": {
    name: "Name",
    arn: "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}",
    reference: "{arn}",
  },
};

/** The names of a resource. An alias or a version of a function is called by the function's. */
export function resourceNames(resource: Resource, resolver: Resolver): ResourceNames {
  const { type, logicalId } = resource;
  if (type === "AWS::Lambda::Alias" || type === "AWS::Lambda::Version") return qualifiedNames(resource, resolver);
  const service = type.split("::")[1]?.toLowerCase() ?? "";
  const naming = namings[type] ?? { arn: `arn:{partition}:${service}:{region}:{account}:{name}` };
  const name = nameAt(resource, naming.name, resolver);
  const arn = filled(naming.arn, { name });
  return { name, arn, reference: filled(naming.reference ?? "{name}", { name, arn }), resource: logicalId };
}

/** What `!GetAtt` gives for an attribute. */
export function attributeOf(names: ResourceNames, attribute: string): Resolved {
  const { name, arn, reference, resource } = names;
  if (attribute.endsWith("Arn")) return known(arn, resource);
  if (attribute.endsWith("Name")) return known(name, resource);
  return known(attribute.endsWith("Url") ? reference : `${name}.${attribute}`, resource);
}

/** The resources that SAM makes besides those of the text: `PayRole`, `PayAliaslive`, `Pay.Version`. */
export function namesOfMade(name: string, resources: ReadonlyMap<string, Resource>, resolver: Resolver) {
  const [, made, kind] = /^(.+?)(?:\.)?(Role|Alias\w*|Version)$/.exec(name) ?? [];
  const source = made === undefined ? undefined : resources.get(made);
  if (!source?.type.startsWith("AWS::Serverless::")) return undefined;
  const names = resourceNames(source, resolver);
  if (kind !== "Role") return { ...names, reference: names.arn };
  return { name, arn: filled(ROLE_ARN, { name }), reference: name, resource: source.logicalId };
}

function qualifiedNames(resource: Resource, resolver: Resolver): ResourceNames {
  const target = resolver.resolve(resource.property("FunctionName"));
  const text = textOf(target);
  const name = text.split(":").at(-1) ?? text;
  const qualifier = textOf(resolver.resolve(resource.property("Name"))) || "1";
  const arn = `${text.startsWith("arn:") ? text : filled(LAMBDA_ARN, { name })}:${qualifier}`;
  return { name, arn, reference: arn, resource: target.resource ?? resource.logicalId };
}

function nameAt(resource: Resource, property: string | undefined, resolver: Resolver): string {
  const node = property === undefined ? undefined : resource.property(property);
  const given = node && resolver.resolve(node);
  return given && given.unresolved.length === 0 && textOf(given) ? textOf(given) : resource.logicalId;
}

function filled(form: string, names: { readonly [name: string]: string }): string {
  const all: { readonly [name: string]: string } = { ...deployment, ...names };
  return form.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => all[name] ?? placeholder);
}
