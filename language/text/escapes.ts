/** What stands for what after a backslash, in the strings of JSON and of JSONata; `\u` and its four digits come besides. */
export const SIMPLE_ESCAPES: { readonly [letter: string]: string } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
