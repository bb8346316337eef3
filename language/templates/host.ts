import type { TemplateMachine } from "./template-machine.ts";

/** What stands around a document, for rules that relate it to other files. A port: whoever reads files fills it. */
export interface Host {
  /** The machines of templates whose definition the document is. */
  readonly deployments: readonly Deployment[];
  /** The file at a path from the document's folder. */
  fileAt(location: string): HostFile;
}

export type HostFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  /** It may be there, and can't be read. */
  | { readonly kind: "unknown" };

/** How a template deploys a definition. */
export interface Deployment {
  /** What messages call the template: `template.yaml`. */
  readonly template: string;
  /** The machine's logical id. */
  readonly machine: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** The placeholders that it gives a value to; undefined where only the deployment tells. */
  readonly substitutions: ReadonlySet<string> | undefined;
}

export function deploymentOf(machine: TemplateMachine, template: string): Deployment {
  const keys = machine.substitutionKeys;
  return {
    template,
    machine: machine.logicalId,
    type: machine.type,
    substitutions: keys && new Set(keys.map(({ value }) => value)),
  };
}
