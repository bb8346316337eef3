/** Where JSONPath as the service has it differs from the Jayway library that it uses. */
export interface PathDialect {
  /** Whether `$.a.length()` and the like are called; else they name nothing. */
  readonly functions: boolean;
  /** What an index past the end of an array names. */
  readonly pastEnd: "null" | "nothing";
  /** What a path such as `$.a[*].b` gives where there is no `a`. */
  readonly unmatched: "empty" | "fault";
}

/** Reference, section 3: `$.items[*]` on `{}` gives `[]`; functions are not supported; `$[9]` on `[]` is null. */
export const servicePaths: PathDialect = { functions: false, pastEnd: "null", unmatched: "empty" };

/** The library with its default options. */
export const jaywayPaths: PathDialect = { functions: true, pastEnd: "nothing", unmatched: "fault" };
