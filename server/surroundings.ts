import { fileURLToPath } from "node:url";
import type { Host, RuleSettings } from "../language/index.ts";
import { hostOf, type ProjectRules, projectRulesFor } from "../workspace/index.ts";

/** What files around a document say of it: the nearest `statecraft.json`, and the templates that deploy it. */
export interface Surroundings {
  /** Undefined for documents that are no files. */
  of(uri: string, text: string): Surrounding | undefined;
  /** Reads everything anew when it is next asked for: files changed. */
  forget(): void;
}

export interface Surrounding {
  readonly rules: RuleSettings;
  readonly host: Host;
}

/** Documents that stand alone. */
export const nothingAround: Surroundings = { of: () => undefined, forget: () => {} };

/** How long an answer holds where nobody tells of changed files, in milliseconds. */
const UNWATCHED = 3_000;

/** Reads files, each document's once until they change. */
export function fileSurroundings(isWatched: () => boolean): Surroundings {
  const known = new Map<string, { readonly found: Surrounding; readonly at: number }>();
  return {
    of(uri, text) {
      if (!uri.startsWith("file:")) return undefined;
      const kept = known.get(uri);
      if (kept && (isWatched() || performance.now() - kept.at < UNWATCHED)) return kept.found;
      const found = read(fileURLToPath(uri), text);
      known.set(uri, { found, at: performance.now() });
      return found;
    },
    forget: () => known.clear(),
  };
}

function read(path: string, text: string): Surrounding {
  const project: ProjectRules = projectRulesFor(path);
  return { rules: project.rules, host: hostOf(path, text, project) };
}
