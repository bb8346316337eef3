/** A piece of a log message: text, or an expression that stood in braces. */
export type LogPart = { readonly text: string } | { readonly expression: string };

/** Splits `Total {$.total} of {{all}}`: doubled braces mean braces, and braces within an expression are its own. */
export function logParts(message: string): readonly LogPart[] {
  const found: LogPart[] = [];
  let text = "";
  for (let i = 0; i < message.length; i++) {
    const unit = message[i] ?? "";
    const isDoubled = (unit === "{" || unit === "}") && message[i + 1] === unit;
    const end = unit === "{" && !isDoubled ? closingBrace(message, i) : -1;
    if (end > i) {
      found.push({ text }, { expression: message.slice(i + 1, end) });
      text = "";
      i = end;
    } else {
      text += unit;
      if (isDoubled) i++;
    }
  }
  return [...found, { text }].filter((part) => !("text" in part) || part.text !== "");
}

function closingBrace(message: string, start: number): number {
  let depth = 0;
  for (let i = start; i < message.length; i++) {
    if (message[i] === "{") depth++;
    else if (message[i] === "}") depth--;
    if (depth === 0) return i;
  }
  return -1;
}
