/**
 * How well a name fits what somebody typed of it, more being better; undefined where it doesn't fit: all letters must
 * occur in order. Beginnings count more, of the name and of the words in it.
 */
export function fuzzyScore(typed: string, name: string): number | undefined {
  const [wanted, given] = [typed.toLowerCase().replaceAll(/\s+/g, ""), name.toLowerCase()];
  if (given === typed.toLowerCase()) return 1_000;
  let score = given.startsWith(wanted) ? 100 : 0;
  let at = -1;
  for (const letter of wanted) {
    const next = given.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    if (next === at + 1) score += 3;
    if (beginsWord(name, next)) score += 5;
    at = next;
  }
  return score - Math.min(50, name.length) / 50;
}

function beginsWord(name: string, at: number): boolean {
  const [before = "", here = ""] = [name[at - 1], name[at]];
  return at === 0 || /[^\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(here));
}
