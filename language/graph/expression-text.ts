/** An expression without what marks it, on one line: `{% $states.input.ok %}` is read as "$states.input.ok". */
export function withoutMarks(text: string): string {
  const inner = /^\s*\{%([\s\S]*)%\}\s*$/.exec(text)?.[1] ?? text;
  return inner.trim().replace(/\s+/g, " ");
}

/** A placeholder that is all of a text is read by its name: `${OrdersFunctionArn}` as "OrdersFunctionArn". */
export function readable(text: string): string {
  return withoutMarks(text).replace(/^\$\{([^{}]+)\}$/, "$1");
}
