import { type SignatureHelp, SignatureHelpRequest } from "vscode-languageserver";
import { signatureHelpAt } from "../../language/index.ts";
import { toOffset } from "../convert.ts";
import { feature } from "./feature.ts";

export const signatureHelp = feature(
  SignatureHelpRequest.type,
  { signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [")"] } },
  (analysis, { position }, { abilities }): SignatureHelp | null => {
    const found = signatureHelpAt(analysis, toOffset(analysis.lines, position));
    if (!found) return null;
    const { text, parameters, active, doc } = found;
    return {
      signatures: [
        {
          label: text,
          parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
          ...(doc !== undefined && { documentation: { kind: abilities.hoverFormat, value: doc } }),
        },
      ],
      activeSignature: 0,
      // One past the last: none of them.
      activeParameter: active ?? parameters.length,
    };
  },
);
