/** Text of SVG that is safe as it is: only `element`, `text` and `joined` make it, and they escape what users wrote. */
export type Markup = string & { readonly __markup: never };

export type Attributes = { readonly [name: string]: string | number | undefined };

/** An element; attributes that are undefined are left out: `element("rect", { width: 4 })` is `<rect width="4"/>`. */
export function element(name: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
  let opening = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) opening += ` ${key}="${escaped(String(value))}"`;
  }
  const inner = children.join("");
  return (inner === "" ? `${opening}/>` : `${opening}>${inner}</${name}>`) as Markup;
}

/** Characters as they are read. */
export function text(value: string): Markup {
  return escaped(value) as Markup;
}

export function joined(parts: readonly Markup[]): Markup {
  return parts.join("") as Markup;
}

/** The classes of an element that hold: `classes("node", isOpen && "open")`. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** What XML allows in a document: other control characters and halves of pairs are shown as replacement characters. */
export function xmlText(value: string): string {
  return value.replace(NOT_XML, "\uFFFD");
}

const NOT_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML doesn't allow.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

const escaped = (value: string): string =>
  xmlText(value).replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] ?? "");
