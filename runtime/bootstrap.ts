import { join } from "node:path";

/** A file that a function's process starts with. It lies in `bootstrap/` beside this module, bundled or not. */
export const bootstrapFile = (name: string): string => join(import.meta.dirname, "bootstrap", name);
