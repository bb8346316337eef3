import type { CancellationToken } from "vscode-languageserver";
import { inOtherNotation } from "../../language/index.ts";
import type { OtherNotationAnswer, StatecraftRequests } from "../protocol.ts";
import { type Feature, guarded } from "./feature.ts";

type Request = StatecraftRequests["statecraft/otherNotation"];

/** A definition in the other notation, as the text of a new document. */
export const otherNotation: Feature = {
  capabilities: {},
  register({ connection, documents }) {
    const answer = ({ uri }: Request["params"]): OtherNotationAnswer | null => {
      const analysis = documents.analysisOf(uri);
      if (!analysis) return null;
      const result = inOtherNotation(analysis);
      if (!result.ok) return { problem: result.problem };
      return { languageId: result.notation === "yaml" ? "asl-yaml" : "asl", text: result.text };
    };
    const method = "statecraft/otherNotation";
    const handler = (params: Request["params"], token: CancellationToken): unknown =>
      guarded(connection, method, token, () => answer(params));
    connection.onRequest(method, handler);
  },
};
