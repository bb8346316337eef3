import type { Verb } from "../verb.ts";

export const languageServer: Verb = {
  name: "language-server",
  summary: "Serves an editor by the Language Server Protocol.",
  usage: `statecraft language-server --stdio

  Speaks the Language Server Protocol over standard input and output, until the editor ends it.`,
  options: { stdio: { type: "boolean" } },
  async run() {
    // Loaded on demand: the other commands start faster without it.
    const { serveStdio } = await import("../../server/index.ts");
    serveStdio();
    return new Promise<never>(() => {});
  },
};
