import type { Catalogue } from "../catalogue/index.ts";
import type { Model } from "../model/index.ts";
import type { SyntaxNode, SyntaxTree } from "../syntax/index.ts";
import type { Deployment, Host, StackTemplate } from "../templates/index.ts";
import type { Diagnostic, Json, ServiceText, Severity, Span } from "../text/index.ts";

/** What rules look at: one version of a document. */
export interface Subject {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly model: Model;
  /** What kind of executions the machine is for, where that is known. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** What stands around the document, where that can be looked at. */
  readonly host?: Host;
  /** The machines of templates that this definition is deployed as. */
  readonly deployments?: readonly Deployment[];
  /** Whether the definition stands in the template itself. */
  readonly isEmbedded?: true;
  /** The names of placeholders that the template fills in, with something that only its deployment knows. */
  readonly unresolved?: ReadonlySet<string>;
  /** The template that the document is: only rules for templates look at it. */
  readonly template?: StackTemplate;
  /** What is known of the services that tasks call. */
  readonly catalogue?: Catalogue;
}

/** What a rule says about a place. */
export interface Finding {
  readonly at: SyntaxNode | Span;
  /** Sentence case; names the thing in quotes and says what to do. */
  readonly message: string;
  /** The JSON Pointer of the object that it is about, where the place is only the beginning of it. */
  readonly path?: string;
  /** Where this finding is milder than the rule's other ones. */
  readonly severity?: Severity;
  readonly related?: Diagnostic["related"];
  /** Whether the place could as well be left out: editors fade it. */
  readonly unnecessary?: true;
  /** Whether what stands there has had its day: editors strike it through. */
  readonly deprecated?: true;
  /** What the rule's fixes need to know. */
  readonly data?: Json;
  /** What the service says of this fault, where that was recorded. */
  readonly service?: ServiceText;
}

/** What a code stands for: for the documentation and for settings. */
export interface CodeInfo {
  readonly severity: Severity;
  /** What it demands, in a sentence. */
  readonly doc: string;
  /** Whether it is reported only where the settings ask for it. */
  readonly off?: true;
}

/** One check of the language, under one stable code. It relates places; what one field takes is the table's matter. */
export interface Rule extends CodeInfo {
  /** The id in the catalogue of rules: `next-unknown-state`. */
  readonly code: string;
  /** Set where it is about a template that holds or names definitions; else it is about one definition. */
  readonly for?: "template";
  /**
   * Set where it looks at one state at a time, without its name, and at nothing around it but its query language: states
   * in whose text nothing was found are left out the next time.
   */
  readonly perState?: true;
  check(subject: Subject, report: (finding: Finding) => void): void;
}

/** Reports under the codes that the table of the language names (`language/spec`). */
export type ReportAs = (code: string, finding: Finding) => void;

export const spanOf = (at: SyntaxNode | Span): Span => ("kind" in at ? at.span : at);
