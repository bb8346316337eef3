import { type ClientCapabilities, MarkupKind } from "vscode-languageserver";

/** What the editor can do, as far as answers depend on it. Without a word from it: nothing. */
export interface Abilities {
  readonly snippets: boolean;
  readonly insertTextModes: boolean;
  readonly completionFormat: MarkupKind;
  readonly hoverFormat: MarkupKind;
  readonly relatedInformation: boolean;
  /** Marks on findings, such as that a place could be left out. */
  readonly diagnosticTags: boolean;
  /** Codes of findings that lead to their documentation. */
  readonly codeDescriptions: boolean;
  /** Definitions with the whole state besides its name. */
  readonly definitionLinks: boolean;
  /** An outline with levels. */
  readonly nestedSymbols: boolean;
  /** How many ranges to fold it takes. */
  readonly foldingRanges: number;
  /** Actions with edits of their own, not only commands. */
  readonly codeActions: boolean;
  /** Actions that can't be chosen, with the reason. */
  readonly disabledActions: boolean;
  /** Whether it asks for the edits of an action once that is chosen. */
  readonly codeActionEditsLater: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  /** Whether it tells of changed files. */
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** The commands of ours that it has, as its `initializationOptions` say: `{ "commands": [...] }`. */
  readonly commands: readonly string[];
}

export function abilitiesOf({ textDocument, workspace }: ClientCapabilities, options?: unknown): Abilities {
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    insertTextModes: item?.insertTextModeSupport !== undefined,
    completionFormat: format(item?.documentationFormat),
    hoverFormat: format(textDocument?.hover?.contentFormat),
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    diagnosticTags: textDocument?.publishDiagnostics?.tagSupport !== undefined,
    codeDescriptions: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldingRanges: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    commands: commandsIn(options),
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionEditsLater: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}

function commandsIn(options: unknown): readonly string[] {
  const commands = (options as { readonly commands?: unknown } | null | undefined)?.commands;
  return Array.isArray(commands) ? commands.filter((each) => typeof each === "string") : [];
}

const format = (known: readonly MarkupKind[] | undefined): MarkupKind =>
  known?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
