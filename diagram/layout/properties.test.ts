import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze, type GraphModel, type JsonObject, notations } from "../../language/index.ts";
import { chance } from "../../test/kit/chance.ts";
import { type Layout, layoutCache, layoutGraph, type PlacedNode } from "./layout.ts";

const graphOf = (definition: JsonObject): GraphModel =>
  analyze({ uri: "", version: 1, notation: notations.json, text: JSON.stringify(definition) }).graph;

const NAMES = ["A", "Second", "ThirdOfTheStates", "D", "A name with blanks", "F", "Gone"];
const name = fc.constantFrom(...NAMES);

/** States that lead anywhere: on, back, to themselves, to states that don't exist; some lead nowhere, some are led to by none. */
const machine = (depth: number): fc.Arbitrary<JsonObject> =>
  fc.record({
    StartAt: name,
    States: fc.dictionary(fc.constantFrom(...NAMES.slice(0, -1)), state(depth), { minKeys: 1 }),
  });

function state(depth: number): fc.Arbitrary<JsonObject> {
  const next = fc.option(name, { nil: undefined }).map((it): JsonObject => (it ? { Next: it } : { End: true }));
  const caught = fc.array(name, { maxLength: 2 }).map((names): JsonObject => {
    return { Catch: names.map((it) => ({ ErrorEquals: ["States.ALL"], Next: it })) };
  });
  const rules = fc.array(name, { maxLength: 4 }).map((names): JsonObject => {
    return { Choices: names.map((it, i) => ({ Variable: "$.amount", NumericEquals: 10 ** i, Next: it })) };
  });
  const kinds: fc.Arbitrary<JsonObject>[] = [
    fc.tuple(next, caught).map(([on, handled]) => ({ Type: "Task", Resource: "x", ...on, ...handled })),
    fc.tuple(rules, name).map(([choices, other]) => ({ Type: "Choice", ...choices, Default: other })),
    next.map((on) => ({ Type: "Pass", ...on })),
    fc.constant({ Type: "Fail" }),
  ];
  if (depth > 0) {
    kinds.push(
      fc
        .tuple(fc.array(machine(depth - 1), { minLength: 1, maxLength: 3 }), next)
        .map(([Branches, on]) => ({ Type: "Parallel", Branches, ...on })),
      fc.tuple(machine(depth - 1), next).map(([ItemProcessor, on]) => ({ Type: "Map", ItemProcessor, ...on })),
    );
  }
  return fc.oneof(...kinds);
}

test("with what is kept from earlier pictures a picture is the same as without", () => {
  const edits = fc.array(fc.tuple(name, state(1), fc.subarray(NAMES)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(machine(2), edits, (first, later) => {
      const cache = layoutCache();
      let definition = first;
      layoutGraph(graphOf(definition), { cache });
      for (const [changed, changedState, folded] of later) {
        definition = { ...definition, States: { ...(definition.States as JsonObject), [changed]: changedState } };
        const collapsed = new Set(folded.map((it) => `/States/${it}`));
        const graph = graphOf(definition);
        expect(layoutGraph(graph, { cache, collapsed })).toEqual(layoutGraph(graph, { collapsed }));
      }
    }),
    chance(60),
  );
});

test("boxes neither overlap nor leave their container, and lines go from border to border at right angles", () => {
  fc.assert(
    fc.property(machine(2), (definition) => {
      const layout = layoutGraph(graphOf(definition));
      expect(overlaps(layout)).toEqual([]);
      expect(outside(layout)).toEqual([]);
      expect(crooked(layout)).toEqual([]);
    }),
    chance(100),
  );
});

const ids = (...nodes: readonly PlacedNode[]): string => nodes.map(({ node }) => node.id).join(" and ");

function overlaps({ nodes }: Layout): readonly string[] {
  return nodes.flatMap((a, i) =>
    nodes.slice(i + 1).flatMap((b) => {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return apart || a.parent !== b.parent ? [] : [ids(a, b)];
    }),
  );
}

function outside({ nodes, width, height }: Layout): readonly string[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  return nodes.flatMap((placed) => {
    const around = byId.get(placed.parent ?? "") ?? { x: 0, y: 0, width, height };
    const isIn =
      placed.x >= around.x &&
      placed.y >= around.y &&
      placed.x + placed.width <= around.x + around.width &&
      placed.y + placed.height <= around.y + around.height;
    return isIn ? [] : [ids(placed)];
  });
}

function crooked({ nodes, edges }: Layout): readonly string[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  return edges.flatMap(({ edge, points }) => {
    const [source, target] = [byId.get(edge.from), byId.get(edge.to)];
    const [first, last] = [points[0], points.at(-1)];
    const isSquare = points.every((point, i) => {
      const before = points[i - 1];
      return !before || before[0] === point[0] || before[1] === point[1];
    });
    const isJoined = source && target && first && last && isOnBorder(source, first) && isOnBorder(target, last);
    return isSquare && isJoined ? [] : [`${edge.from} to ${edge.to}`];
  });
}

function isOnBorder({ x, y, width, height }: PlacedNode, [px, py]: readonly [number, number]): boolean {
  const isWithin = px >= x && px <= x + width && py >= y && py <= y + height;
  return isWithin && (px === x || px === x + width || py === y || py === y + height);
}
