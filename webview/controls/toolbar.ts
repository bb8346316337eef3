import { html } from "../elements.ts";

/** Buttons in a row with one tab stop: arrow keys go from one to the next. */
export function toolbar(label: string, ...buttons: readonly HTMLButtonElement[]): HTMLElement {
  const bar = html("div", "bar", ...buttons);
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  const stopAt = (stop: HTMLButtonElement | undefined): void => {
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  };
  stopAt(buttons[0]);
  bar.addEventListener("focusin", ({ target }) => stopAt(buttons.find((button) => button === target)));
  bar.addEventListener("keydown", (event) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button.tabIndex === 0);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  });
  return bar;
}

const STEPS: { readonly [key: string]: 1 | -1 } = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
