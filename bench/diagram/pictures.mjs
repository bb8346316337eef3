/**
 * Pictures of definitions as the panel draws them, to be looked at:
 *   node bench/diagram/pictures.mjs [FILE...] [--out FOLDER] [--theme NAME] [--scale 1|2]
 *   node bench/diagram/pictures.mjs --docs
 * Without files: the examples, and of the shared definitions those with the most states. All four themes and both scales
 * unless told otherwise. `--docs` makes those of `docs/images`. Says which texts stick out of their box. Needs Node 24.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { analyze, notationOf } from "../../language/index.ts";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import { themes } from "../../test/kit/themes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "pictures" },
    theme: { type: "string" },
    scale: { type: "string" },
    docs: { type: "boolean" },
  },
});
const root = join(import.meta.dirname, "../..");
const shared = process.env.STATECRAFT_SHARED ?? join(root, "../shared");
/** What `docs/diagram.md` shows. */
const SHOWN = [
  { example: "travel-booking", theme: "light" },
  { example: "invoice-batch", theme: "dark" },
  { example: "loan-application", theme: "highContrast" },
];

const style = await bundled({ entryPoints: [join(root, "webview/style.css")] });
const script = await pageScript();

const shots = values.docs ? documented() : wanted();
const browser = await launchBrowser();
try {
  for (const scale of new Set(shots.map((shot) => shot.scale))) {
    const page = await browser.newPage({ deviceScaleFactor: scale });
    await page.setContent(`<!doctype html><html><head><style>${style}</style></head><body></body></html>`);
    await page.addScriptTag({ content: script });
    for (const shot of shots) if (shot.scale === scale) await take(page, shot);
    await page.close();
  }
} finally {
  await browser.close();
}

function documented() {
  return SHOWN.map(({ example, theme }) => ({
    file: examples().find((file) => basename(file).startsWith(`${example}.`)),
    theme,
    scale: 2,
    path: join(root, "docs/images", `diagram-${example}.png`),
  }));
}

function wanted() {
  const files = positionals.length > 0 ? positionals : [...examples(), ...largestReal(5)];
  const scales = values.scale ? [Number(values.scale)] : [1, 2];
  const names = values.theme ? [values.theme] : Object.keys(themes);
  mkdirSync(values.out, { recursive: true });
  return files.flatMap((file) =>
    scales.flatMap((scale) =>
      names.map((theme) => {
        const name = `${shortName(file)}.${theme}${scale === 1 ? "" : `@${scale}x`}.png`;
        return { file, theme, scale, path: join(values.out, name) };
      }),
    ),
  );
}

function shortName(file) {
  return basename(file).replace(/\.(asl\.)?(json|ya?ml)$/, "");
}

async function take(page, { file, theme, path }) {
  const text = readFileSync(file, "utf8");
  const { graph } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
  const { width, height, faults } = await page.evaluate(({ graph, theme }) => globalThis.drawPicture(graph, theme), {
    graph,
    theme: themes[theme],
  });
  await page.setViewportSize({ width: Math.max(100, Math.ceil(width)), height: Math.max(100, Math.ceil(height)) });
  await page.screenshot({ path });
  for (const fault of faults) console.log(`${shortName(file)} (${theme}): ${fault}`);
}

/** What draws a graph in the page, with the panel's own theme and the page's own fonts. */
async function pageScript() {
  const contents = `
    import { layoutGraph, toSvg } from "./diagram/index.ts";
    import { applyTheme, themeMeasure } from "./webview/canvas/theme.ts";
    applyTheme();
    globalThis.drawPicture = (graph, { className, variables }) => {
      document.body.className = className;
      document.documentElement.removeAttribute("style");
      for (const [name, value] of Object.entries(variables))
        document.documentElement.style.setProperty("--vscode-" + name, value);
      const layout = layoutGraph(graph, { measure: themeMeasure() });
      document.body.innerHTML = toSvg(layout);
      const faults = [...document.querySelectorAll("text")].flatMap((text) => {
        const box = text.parentNode.querySelector(":scope > .box, :scope > rect");
        const [inner, outer] = [text.getBoundingClientRect(), box?.getBoundingClientRect()];
        const sticksOut = outer && (inner.left < outer.left + 2 || inner.right > outer.right - 2);
        return sticksOut ? ["\\"" + text.textContent + "\\" sticks out of its box"] : [];
      });
      return { width: layout.width, height: layout.height, faults };
    };`;
  return bundled({ stdin: { contents, resolveDir: root, loader: "ts" } });
}

async function bundled(options) {
  const { outputFiles } = await build({ ...options, bundle: true, write: false, format: "iife", target: "chrome128" });
  return outputFiles[0].text;
}

function examples() {
  const folder = join(root, "examples");
  return readdirSync(folder, { recursive: true })
    .filter((file) => /\.asl\.(json|yaml)$/.test(file))
    .map((file) => join(folder, file));
}

function largestReal(count) {
  const folder = join(shared, "definitions/real");
  if (!existsSync(folder)) return [];
  const rows = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  return rows
    .toSorted((a, b) => (b.features?.states ?? 0) - (a.features?.states ?? 0))
    .slice(0, count)
    .map(({ file }) => join(folder, file));
}
