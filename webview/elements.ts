type Child = Node | string | false | undefined;

/** An element of HTML with its classes and children; texts become text nodes, so nothing in them is markup. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  classes: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

/** An element of SVG with its attributes. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: { readonly [name: string]: string | number },
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

/** A button that says what it does to everybody. */
export function button(label: string, face: Node | string, press: () => void): HTMLButtonElement {
  const element = html("button", "", face);
  element.type = "button";
  element.title = label;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", press);
  return element;
}

/** An icon of 16 by 16 made of lines. */
export function icon(path: string, size = 16): SVGSVGElement {
  const box = { width: size, height: size, viewBox: `0 0 ${size} ${size}`, class: "glyph", "aria-hidden": "true" };
  return svg("svg", box, svg("path", { d: path }));
}
