import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript-5.9";

/**
 * A file's declarations as `.d.ts` has them, and where its other names come from.
 *
 * @typedef {object} Module
 * @property {string} path
 * @property {ReadonlyMap<string, ts.Statement>} declared
 * @property {ReadonlyMap<string, Origin>} imported What names mean that the file has from others, or passes on.
 * @property {readonly string[]} passedOn Files whose exports are all its own too.
 *
 * @typedef {{ readonly path: string, readonly name: string }} Origin
 */

/**
 * The types of everything that a module exports, and of whatever these are made of, in one text without imports. It
 * reads syntax alone: what is exported must say its types.
 * @param {string} entry
 * @returns {string}
 */
export function bundleDeclarations(entry) {
  const modules = createModules();
  const main = modules.read(entry);
  const open = new Set([...main.imported.keys(), ...main.declared.keys()]);
  /** @type {Map<string, { readonly origin: Origin, readonly text: string }>} */
  const written = new Map();
  const pending = [...open].map((name) => found(modules.origin(entry, name), entry, name));
  for (let origin = pending.shift(); origin; origin = pending.shift()) {
    const { path, name } = origin;
    const known = written.get(name);
    if (known && known.origin.path !== path)
      throw new Error(`"${name}" is declared in ${path} and ${known.origin.path}.`);
    const statement = modules.read(path).declared.get(name);
    if (known || !statement) continue;
    written.set(name, { origin, text: textOf(statement, open.has(name)) });
    for (const used of namesIn(statement)) {
      const source = modules.origin(path, used);
      if (source && source.name !== used) throw new Error(`${path} calls "${source.name}" "${used}": keep its name.`);
      if (source) pending.push(source);
    }
  }
  return `${[...written.values()].map(({ text }) => text).join("\n\n")}\n\nexport {};\n`;
}

function createModules() {
  /** @type {Map<string, Module>} */
  const known = new Map();

  /** @param {string} path */
  function read(path) {
    const module = known.get(path) ?? readModule(path);
    known.set(path, module);
    return module;
  }

  /**
   * Where the declaration of a name is; undefined for names of the language itself.
   * @param {string} from
   * @param {string} wanted
   * @returns {Origin | undefined}
   */
  function origin(from, wanted) {
    const seen = new Set();
    const places = [{ path: from, name: wanted }];
    for (let place = places.shift(); place; place = places.shift()) {
      const { path, name } = place;
      if (seen.has(path)) continue;
      seen.add(path);
      const { declared, imported, passedOn } = read(path);
      if (declared.has(name)) return place;
      const next = imported.get(name);
      if (next) return origin(next.path, next.name);
      places.push(...passedOn.map((other) => ({ path: other, name })));
    }
    return undefined;
  }

  return { read, origin };
}

/**
 * @param {string} path
 * @returns {Module}
 */
function readModule(path) {
  const { outputText } = ts.transpileDeclaration(readFileSync(path, "utf8"), {
    fileName: path,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, strict: true },
  });
  const { statements } = ts.createSourceFile(path, outputText, ts.ScriptTarget.ES2023, true);
  /** @type {Map<string, ts.Statement>} */
  const declared = new Map();
  /** @type {Map<string, Origin>} */
  const imported = new Map();
  /** @type {string[]} */
  const passedOn = [];
  for (const statement of statements) {
    const name = declaredName(statement);
    if (name !== undefined) declared.set(name, statement);
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith(".")) continue;
    const source = join(dirname(path), moduleSpecifier.text);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (!bindings) passedOn.push(source);
    else if (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) {
      for (const { name, propertyName } of bindings.elements) {
        imported.set(name.text, { path: source, name: (propertyName ?? name).text });
      }
    }
  }
  return { path, declared, imported, passedOn };
}

/** @param {ts.Statement} statement */
function declaredName(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText();
  const isNamed =
    ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isNamed ? statement.name?.text : undefined;
}

/**
 * Every name that a declaration mentions; names of its own members and parameters lead nowhere.
 * @param {ts.Statement} statement
 */
function namesIn(statement) {
  const names = new Set();
  /** @type {ts.Node[]} */
  const pending = [statement];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (ts.isTypeReferenceNode(node)) names.add(rootName(node.typeName));
    if (ts.isTypeQueryNode(node)) names.add(rootName(node.exprName));
    if (ts.isExpressionWithTypeArguments(node)) names.add(node.expression.getText());
    ts.forEachChild(node, (child) => void pending.push(child));
  }
  return names;
}

/**
 * @param {ts.EntityName} name
 * @returns {string}
 */
const rootName = (name) => name.getText().split(".", 1)[0] ?? "";

/**
 * A declaration with its comment, exported or not.
 * @param {ts.Statement} statement
 * @param {boolean} isExported
 */
function textOf(statement, isExported) {
  const text = statement.getFullText();
  const start = statement.getStart() - statement.getFullStart();
  const comment = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(text.slice(0, start))?.[0].trimEnd();
  const declaration = text.slice(start).replace(/^(?:export )?(?:declare )?/, "");
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return `${comment ? `${comment}\n` : ""}${isExported ? "export " : ""}${isType ? "" : "declare "}${declaration}`;
}

/**
 * @param {Origin | undefined} origin
 * @param {string} path
 * @param {string} name
 */
function found(origin, path, name) {
  if (!origin) throw new Error(`${path} exports "${name}", which is declared nowhere.`);
  return origin;
}
