import { posix } from "node:path";
import { layerOf, layers, workshops } from "./layers.mjs";

/** @import { Finding, Import, Source } from "./source.mjs" */

/**
 * Arrows between layers, doors, and packages.
 * @param {readonly Source[]} sources
 * @returns {readonly Finding[]}
 */
export function checkImports(sources) {
  const files = new Set(sources.map(({ path }) => path));
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
    if (!layer && !isWorkshop(source.path)) return [unknownLayer(source)];
    return source.imports.flatMap((it) => {
      const problem = it.path === undefined ? packageProblem(source, layer, it) : pathProblem(source, layer, it, files);
      return problem ? [{ file: source.path, line: it.line, ...problem }] : [];
    });
  });
}

/** @param {string} path */
const isWorkshop = (path) => workshops.some((folder) => path.startsWith(`${folder}/`));

/**
 * @param {Source} source
 * @returns {Finding}
 */
function unknownLayer({ path }) {
  const message = `No layer holds "${posix.dirname(path)}": add it to scripts/check/layers.mjs with what it may import.`;
  return { file: path, line: 1, rule: "layer", message };
}

/**
 * @param {Source} source
 * @param {string | undefined} from
 * @param {Import} it
 * @param {ReadonlySet<string>} files
 */
function pathProblem(source, from, { path = "", specifier, typeOnly, reexport }, files) {
  if (!files.has(path)) {
    if (/\.(?:json|css)$/.test(path)) return undefined;
    return { rule: "import-path", message: `"${specifier}" names no file: write its path with the extension.` };
  }
  if (reexport && from && !source.path.endsWith("/index.ts")) {
    return {
      rule: "barrel",
      message: `Only a layer's index.ts exports what other files declare: import "${specifier}" where it is used.`,
    };
  }
  const to = layerOf(path);
  if (!to || to === from) return to || !from || source.isTest ? undefined : intoWorkshop(path);
  return (
    entryProblem(from, to, path, specifier, typeOnly) ?? (source.isTest ? undefined : arrowProblem(from, to, typeOnly))
  );
}

/** @param {string} path */
const intoWorkshop = (path) => ({
  rule: "layer",
  message: `The product must not import "${path}": that is no part of it.`,
});

/**
 * @param {string | undefined} from
 * @param {string} to
 * @param {string} path
 * @param {string} specifier
 * @param {boolean} typeOnly
 */
function entryProblem(from, to, path, specifier, typeOnly) {
  const entry = path.slice(to.length + 1);
  if (entry === "index.ts") return undefined;
  const doors = layers[to]?.doors ?? [];
  if (doors.includes(entry) && (typeOnly || !from)) return undefined;
  if (doors.includes(entry)) {
    return { rule: "door", message: `"${specifier}" gives types only: write "import type".` };
  }
  return {
    rule: "entry",
    message: `"${to}" is entered through its index.ts: import "${to}/index.ts" instead of "${specifier}".`,
  };
}

/**
 * @param {string | undefined} from
 * @param {string} to
 * @param {boolean} typeOnly
 */
function arrowProblem(from, to, typeOnly) {
  const layer = from === undefined ? undefined : layers[from];
  if (!layer || layer.imports.includes(to)) return undefined;
  if (!layer.types?.includes(to)) {
    const allowed = [...layer.imports, ...(layer.types ?? [])].join(", ") || "no other layer";
    return {
      rule: "layer",
      message: `"${from}" must not import "${to}"; it may import ${allowed}. Move the code down, or pass it in.`,
    };
  }
  if (typeOnly) return undefined;
  return {
    rule: "types-only",
    message: `"${from}" may take only types from "${to}": write "import type", and send values as messages.`,
  };
}

/**
 * @param {Source} source
 * @param {string | undefined} from
 * @param {Import} it
 */
function packageProblem({ isTest }, from, { specifier }) {
  const layer = from === undefined ? undefined : layers[from];
  if (!layer || isTest) return undefined;
  if (specifier.startsWith("node:")) {
    if (layer.node) return undefined;
    return {
      rule: "package",
      message: `"${from}" runs without Node: what needs "${specifier}" belongs into an outer layer.`,
    };
  }
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (layer.packages?.includes(name)) return undefined;
  return {
    rule: "package",
    message: `"${from}" must not import the package "${name}"; scripts/check/layers.mjs lists those it may.`,
  };
}
