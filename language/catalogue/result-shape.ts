/** What `data/results.json` holds. `scripts/generate/results.mjs` writes it, and says how its texts are to be read. */
export interface ResultData {
  readonly services: { readonly [service: string]: ServiceResults };
}

interface ServiceResults {
  readonly actions: { readonly [action: string]: number };
  readonly shapes: readonly string[];
  readonly choices?: readonly string[];
}

/** The members of a result, or of an object in it. */
export type ResultShape = readonly ResultMember[];

export interface ResultMember {
  readonly name: string;
  /** Whether the service always gives it. */
  readonly required: boolean;
  readonly type: ResultType;
}

/** A type of values; bounds are those of a number, or of a text's length. */
export type ResultType =
  | { readonly kind: "any" | "boolean" | "timestamp" }
  | { readonly kind: "text" | "blob" | "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "list" | "map"; readonly of: ResultType }
  /** Shapes may hold themselves: they are read when somebody comes to them. */
  | { readonly kind: "object"; readonly shape: () => ResultShape };

/** The shape of what an action gives. */
export function resultShape({ services }: ResultData, service: string, action: string): ResultShape | undefined {
  const known = Object.hasOwn(services, service) ? services[service] : undefined;
  const index = known && Object.hasOwn(known.actions, action) ? known.actions[action] : undefined;
  return known && index !== undefined ? shapeAt(known, index) : undefined;
}

function shapeAt(service: ServiceResults, index: number): ResultShape {
  return membersIn(service.shapes[index] ?? "", service);
}

/** A shape that is written down by hand: `describedShape("Name=s;Input=j")`. */
export const describedShape = (text: string, inner: readonly string[] = []): ResultShape =>
  membersIn(text, { actions: {}, shapes: inner });

function membersIn(text: string, service: ServiceResults): ResultShape {
  return text.split(";").flatMap((member) => {
    const [, name, mark, type = ""] = /^(\w+)(!?)=(.+)$/.exec(member) ?? [];
    return name === undefined ? [] : [{ name, required: mark === "!", type: typeOf(type, service) }];
  });
}

/** Recursive: the depth is that of lists within lists in the service's own model. */
function typeOf(text: string, service: ServiceResults): ResultType {
  const rest = text.slice(1);
  switch (text.charAt(0)) {
    case "l":
      return { kind: "list", of: typeOf(rest, service) };
    case "m":
      return { kind: "map", of: typeOf(rest, service) };
    case "o":
      return { kind: "object", shape: () => shapeAt(service, Number(rest)) };
    case "e":
      return { kind: "choice", values: service.choices?.[Number(rest)]?.split("|") ?? [] };
    case "s":
      return { kind: "text", ...bounds(rest) };
    case "x":
      return { kind: "blob", ...bounds(rest) };
    case "i":
    case "f":
      return { kind: "number", ...bounds(rest) };
    case "b":
      return { kind: "boolean" };
    case "t":
      return { kind: "timestamp" };
    default:
      return { kind: "any" };
  }
}

function bounds(text: string): { readonly min?: number; readonly max?: number } {
  const [min = "", max = ""] = text.split(",");
  return { ...(min !== "" && { min: Number(min) }), ...(max !== "" && { max: Number(max) }) };
}
