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
    surface: "#f6f7f9",
    border: "#d3d8df",
    text: "#1f2328",
    faint: "#5f6874",
    line: "#8a939e",
    task: "#1a6fc4",
    choice: "#0a8a9b",
    container: "#7a4fc0",
    wait: "#5f6874",
    good: "#2a8a44",
    bad: "#cf2f3b",
    warning: "#b57400",
  },
  dark: {
    ...fonts,
    background: "#1b1e22",
    surface: "#262a30",
    border: "#434a54",
    text: "#e4e8ec",
    faint: "#9da6b1",
    line: "#7f8994",
    task: "#6cb2ff",
    choice: "#3cc3d3",
    container: "#b794f4",
    wait: "#9da6b1",
    good: "#6cc983",
    bad: "#ff7b7b",
    warning: "#dba73a",
  },
} as const satisfies { readonly [theme: string]: Palette };

/** The themes of pictures in files. */
export type PaletteName = keyof typeof palettes;
