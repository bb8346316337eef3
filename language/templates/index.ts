export type { DeployedDefinition } from "./deployed-definition.ts";
export { type Deployment, deploymentOf, type Host, type HostFile } from "./host.ts";
export type { Resolved } from "./resolved.ts";
export { readTemplate, type StackTemplate } from "./template.ts";
export type { FunctionCode, TemplateFunction } from "./template-function.ts";
export type { MachineDefinition, TemplateMachine } from "./template-machine.ts";
