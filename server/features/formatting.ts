import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type FormattingOptions,
} from "vscode-languageserver";
import { type FormatOptions, formatted } from "../../language/index.ts";
import { toEdit, toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

const optionsOf = ({ tabSize, insertSpaces }: FormattingOptions): FormatOptions => ({ tabSize, insertSpaces });

/** Lays out a whole document. */
export const formatting = feature(
  DocumentFormattingRequest.type,
  { documentFormattingProvider: true },
  (analysis, { options }) => formatted(analysis, optionsOf(options)).map((edit) => toEdit(analysis.lines, edit)),
);

/** Lays out some lines of a document. */
export const rangeFormatting = feature(
  DocumentRangeFormattingRequest.type,
  { documentRangeFormattingProvider: true },
  (analysis, { options, range }) => {
    const { lines } = analysis;
    const span = { start: toOffset(lines, range.start), end: toOffset(lines, range.end) };
    return formatted(analysis, optionsOf(options), span).map((edit) => toEdit(lines, edit));
  },
);
