import { html } from "../elements.ts";

/** A button whose face is its name; what it does exactly is told where the pointer rests. */
export function textButton(name: string, told: string, press: () => void): HTMLButtonElement {
  const element = html("button", "text-button", name);
  element.type = "button";
  element.title = told;
  element.addEventListener("click", press);
  return element;
}
