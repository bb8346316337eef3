/** Whether a text holds something that is filled in before the service sees it: `${Name}`, `{{resolve:…}}`. */
export function hasPlaceholder(text: string): boolean {
  return text.includes("${") || text.includes("{{");
}
