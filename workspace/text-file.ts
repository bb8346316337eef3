import { readFileSync } from "node:fs";

export type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly isMissing: boolean };

/** The text of a file, or a message that names the file. */
export function readText(path: string): ReadText {
  try {
    return { ok: true, text: readFileSync(path, "utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT"
        ? "there is no such file."
        : code === "EISDIR"
          ? "it is a folder."
          : `${(error as Error).message}.`;
    return { ok: false, message: `"${path}" can't be read: ${reason}`, isMissing: code === "ENOENT" };
  }
}
