import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { LineIndex, Span } from "../language/index.ts";

/** How the client counts lines and columns, and writes paths. */
export interface ClientStyle {
  readonly lineBase: 0 | 1;
  readonly columnBase: 0 | 1;
  readonly paths: "path" | "uri";
}

export function clientStyle(args: Partial<DebugProtocol.InitializeRequestArguments>): ClientStyle {
  return {
    lineBase: args.linesStartAt1 === false ? 0 : 1,
    columnBase: args.columnsStartAt1 === false ? 0 : 1,
    paths: args.pathFormat === "uri" ? "uri" : "path",
  };
}

/** Where something stands, as the client counts. */
export interface ClientRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function toRange(lines: LineIndex, { start, end }: Span, { lineBase, columnBase }: ClientStyle): ClientRange {
  const [from, to] = [lines.position(start), lines.position(end)];
  return {
    line: from.line + lineBase,
    column: from.character + columnBase,
    endLine: to.line + lineBase,
    endColumn: to.character + columnBase,
  };
}

/** The line of a client counted from 0. */
export const toLine = (line: number, { lineBase }: ClientStyle): number => line - lineBase;

export function toOffset(lines: LineIndex, line: number, column: number, style: ClientStyle): number {
  return lines.offset({ line: toLine(line, style), character: column - style.columnBase });
}

/** Whether a text names a document by a URI; a drive letter is no scheme. */
const isUri = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text);

/** The path of the file that a client names by its path or its URI; undefined where the URI is of no file. */
export function toFilePath(named: string): string | undefined {
  if (!isUri(named)) return named;
  if (!named.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(named);
  } catch {
    return undefined;
  }
}

/** The same for all names of one document: drive letters and kinds of slashes don't count on Windows. */
export function documentKey(named: string): string {
  const path = toFilePath(named) ?? named;
  return process.platform === "win32" ? path.replaceAll("\\", "/").toLowerCase() : path;
}

/** A document as the client knows it: by the very name that it gave. */
export function toSource(named: string, { paths }: ClientStyle): DebugProtocol.Source {
  const path = paths === "uri" && !isUri(named) ? pathToFileURL(named).href : named;
  return { name: documentName(named), path };
}

export const documentName = (named: string): string => basename(toFilePath(named) ?? named.replace(/^[^:]*:/, ""));
