/** The colours and fonts of a picture: CSS values, `#1f6feb` or `var(--vscode-charts-blue)`. */
export interface Palette {
  readonly background: string;
  readonly surface: string;
  readonly border: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly task: string;
  readonly choice: string;
  readonly container: string;
  readonly wait: string;
  readonly good: string;
  readonly bad: string;
  readonly warning: string;
  readonly font: string;
  readonly monospace: string;
}

const fonts = {
  font: "Arial, Helvetica, 'Liberation Sans', sans-serif",
  monospace: "Menlo, Consolas, 'Liberation Mono', monospace",
} as const;

/** For files and for places without a theme of their own. */
export const palettes = {
  light: {
    ...fonts,
    background: "#ffffff",
    surface: "#fbfcfd",
    border: "#cfd5dc",
    text: "#1f2328",
    faint: "#626c78",
    line: "#7d8896",
    task: "#b3591f",
    choice: "#1a6fc4",
    container: "#7a4fc0",
    wait: "#8a6a00",
    good: "#2a8a44",
    bad: "#cf2f3b",
    warning: "#bd6a00",
  },
  dark: {
    ...fonts,
    background: "#16191d",
    surface: "#1f242a",
    border: "#3d4650",
    text: "#e4e9ee",
    faint: "#98a3af",
    line: "#7c8793",
    task: "#f0a06a",
    choice: "#6cb2ff",
    container: "#b794f4",
    wait: "#d9b44a",
    good: "#63c77f",
    bad: "#ff7b7b",
    warning: "#e3a03f",
  },
} as const satisfies { readonly [theme: string]: Palette };

/** The themes of pictures in files. */
export type PaletteName = keyof typeof palettes;
