import { conversionsAt } from "../../assist/index.ts";
import type { Refactorer } from "./refactoring.ts";

/** From JSONPath to JSONata: one state, or the whole machine. */
export const convertLanguage: Refactorer = (document, { start }) =>
  conversionsAt(document, start).map(({ title, conversion }) => ({
    title,
    kind: "refactor.rewrite",
    edits: () => {
      const result = conversion();
      return result.ok ? result.edits : undefined;
    },
  }));
