import fc from "fast-check";
import type { Json, JsonObject } from "../../language/index.ts";

/** Definitions of every state type in both query languages, mostly sound, sometimes not; they always end. */
export const randomMachine: fc.Arbitrary<JsonObject> = fc
  .constantFrom("JSONPath", "JSONata")
  .chain((language) => machineOf(language, 2).map((machine) => ({ ...machine, QueryLanguage: language })));

/** Inputs that paths of the machines sometimes find something in. */
export const randomInput: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ a: fc.jsonValue({ maxDepth: 1 }), list: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }) }),
  fc.jsonValue({ maxDepth: 2 }),
) as fc.Arbitrary<Json>;

type Language = string;

const ERRORS = ["States.ALL", "States.TaskFailed", "States.Timeout", "Custom"];

/** States named S0, S1, …, of which each leads to later ones only: a machine without loops. */
function machineOf(language: Language, depth: number): fc.Arbitrary<JsonObject> {
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    const later = (index: number): readonly string[] =>
      Array.from({ length: count - index - 1 }, (_, i) => `S${index + 1 + i}`);
    const states = Array.from({ length: count }, (_, index) => stateOf(language, depth, later(index)));
    return fc.tuple(...states).map((made) => ({
      StartAt: "S0",
      States: Object.fromEntries(made.map((state, index) => [`S${index}`, state])),
    }));
  });
}

function stateOf(language: Language, depth: number, later: readonly string[]): fc.Arbitrary<JsonObject> {
  const kinds = [
    pass,
    wait,
    task,
    ...(later.length > 0 ? [choice] : []),
    ending,
    ...(depth > 0 ? [parallel, map] : []),
  ];
  return fc.constantFrom(...kinds).chain((kind) => kind(language, depth, later));
}

const way = (later: readonly string[]): fc.Arbitrary<JsonObject> =>
  later.length === 0
    ? fc.constant({ End: true })
    : fc.constantFrom(...later).map((next): JsonObject => ({ Next: next }));

const path = fc.constantFrom("$", "$.a", "$.list", "$.list[0]", "$.nope", "$$.State.Name", "$x");

const expression = fc.constantFrom(
  "{% $states.input %}",
  "{% $states.input.a %}",
  "{% $count($states.input.list) %}",
  "{% $states.context.State.Name %}",
  "{% $random() %}",
  "{% $x %}",
  "literal",
);

const maybe = <T>(field: string, value: fc.Arbitrary<T>): fc.Arbitrary<JsonObject> =>
  fc.option(value).map((made) => (made === null ? {} : { [field]: made as Json }));

const merged = (...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((made) => Object.assign({}, ...made) as JsonObject);

const flow = (language: Language): fc.Arbitrary<JsonObject> =>
  language === "JSONata"
    ? merged(
        maybe("Output", expression),
        maybe(
          "Assign",
          expression.map((x) => ({ x })),
        ),
      )
    : merged(
        maybe("InputPath", path),
        maybe("OutputPath", path),
        maybe(
          "Assign",
          path.map((x) => ({ "x.$": x })),
        ),
      );

function pass(language: Language, _: number, later: readonly string[]) {
  const work =
    language === "JSONata"
      ? fc.constant({})
      : maybe(
          "Parameters",
          path.map((x) => ({ "p.$": x })),
        );
  return merged(fc.constant({ Type: "Pass" }), flow(language), work, way(later));
}

const wait = (language: Language, _: number, later: readonly string[]) =>
  merged(fc.constant({ Type: "Wait", Seconds: 5 }), flow(language), way(later));

const handlers = (later: readonly string[]): fc.Arbitrary<JsonObject> =>
  merged(
    maybe(
      "Retry",
      fc.array(
        fc.record({
          ErrorEquals: fc.constantFrom(...ERRORS).map((name) => [name]),
          MaxAttempts: fc.integer({ min: 0, max: 2 }),
        }),
        { maxLength: 2 },
      ),
    ),
    later.length === 0
      ? fc.constant({})
      : maybe(
          "Catch",
          fc.constantFrom(...later).map((next) => [{ ErrorEquals: ["States.ALL"], Next: next }]),
        ),
  );

const task = (language: Language, _: number, later: readonly string[]) =>
  merged(
    fc.constant({ Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:f" }),
    maybe("TimeoutSeconds", fc.integer({ min: 1, max: 9 })),
    flow(language),
    handlers(later),
    way(later),
  );

function choice(language: Language, _: number, later: readonly string[]) {
  const rule = fc
    .constantFrom(...later)
    .chain((next) =>
      language === "JSONata"
        ? fc
            .constantFrom("{% $states.input.a = 1 %}", "{% true %}", true)
            .map((condition): JsonObject => ({ Condition: condition, Next: next }))
        : fc
            .constantFrom<JsonObject>({ IsPresent: true }, { NumericEquals: 1 })
            .map((test): JsonObject => ({ Variable: "$.a", ...test, Next: next })),
    );
  const rules = fc.array(rule, { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Json>;
  return merged(
    rules.map((made) => ({ Type: "Choice", Choices: made })),
    maybe("Default", fc.constantFrom(...later)),
  );
}

const ending = () =>
  fc.constantFrom<JsonObject>({ Type: "Succeed" }, { Type: "Fail", Error: "Custom", Cause: "c" }, { Type: "Fail" });

const parallel = (language: Language, depth: number, later: readonly string[]) =>
  merged(
    fc
      .array(machineOf(language, depth - 1), { minLength: 1, maxLength: 3 })
      .map((branches) => ({ Type: "Parallel", Branches: branches })),
    handlers(later),
    way(later),
  );

function map(language: Language, depth: number, later: readonly string[]) {
  const items: JsonObject = language === "JSONata" ? { Items: "{% $states.input.list %}" } : { ItemsPath: "$.list" };
  return merged(
    fc.tuple(machineOf(language, depth - 1), fc.option(distributed)).map(
      ([machine, own]): JsonObject => ({
        Type: "Map",
        ItemProcessor: { ...machine, ...own?.processor },
        ...own?.map,
      }),
    ),
    fc.option(fc.constant(items)).map((made): JsonObject => made ?? {}),
    maybe("MaxConcurrency", fc.integer({ min: 0, max: 3 })),
    handlers(later),
    way(later),
  );
}

/** What makes a Map a distributed one. */
const distributed = fc.record({
  processor: fc.constantFrom("STANDARD", "EXPRESS").map((ExecutionType) => ({
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType },
  })),
  map: merged(
    maybe("ToleratedFailureCount", fc.integer({ min: 0, max: 2 })),
    maybe("ItemBatcher", fc.constant({ MaxItemsPerBatch: 2 })),
    maybe("ResultWriter", fc.constant({ WriterConfig: { Transformation: "FLATTEN", OutputType: "JSON" } })),
  ),
});
