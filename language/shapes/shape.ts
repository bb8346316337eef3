/** The kinds of values without parts. */
export type ScalarKind = "string" | "number" | "boolean" | "null";

/**
 * What is known of a value's structure, never of its content. A value may be of several kinds, where ways meet: each
 * part here says what it is if it is that. Shapes are values: they never change, and share their parts.
 */
export interface DataShape {
  readonly scalars: ReadonlySet<ScalarKind>;
  readonly object?: ObjectShape;
  readonly array?: ArrayShape;
  /** Whether it may be anything else as well. */
  readonly isOpen: boolean;
}

export interface ObjectShape {
  readonly members: ReadonlyMap<string, MemberShape>;
  /** Whether it may have other members as well. */
  readonly isOpen: boolean;
}

export interface MemberShape {
  readonly shape: DataShape;
  /** Whether it may be missing. */
  readonly isOptional: boolean;
}

export interface ArrayShape {
  /** What any of its elements is. */
  readonly items: DataShape;
  /** Its elements one by one, where their number is fixed: the outputs of branches. */
  readonly elements?: readonly DataShape[];
}

const NO_SCALARS: ReadonlySet<ScalarKind> = new Set();

/** Any value. */
export const unknown: DataShape = { scalars: NO_SCALARS, isOpen: true };

/** No value at all: what comes from where nothing has been followed yet. */
export const nothing: DataShape = { scalars: NO_SCALARS, isOpen: false };

const scalarShapes: { readonly [K in ScalarKind]: DataShape } = {
  string: { scalars: new Set(["string"]), isOpen: false },
  number: { scalars: new Set(["number"]), isOpen: false },
  boolean: { scalars: new Set(["boolean"]), isOpen: false },
  null: { scalars: new Set(["null"]), isOpen: false },
};

export const scalar = (kind: ScalarKind): DataShape => scalarShapes[kind];

export function objectOf(members: Iterable<readonly [string, MemberShape]>, isOpen = false): DataShape {
  return { scalars: NO_SCALARS, object: limited({ members: new Map(members), isOpen }), isOpen: false };
}

export const arrayOf = (items: DataShape): DataShape => ({ scalars: NO_SCALARS, array: { items }, isOpen: false });

/** An array with a fixed number of elements. */
export function tupleOf(elements: readonly DataShape[]): DataShape {
  return { scalars: NO_SCALARS, array: { items: joinAll(elements), elements }, isOpen: false };
}

export const present = (shape: DataShape): MemberShape => ({ shape, isOptional: false });

export function isNothing({ scalars, object, array, isOpen }: DataShape): boolean {
  return scalars.size === 0 && !object && !array && !isOpen;
}

/** Objects with more members are known in part only, so that none grows beyond measure in large machines. */
export const MAX_MEMBERS = 100;

/** Values nested more deeply are not looked into. */
const MAX_DEPTH = 12;

function limited(object: ObjectShape): ObjectShape {
  if (object.members.size <= MAX_MEMBERS) return object;
  return { members: new Map([...object.members].slice(0, MAX_MEMBERS)), isOpen: true };
}

/** The same value, perhaps with more members than are known: what one sample or one run had. */
export function opened(shape: DataShape, depth = 0): DataShape {
  if (depth > MAX_DEPTH) return unknown;
  const { object, array } = shape;
  return {
    ...shape,
    isOpen: true,
    ...(object && {
      object: {
        isOpen: true,
        members: new Map(
          [...object.members].map(([name, { shape: inner }]) => [
            name,
            { shape: opened(inner, depth + 1), isOptional: true },
          ]),
        ),
      },
    }),
    ...(array && { array: { items: opened(array.items, depth + 1) } }),
  };
}

/** What a value may be that is either of two. */
export function join(a: DataShape, b: DataShape, depth = 0): DataShape {
  if (a === b || isNothing(b)) return a;
  if (isNothing(a)) return b;
  if (depth > MAX_DEPTH) return unknown;
  const object = joinObjects(a.object, b.object, depth);
  const array = joinArrays(a.array, b.array, depth);
  const isOpen = a.isOpen || b.isOpen;
  if (object === a.object && array === a.array && isOpen === a.isOpen && containsAll(a.scalars, b.scalars)) return a;
  return {
    scalars: new Set([...a.scalars, ...b.scalars]),
    ...(object && { object }),
    ...(array && { array }),
    isOpen,
  };
}

const containsAll = <T>(set: ReadonlySet<T>, others: ReadonlySet<T>): boolean => {
  for (const other of others) if (!set.has(other)) return false;
  return true;
};

export function joinAll(shapes: Iterable<DataShape>): DataShape {
  let found = nothing;
  for (const shape of shapes) found = join(found, shape);
  return found;
}

/** The first one itself where the second adds nothing: so it is seen at once that nothing changed. */
function joinObjects(a: ObjectShape | undefined, b: ObjectShape | undefined, depth: number): ObjectShape | undefined {
  if (!a || !b || a === b) return a ?? b;
  const isOpen = a.isOpen || b.isOpen;
  let members: Map<string, MemberShape> | undefined;
  const set = (name: string, member: MemberShape): void => {
    members = (members ?? new Map(a.members)).set(name, member);
  };
  for (const [name, known] of a.members) {
    const other = b.members.get(name);
    if (other === known) continue;
    const shape = other ? join(known.shape, other.shape, depth + 1) : known.shape;
    const isOptional = known.isOptional || !other || other.isOptional;
    if (shape !== known.shape || isOptional !== known.isOptional) set(name, { shape, isOptional });
  }
  const isFull = a.isOpen && a.members.size >= MAX_MEMBERS;
  for (const [name, { shape }] of isFull ? [] : b.members) {
    if (!a.members.has(name)) set(name, { shape, isOptional: true });
  }
  return members || isOpen !== a.isOpen ? limited({ members: members ?? a.members, isOpen }) : a;
}

function joinArrays(a: ArrayShape | undefined, b: ArrayShape | undefined, depth: number): ArrayShape | undefined {
  if (!a || !b || a === b) return a ?? b;
  const items = join(a.items, b.items, depth + 1);
  const isTuple = a.elements && a.elements.length === b.elements?.length;
  const elements = isTuple
    ? a.elements?.map((element, index) => join(element, b.elements?.[index] ?? unknown, depth + 1))
    : undefined;
  const isSame = items === a.items && a.elements?.length === elements?.length;
  if (isSame && (elements ?? []).every((element, index) => element === a.elements?.[index])) return a;
  return { items, ...(elements && { elements }) };
}
