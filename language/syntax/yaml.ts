import { Composer, type Document, Parser, stringify as stringifyYaml, type YAMLError } from "yaml";
import { type Diagnostic, isFarTooLarge, lazy, type Span } from "../text/index.ts";
import { yamlEdits } from "./edits/yaml-edits.ts";
import type { Comment, ObjectNode, SyntaxTree } from "./node.ts";
import { MAX_DEPTH, type Notation } from "./notation.ts";
import { quickYaml } from "./quick-yaml.ts";
import { bareExpressionProblems, type MaskedText, unmask, withoutBareExpressions } from "./yaml-bare-expressions.ts";
import { yamlComments } from "./yaml-comments.ts";
import { withFlatFlows } from "./yaml-flow.ts";
import { convertDocument } from "./yaml-tree.ts";

/** YAML 1.2 with anchors, merge keys and CloudFormation's tags. Of several documents the first one counts. */
export const yaml: Notation = { id: "yaml", parse: parseYaml, quote, edits: yamlEdits };

/** Beyond this size even plain YAML would take seconds at each keystroke. */
const MAX_LENGTH = 2_500_000;

/** Up to this size a broken text is read once more as it was probably meant. */
const MAX_MENDED = 300_000;

function parseYaml(text: string): SyntaxTree {
  if (text.length > MAX_LENGTH) return tooLarge(text);
  const namesakes: ObjectNode[] = [];
  const root = quickYaml(text, namesakes);
  if (root) return { root, problems: [], comments: [], namesakes };
  return isFarTooLarge(text) ? tooLarge(text) : libraryYaml(text);
}

/** Reads any text, whatever is wrong with it. */
export function libraryYaml(text: string): SyntaxTree {
  const { documents, bare } = documentsIn(text);
  const [first, second] = documents;
  if (!first) return { root: { kind: "missing", span: { start: 0, end: text.length } }, problems: [], comments: [] };
  const { root, problems } = convertDocument(first, text);
  const comments = lazy(() => (text.includes("#") ? yamlComments(text) : []));
  const all = [...[...first.errors, ...first.warnings].flatMap((error) => toDiagnostic(error, text)), ...problems];
  if (bare) all.push(...bareExpressionProblems(bare));
  if (second) all.push(problem({ start: second.range[0], end: second.range[0] + 3 }, severalDocuments, "warning"));
  return {
    root,
    problems: all,
    get comments(): readonly Comment[] {
      return comments();
    },
  };
}

/** Some flow collections are refused for nothing but their indentation: then the text is read without their lines. */
function flatDocuments(text: string): readonly Document.Parsed[] {
  const documents = composed(text);
  const errors = errorsIn(documents);
  if (text.length > MAX_MENDED || !errors.some(({ code }) => code === "BAD_INDENT")) return documents;
  const flat = withFlatFlows(text);
  const mended = flat === text ? documents : composed(flat);
  return errorsIn(mended).length < errors.length ? mended : documents;
}

interface Read {
  readonly documents: readonly Document.Parsed[];
  readonly bare?: MaskedText;
}

/** One expression without quotes breaks all that follows: then the text is read as if they had them. */
function documentsIn(text: string): Read {
  const documents = flatDocuments(text);
  if (text.length > MAX_MENDED || errorsIn(documents).length === 0) return { documents };
  let bare = withoutBareExpressions(text);
  // Some of them may be parts of other texts, which shows only where all are masked.
  for (let round = 0; bare && bare.spans.length > 0 && round < 2; round++) {
    const mended = flatDocuments(bare.text);
    const [first] = mended;
    const others: MaskedText | undefined = first && unmask(first, text, bare);
    if (!others)
      return errorsIn(mended).length < errorsIn(documents).length ? { documents: mended, bare } : { documents };
    bare = others;
  }
  return { documents };
}

function composed(text: string): readonly Document.Parsed[] {
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false });
  return [...composer.compose(new Parser().parse(text), true, text.length)] as readonly Document.Parsed[];
}

const errorsIn = (documents: readonly Document.Parsed[]) => documents.flatMap(({ errors }) => errors);

const severalDocuments = 'Only the first document of this file is read: what follows "---" is ignored.';

function tooLarge(text: string): SyntaxTree {
  const megabytes = (text.length / 1_000_000).toFixed(1);
  const message = `This file has ${megabytes} million characters and is not checked: Step Functions takes definitions up to 1 MB.`;
  const span = { start: 0, end: Math.max(0, text.indexOf("\n")) };
  return { root: { kind: "missing", span }, problems: [problem(span, message)], comments: [] };
}

function problem(span: Span, message: string, severity: Diagnostic["severity"] = "error"): Diagnostic {
  return { code: "yaml-syntax", severity, span, message };
}

/** The library's errors in our own words, where ours say more about what to do. */
const ERROR_TEXTS: { readonly [code: string]: string } = {
  BAD_INDENT: "This line's indentation fits none of the lines above: align it with its siblings.",
  TAB_AS_INDENT: "YAML takes no tabs for indentation: use spaces.",
  MULTILINE_IMPLICIT_KEY: "A field's name must stand on one line: a colon is probably missing here.",
  BLOCK_AS_IMPLICIT_KEY: "Two fields stand on one line here: put the second on a line of its own, or quote the value.",
  BAD_ALIAS: "This alias has no name, or a blank in it: write *name.",
  BAD_DQ_ESCAPE: 'This escape is unknown: write "\\\\" for a backslash, or use single quotes.',
  RESOURCE_EXHAUSTION: `Values are nested too deeply here: Step Functions reads at most ${MAX_DEPTH.toLocaleString("en")} levels.`,
};

function toDiagnostic(error: YAMLError, text: string): Diagnostic[] {
  const [start, end] = [error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)];
  if (error.code === "TAG_RESOLVE_FAILED") return unknownTag({ start, end }, text);
  const message = ERROR_TEXTS[error.code] ?? `${error.message.replace(/\.?$/, "")}.`;
  const code = error.code === "RESOURCE_EXHAUSTION" ? "nesting-too-deep" : "yaml-syntax";
  return [{ ...problem({ start, end: Math.min(end, text.length) }, message), code }];
}

/** CloudFormation's short forms are tags that YAML itself doesn't know. */
function unknownTag(span: Span, text: string): Diagnostic[] {
  const tag = text.slice(span.start, span.end);
  if (/^!(?:[A-Z]\w*(?:::\w+)?)$/.test(tag)) return [];
  return [problem(span, `The tag "${tag}" is unknown: its value is read without it.`, "warning")];
}

function quote(value: string): string {
  const written = stringifyYaml(value, { lineWidth: 0 }).trimEnd();
  return written.includes("\n") ? JSON.stringify(value) : written;
}
