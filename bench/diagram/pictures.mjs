/**
 * Pictures of definitions as the panel draws them, to be looked at: `node bench/diagram/pictures.mjs [FILE...] [--out FOLDER]
 * [--theme NAME] [--scale 1|2]`. Without files: the examples, and of the shared definitions those with the most states. All four
 * themes and both scales unless told otherwise. Says which texts stick out of their box. Needs Node 24 and a Chromium.
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
  options: { out: { type: "string", default: "pictures" }, theme: { type: "string" }, scale: { type: "string" } },
});
const root = join(import.meta.dirname, "../..");
const shared = process.env.STATECRAFT_SHARED ?? join(root, "../shared");
const files = positionals.length > 0 ? positionals : [...examples(), ...largestReal(5)];
const style = await bundled({ entryPoints: [join(root, "webview/style.css")] });
const script = await pageScript();

mkdirSync(values.out, { recursive: true });
const browser = await launchBrowser();
try {
  for (const scale of values.scale ? [Number(values.scale)] : [1, 2]) {
    const page = await browser.newPage({ deviceScaleFactor: scale });
    await page.setContent(`<!doctype html><html><head><style>${style}</style></head><body></body></html>`);
    await page.addScriptTag({ content: script });
    for (const file of files) {
      for (const name of values.theme ? [values.theme] : Object.keys(themes)) await take(page, file, name, scale);
    }
    await page.close();
  }
} finally {
  await browser.close();
}

async function take(page, file, name, scale) {
  const text = readFileSync(file, "utf8");
  const { graph } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
  const { width, height, faults } = await page.evaluate(({ graph, theme }) => globalThis.drawPicture(graph, theme), {
    graph,
    theme: themes[name],
  });
  await page.setViewportSize({ width: Math.max(100, Math.ceil(width)), height: Math.max(100, Math.ceil(height)) });
  const short = basename(file).replace(/\.(asl\.)?(json|ya?ml)$/, "");
  await page.screenshot({ path: join(values.out, `${short}.${name}${scale === 1 ? "" : `@${scale}x`}.png`) });
  for (const fault of faults) console.log(`${short} (${name}): ${fault}`);
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
