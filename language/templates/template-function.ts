import { type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { known, type Resolved, type Resolver, textOf } from "./resolved.ts";
import type { Resource } from "./resource.ts";

/** A Lambda function of a template, with what `Globals` add to it. */
export interface TemplateFunction {
  readonly logicalId: string;
  /** What it is called once deployed: the logical id, unless the template names it. */
  readonly name: string;
  /** The resource in the template's document. */
  readonly node: SyntaxNode;
  /** `src/app.handler`; undefined where the template says none, as for images. */
  readonly handler: string | undefined;
  /** `nodejs22.x`; undefined where the template says none. */
  readonly runtime: string | undefined;
  readonly code: FunctionCode;
  readonly timeoutSeconds: number;
  /** In MB. */
  readonly memorySize: number;
  /** Its variables, with what is unresolved in each. */
  readonly environment: ReadonlyMap<string, Resolved>;
  readonly layers: readonly FunctionCode[];
  /** The sources that esbuild makes its modules of, as `sam build` is told: paths in the code's folder. */
  readonly entryPoints: readonly string[];
}

/** Where code is. Paths start from the template's folder. */
export type FunctionCode =
  | { readonly kind: "folder"; readonly path: string }
  /** The text of the only module, `index`. */
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "image" }
  /** Nowhere that can be read: `location` says where, if the template does. */
  | { readonly kind: "elsewhere"; readonly location: string };

/** What Lambda takes where nobody says. Lambda Developer Guide, "Lambda quotas". */
const defaults = { timeoutSeconds: 3, memorySize: 128 } as const;

const FUNCTIONS: readonly string[] = ["AWS::Lambda::Function", "AWS::Serverless::Function"];

export const isFunctionResource = ({ type }: Resource): boolean => FUNCTIONS.includes(type);

/** Reads a function. `globals` is what the template says of all functions: SAM's `Globals.Function`. */
export function functionOf(
  resource: Resource,
  globals: SyntaxNode | undefined,
  resources: ReadonlyMap<string, Resource>,
  resolver: Resolver,
): TemplateFunction {
  const { logicalId, node, type } = resource;
  const shared = type.startsWith("AWS::Serverless::") ? resolver.chosen(globals) : undefined;
  const written = (name: string): readonly SyntaxNode[] =>
    [resource.property(name), valueAt(shared, name)].flatMap((each) => resolver.chosen(each) ?? []);
  const textAt = (name: string): string => textOf(resolver.resolve(written(name)[0]));
  const numberAt = (name: string, otherwise: number): number => Number(textAt(name)) || otherwise;
  return {
    logicalId,
    name: textOf(resolver.attribute(logicalId, "FunctionName") ?? known(logicalId)),
    node,
    handler: textAt("Handler") || undefined,
    runtime: textAt("Runtime") || undefined,
    code: functionCode(resource, written, resolver),
    timeoutSeconds: numberAt("Timeout", defaults.timeoutSeconds),
    memorySize: numberAt("MemorySize", defaults.memorySize),
    environment: environmentOf(written("Environment"), resolver),
    layers: layersOf(written("Layers"), resources, resolver),
    entryPoints: entryPointsOf(resource),
  };
}

function functionCode(
  resource: Resource,
  written: (name: string) => readonly SyntaxNode[],
  resolver: Resolver,
): FunctionCode {
  if (textOf(resolver.resolve(written("PackageType")[0])) === "Image") return { kind: "image" };
  const [inline] = written("InlineCode");
  if (inline) return { kind: "inline", text: textOf(resolver.resolve(inline)) };
  const [code] = [...written("CodeUri"), ...written("Code")];
  // SAM takes the template's own folder where nothing says where the code is.
  return codeAt(code, resource, resolver) ?? { kind: "folder", path: "." };
}

/** The code that a property points at; undefined where it says nothing. */
function codeAt(code: SyntaxNode | undefined, resource: Resource, resolver: Resolver): FunctionCode | undefined {
  const asset = textOf(resolver.resolve(resource.metadata("aws:asset:path")));
  if (asset !== "") return { kind: "folder", path: asset };
  if (!code) return undefined;
  const textAt = (...names: readonly string[]): string =>
    names.map((name) => textOf(resolver.resolve(valueAt(code, name)))).find((text) => text !== "") ?? "";
  const inline = textAt("ZipFile");
  if (inline !== "") return { kind: "inline", text: inline };
  if (textAt("ImageUri") !== "") return { kind: "image" };
  const key = textAt("S3Key", "Key");
  if (key === "") return folderAt(textOf(resolver.resolve(code)));
  // What the CDK puts into its bucket lies beside its template before.
  const hash = /^([0-9a-f]{64})\.zip$/.exec(key)?.[1];
  if (hash !== undefined) return { kind: "folder", path: `asset.${hash}` };
  return { kind: "elsewhere", location: `s3://${textAt("S3Bucket", "Bucket")}/${key}` };
}

const folderAt = (path: string): FunctionCode =>
  /^\w+:\/\//.test(path) ? { kind: "elsewhere", location: path } : { kind: "folder", path };

/** The variables of all levels: the function's own win. */
function environmentOf(levels: readonly SyntaxNode[], resolver: Resolver): ReadonlyMap<string, Resolved> {
  const found = new Map<string, Resolved>();
  for (const level of levels.toReversed()) {
    const variables = resolver.chosen(valueAt(level, "Variables"));
    for (const { key, value } of variables?.kind === "object" ? variables.members : []) {
      const resolved = resolver.resolve(value);
      if (resolved.value !== undefined) found.set(key.value, { ...resolved, value: textOf(resolved) });
    }
  }
  return found;
}

/** The layers of all levels: those for all functions come first. */
function layersOf(
  levels: readonly SyntaxNode[],
  resources: ReadonlyMap<string, Resource>,
  resolver: Resolver,
): readonly FunctionCode[] {
  return levels.toReversed().flatMap((level) =>
    (level.kind === "array" ? level.items : []).map((item): FunctionCode => {
      const layer = resolver.resolve(item);
      const resource = layer.resource === undefined ? undefined : resources.get(layer.resource);
      const content = resource?.property("ContentUri") ?? resource?.property("Content");
      const elsewhere: FunctionCode = { kind: "elsewhere", location: textOf(layer) };
      return resource ? (codeAt(resolver.chosen(content), resource, resolver) ?? elsewhere) : elsewhere;
    }),
  );
}

function entryPointsOf(resource: Resource): readonly string[] {
  const points = valueAt(resource.metadata("BuildProperties"), "EntryPoints");
  return points?.kind === "array" ? points.items.flatMap((item) => stringValue(item) ?? []) : [];
}
