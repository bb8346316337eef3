import { type ObjectNode, type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { pointer } from "../text/index.ts";
import { isPlaceholder } from "./placeholder.ts";

/** A definition that is an object of a larger document, as the `Definition` of a state machine in a template. */
export interface InlineDefinition {
  readonly node: ObjectNode;
  /** The JSON Pointer in the document: `/Resources/Orders/Properties/Definition`. */
  readonly path: string;
}

const MACHINE_TYPES: readonly unknown[] = ["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"];

/** Whether a resource of a template is a state machine, by its `Type`. */
export function isMachineResource(resource: SyntaxNode): boolean {
  return MACHINE_TYPES.includes(stringValue(valueAt(resource, "Type")));
}

/**
 * Whether a document is a SAM or CloudFormation template by its content, whatever its name: it has `Resources`, and says
 * that it is a template or has a resource of a type such as `AWS::SQS::Queue`.
 */
export function isTemplate(root: SyntaxNode): boolean {
  const resources = valueAt(root, "Resources");
  if (resources?.kind !== "object") return false;
  if (valueAt(root, "AWSTemplateFormatVersion") || valueAt(root, "Transform")) return true;
  return resources.members.some(({ value }) => /^\w+::\w+/.test(stringValue(valueAt(value, "Type")) ?? ""));
}

/** Whether a document is a template with state machines, wherever their definitions are. */
export function holdsMachines(root: SyntaxNode): boolean {
  if (!isTemplate(root)) return false;
  const resources = valueAt(root, "Resources");
  return resources?.kind === "object" && resources.members.some(({ value }) => isMachineResource(value));
}

/** Whether a text may be such a template, at a glance. */
export function mayHoldMachines(text: string): boolean {
  return text.includes("::StateMachine") && text.includes("Resources");
}

/** Every definition that stands as an object in a template, in the order of the text. */
export function inlineDefinitions(root: SyntaxNode): readonly InlineDefinition[] {
  const resources = valueAt(root, "Resources");
  if (resources?.kind !== "object") return [];
  return resources.members.flatMap(({ key, value }) => {
    const node = isMachineResource(value) ? valueAt(valueAt(value, "Properties"), "Definition") : undefined;
    if (node?.kind !== "object" || isPlaceholder(node)) return [];
    return [{ node, path: pointer("", "Resources", key.value, "Properties", "Definition") }];
  });
}
