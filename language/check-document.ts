import type { Catalogue } from "./catalogue/index.ts";
import { buildModel, isTemplate, type Model } from "./model/index.ts";
import { checkRules, type RuleSettings, type Subject } from "./rules/index.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax/index.ts";
import { deploymentOf, type Host, readTemplate, type TemplateMachine } from "./templates/index.ts";
import type { Diagnostic } from "./text/index.ts";

/** A document with what is known around it. */
interface Checked {
  readonly text: string;
  readonly type?: "STANDARD" | "EXPRESS";
  readonly rules?: RuleSettings;
  readonly host?: Host;
  readonly catalogue?: Catalogue;
}

/** What is to be said of a document: of its definition, or of a template and every definition that stands in it. */
export function checkDocument(document: Checked, tree: SyntaxTree, model: Model): readonly Diagnostic[] {
  const { text, host, catalogue, rules } = document;
  const known = { text, ...(host && { host }), ...(catalogue && { catalogue }) };
  if (!isTemplate(tree.root)) {
    const deployments = host?.deployments ?? [];
    const type = document.type ?? commonType(deployments.map((each) => each.type));
    return checkRules({ ...known, tree, model, deployments, ...(type && { type }) }, rules);
  }
  const template = readTemplate(tree.root);
  const found = [...checkRules({ ...known, tree, model, template }, rules)];
  for (const machine of template.machines) {
    const subject = embeddedSubject(machine, tree);
    const type = document.type ?? machine.type;
    if (subject) for (const each of checkRules({ ...known, ...subject, type }, rules)) found.push(each);
  }
  return found.toSorted((a, b) => a.span.start - b.span.start);
}

/** The type that all of them have. */
function commonType(types: readonly ("STANDARD" | "EXPRESS")[]): "STANDARD" | "EXPRESS" | undefined {
  const [first, ...others] = types;
  return others.every((type) => type === first) ? first : undefined;
}

/** A machine's own definition as rules look at it; undefined where it stands elsewhere, or can't be told from here. */
function embeddedSubject(machine: TemplateMachine, { comments }: SyntaxTree): Omit<Subject, "text"> | undefined {
  const { definition, type } = machine;
  if (definition.kind === "object") {
    const { node, path } = definition;
    const deployments = [deploymentOf(machine, "this template")];
    return { ...subjectAt(node, path), tree: { root: node, problems: [], comments }, type, deployments };
  }
  if (definition.kind !== "text") return undefined;
  const { tree, unresolved, path } = definition;
  // What nothing here tells may stand for a part of the JSON text.
  const isBroken = tree.problems.some(({ severity }) => severity === "error");
  if (tree.root.kind !== "object" || (isBroken && unresolved.length > 0)) return undefined;
  const deployments = [deploymentOf(machine, "this template")];
  return { ...subjectAt(tree.root, path), tree, type, deployments, unresolved: new Set(unresolved) };
}

const subjectAt = (root: SyntaxNode, path: string) => ({ model: buildModel(root, path), isEmbedded: true }) as const;
