/** Where all rules are listed. */
export const rulesPage = "https://github.com/statecraft-dev/statecraft/blob/main/docs/rules.md";

/** Where a rule is explained: what it demands, with an example. */
export const rulePage = (code: string): string => `${rulesPage}#${code.replaceAll(".", "")}`;
