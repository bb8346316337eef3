import type { Feature } from "./feature.ts";

/** The editor tells whether AWS Toolkit is there besides us, which marks many faults as well. */
export const besideToolkit: Feature = {
  capabilities: {},
  register({ connection, documents, settings }) {
    connection.onRequest("statecraft/besideToolkit", ({ present }: { readonly present?: unknown }) => {
      settings.hasToolkit = present === true;
      documents.useRules(settings.rules);
      return null;
    });
  },
};
