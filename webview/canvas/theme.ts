import { diagramStyle, type Measure, type Palette, textStyles } from "../../diagram/index.ts";

/** The picture in the colours of the editor's theme. They are variables, so that a change of theme needs no redrawing. */
const themePalette: Palette = {
  background: "var(--vscode-editor-background)",
  surface: "var(--statecraft-surface)",
  border: "var(--statecraft-outline)",
  text: "var(--vscode-foreground)",
  faint: "var(--vscode-descriptionForeground)",
  line: "var(--statecraft-line)",
  task: "var(--vscode-charts-blue)",
  choice: "var(--vscode-terminal-ansiCyan)",
  container: "var(--vscode-charts-purple)",
  wait: "var(--vscode-descriptionForeground)",
  good: "var(--vscode-charts-green)",
  bad: "var(--vscode-charts-red)",
  warning: "var(--statecraft-caught)",
  font: "var(--vscode-font-family)",
  monospace: "var(--vscode-editor-font-family)",
};

/**
 * Makes pictures look as the theme wants. A constructed sheet: no policy of the page is in its way; in a layer, so that the
 * panel's own rules for executions and selections win.
 */
export function applyTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer diagram {\n${diagramStyle(themePalette)}\n}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Measures texts in the theme's fonts. Widths are kept; ask for a new one when the fonts have changed. */
export function themeMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  const { fontFamily } = getComputedStyle(document.body);
  const monospace = getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-font-family");
  return (text, role) => {
    const key = `${role} ${text}`;
    const width = known.get(key);
    if (width !== undefined) return width;
    const style = textStyles[role];
    if (!context) return text.length * style.size * 0.6;
    context.font = `${style.weight} ${style.size}px ${style.monospace ? monospace || "monospace" : fontFamily}`;
    const measured = context.measureText(text).width;
    known.set(key, measured);
    return measured;
  };
}

/** Calls back when the theme changed its fonts. Colours need no redrawing. */
export function onFontsChanged(changed: () => void): void {
  const fonts = (): string => {
    const style = getComputedStyle(document.documentElement);
    return `${getComputedStyle(document.body).fontFamily} ${style.getPropertyValue("--vscode-editor-font-family")}`;
  };
  let last = fonts();
  onThemeChanged(() => {
    const now = fonts();
    if (now === last) return;
    last = now;
    changed();
  });
  void document.fonts.ready.then(changed);
}

/** Calls back when VS Code puts another theme on: only what is no element needs to be drawn anew. */
export function onThemeChanged(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
}
