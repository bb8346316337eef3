import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { bundledModule } from "./bundled-module.ts";
import { nodeVersion, type Version } from "./node-version.ts";

/** How Node runs the module of a handler. */
export interface NodeModule {
  /** What the handler is to be called for: `src/app.handler`, from the root. */
  readonly handler: string;
  /** Where the code is taken from: `LAMBDA_TASK_ROOT`. */
  readonly root: string;
  /** Options for Node. */
  readonly args: readonly string[];
  /** How it is run, for the user, where that had to be chosen. */
  readonly how?: string;
  /** What must be done before each start; gives what went wrong. */
  prepare?(): Promise<string | undefined>;
}

export type FoundModule =
  | { readonly ok: true; readonly module: NodeModule }
  | { readonly ok: false; readonly message: string };

export interface WantedModule {
  readonly handler: string;
  readonly root: string;
  /** The Node that is to run it. */
  readonly node: string;
  /** The sources that a build makes modules of, as a template names them: `src/app.ts`. */
  readonly entryPoints: readonly string[];
  /** Where `sam build` puts what it makes of the function. */
  readonly built?: string;
}

const SCRIPTS = [".js", ".mjs", ".cjs"] as const;
const SOURCES = [".ts", ".mts", ".cts"] as const;

/**
 * Finds the module of a handler. TypeScript runs through the workspace's own tsx or esbuild, else by Node itself, else
 * as `sam build` left it.
 */
export function nodeModule(wanted: WantedModule): FoundModule {
  const { handler, root } = wanted;
  const { base, member } = handlerParts(handler);
  const plain = { handler, root, args: ["--enable-source-maps"] };
  const source = firstFile(resolve(root, base), SOURCES) ?? entryPoint(wanted, base);
  // What isn't there at all is the process' to complain about, as Lambda does.
  if (firstFile(resolve(root, base), SCRIPTS)) return { ok: true, module: plain };
  if (!source) return { ok: true, module: builtModule(wanted, base) ?? plain };
  const at = relative(root, source).replaceAll(sep, "/");
  const direct = { ...plain, handler: `${at.slice(0, -extname(at).length)}.${member}` };
  const module =
    throughTsx(direct, source) ??
    throughEsbuild(direct, source, wanted.node) ??
    byNodeItself(direct, nodeVersion(wanted.node)) ??
    builtModule(wanted, base);
  if (!module) {
    const message = `"${at}" is TypeScript: add tsx or esbuild to the project, use Node 22.6 or newer, or run "sam build".`;
    return { ok: false, message };
  }
  return { ok: true, module: { ...module, how: `"${at}" runs ${module.how}.` } };
}

/** `src/app.handler` is the member `handler` of the module `src/app`. */
function handlerParts(handler: string): { readonly base: string; readonly member: string } {
  const name = basename(handler);
  const dot = name.indexOf(".");
  return { base: handler.slice(0, handler.length - name.length + dot), member: name.slice(dot + 1) };
}

const firstFile = (base: string, extensions: readonly string[]): string | undefined =>
  extensions.map((extension) => base + extension).find((path) => existsSync(path));

/** A build puts the modules of its entry points into one folder. */
function entryPoint({ root, entryPoints }: WantedModule, base: string): string | undefined {
  const name = basename(base);
  const found = entryPoints.find((each) => basename(each, extname(each)) === name);
  const path = found && resolve(root, found);
  return path && existsSync(path) ? path : undefined;
}

/** Where a package is for the code at a path, if its project has it. */
function resolvedFrom(path: string, name: string): string | undefined {
  try {
    return createRequire(path).resolve(name);
  } catch {
    return undefined;
  }
}

function throughTsx(module: NodeModule, source: string): NodeModule | undefined {
  const loader = resolvedFrom(source, "tsx");
  if (!loader) return undefined;
  return {
    ...module,
    args: [...module.args, "--import", pathToFileURL(loader).href],
    how: "through the project's tsx",
  };
}

function throughEsbuild(module: NodeModule, source: string, node: string): NodeModule | undefined {
  const esbuild = resolvedFrom(source, "esbuild");
  if (!esbuild) return undefined;
  const { file, build } = bundledModule({ source, esbuild, node });
  const { member } = handlerParts(module.handler);
  const at = relative(module.root, join(dirname(file), basename(file, extname(file)))).replaceAll(sep, "/");
  return { ...module, handler: `${at}.${member}`, how: "through the project's esbuild", prepare: build };
}

const quiet = ["--disable-warning=ExperimentalWarning", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"] as const;

/** Node takes types away by itself since 22.6, without being asked since 22.18 and 23.6. */
function byNodeItself(module: NodeModule, { major, minor }: Version): NodeModule | undefined {
  if (major < 22 || (major === 22 && minor < 6)) return undefined;
  const unasked = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
  const flags = [...quiet, ...(unasked ? [] : ["--experimental-strip-types"])];
  return { ...module, args: [...module.args, ...flags], how: `as Node ${major}.${minor} takes its types away` };
}

function builtModule({ handler, built }: WantedModule, base: string): NodeModule | undefined {
  if (built === undefined || !firstFile(resolve(built, base), SCRIPTS)) return undefined;
  return { handler, root: built, args: ["--enable-source-maps"], how: `as "sam build" left it in "${built}"` };
}
