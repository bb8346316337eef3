/** User's text without any meaning for Markdown. */
export const inert = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~-]/g, "\\$&").replace(/\s+/g, " ");

/** User's text as code, on one line. */
export const code = (text: string): string => `\`${text.replaceAll("`", "'").replace(/\s+/g, " ")}\``;
