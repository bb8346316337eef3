import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  InsertTextMode,
  type Position,
  type Range,
  SymbolKind,
  type TextEdit,
} from "vscode-languageserver";
import type {
  Analysis,
  Completion,
  Diagnostic as LanguageDiagnostic,
  TextEdit as LanguageEdit,
  LineIndex,
  OutlineEntry,
  OutlineKind,
  Severity,
  Span,
} from "../language/index.ts";
import { rulePage } from "../language/index.ts";
import type { Abilities } from "./abilities.ts";

/** Offsets to positions and back: the only place that knows both. */
export function toRange(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.position(start), end: lines.position(end) };
}

export function toOffset(lines: LineIndex, position: Position): number {
  return lines.offset(position);
}

const SEVERITIES: { readonly [S in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic({ uri, lines }: Analysis, found: LanguageDiagnostic, abilities: Abilities): Diagnostic {
  const { code, severity, span, message, related, data } = found;
  const information = related?.map((each) => ({
    location: { uri, range: toRange(lines, each.span) },
    message: each.message,
  }));
  const tags = [
    ...(found.unnecessary ? [DiagnosticTag.Unnecessary] : []),
    ...(found.deprecated ? [DiagnosticTag.Deprecated] : []),
  ];
  return {
    range: toRange(lines, span),
    severity: SEVERITIES[severity],
    code,
    ...(abilities.codeDescriptions && { codeDescription: { href: rulePage(code) } }),
    source: "statecraft",
    message,
    ...(tags.length > 0 && abilities.diagnosticTags && { tags }),
    ...(information && abilities.relatedInformation && { relatedInformation: information }),
    ...(data !== undefined && { data }),
  };
}

export function toEdit(lines: LineIndex, { span, newText }: LanguageEdit): TextEdit {
  return { range: toRange(lines, span), newText };
}

const COMPLETION_KINDS: { readonly [K in Completion["kind"]]: CompletionItemKind } = {
  field: CompletionItemKind.Property,
  state: CompletionItemKind.Reference,
  value: CompletionItemKind.EnumMember,
  error: CompletionItemKind.Event,
  snippet: CompletionItemKind.Snippet,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  property: CompletionItemKind.Property,
  keyword: CompletionItemKind.Keyword,
};

/** `index` is its rank: editors would sort by the label. */
export function toCompletionItem(
  lines: LineIndex,
  { label, kind, detail, doc, edit, snippet, filter, also, goesOn }: Completion,
  index: number,
  abilities: Abilities,
): CompletionItem {
  const asSnippet = abilities.snippets && snippet !== undefined;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    sortText: String(index).padStart(5, "0"),
    filterText: filter,
    textEdit: { range: toRange(lines, edit.span), newText: asSnippet ? snippet : edit.newText },
    ...(asSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(abilities.insertTextModes && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && { documentation: { kind: abilities.completionFormat, value: doc } }),
    ...(also && { additionalTextEdits: [toEdit(lines, also)] }),
    ...(goesOn && abilities.snippets && { command: { title: "Choose", command: "editor.action.triggerSuggest" } }),
  };
}

/** The icons of the outline and of lists of states. */
export const SYMBOL_KINDS: { readonly [K in OutlineKind]: SymbolKind } = {
  // Editors read kinds out: a task that calls a service is no "function".
  call: SymbolKind.Method,
  data: SymbolKind.Object,
  decision: SymbolKind.Enum,
  time: SymbolKind.Event,
  success: SymbolKind.Constant,
  failure: SymbolKind.Null,
  fork: SymbolKind.Struct,
  loop: SymbolKind.Array,
  branch: SymbolKind.Namespace,
  machine: SymbolKind.Module,
  unknown: SymbolKind.Key,
};

/** Iterative: machines may be nested as deep as texts are. */
export function toSymbols(lines: LineIndex, outline: readonly OutlineEntry[]): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const pending: (readonly [readonly OutlineEntry[], DocumentSymbol[]])[] = [[outline, roots]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [entries, into] = next;
    for (const { name, detail, kind, span, nameSpan, children } of entries) {
      const inner: DocumentSymbol[] = [];
      const [range, selectionRange] = [toRange(lines, span), toRange(lines, nameSpan)];
      into.push({ name, detail, kind: SYMBOL_KINDS[kind], range, selectionRange, children: inner });
      pending.push([children, inner]);
    }
  }
  return roots;
}
