import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type FormattingOptions,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { type Analysis, type FormatOptions, formatted, isTooLargeToRewrite } from "../../language/index.ts";
import { toEdit, toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

const optionsOf = ({ tabSize, insertSpaces }: FormattingOptions): FormatOptions => ({ tabSize, insertSpaces });

/** Editors show the reason. */
function refuseTooLarge(analysis: Analysis): void {
  if (!isTooLargeToRewrite(analysis)) return;
  const reason = "This text is too large or nested too deeply to be formatted.";
  throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

/** Lays out a whole document. */
export const formatting = feature(
  DocumentFormattingRequest.type,
  { documentFormattingProvider: true },
  (analysis, { options }) => {
    refuseTooLarge(analysis);
    return formatted(analysis, optionsOf(options)).map((edit) => toEdit(analysis.lines, edit));
  },
);

/** Lays out some lines of a document. */
export const rangeFormatting = feature(
  DocumentRangeFormattingRequest.type,
  { documentRangeFormattingProvider: true },
  (analysis, { options, range }) => {
    refuseTooLarge(analysis);
    const { lines } = analysis;
    const span = { start: toOffset(lines, range.start), end: toOffset(lines, range.end) };
    return formatted(analysis, optionsOf(options), span).map((edit) => toEdit(lines, edit));
  },
);
