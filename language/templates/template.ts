import { isMachineResource } from "../model/index.ts";
import { type SyntaxNode, valueAt } from "../syntax/index.ts";
import { createResolver } from "./resolve.ts";
import { resourcesOf } from "./resource.ts";
import { functionOf, isFunctionResource, type TemplateFunction } from "./template-function.ts";
import { machineOf, type TemplateMachine } from "./template-machine.ts";

/** What a SAM or CloudFormation template says about state machines, and about the functions that they call. */
export interface StackTemplate {
  /** In the order of the text. */
  readonly machines: readonly TemplateMachine[];
  readonly functions: readonly TemplateFunction[];
}

/** Reads a template, in YAML or JSON. It never fails: what the text lacks is missing, or named as unresolved. */
export function readTemplate(root: SyntaxNode): StackTemplate {
  const resources = resourcesOf(root);
  const resolver = createResolver(root, resources);
  const globals = valueAt(valueAt(root, "Globals"), "Function");
  const all = [...resources.values()];
  return {
    machines: all.filter(({ node }) => isMachineResource(node)).map((resource) => machineOf(resource, resolver)),
    functions: all.filter(isFunctionResource).map((resource) => functionOf(resource, globals, resources, resolver)),
  };
}
