/** What hovers tell of an intrinsic function by example. */
export interface IntrinsicExample {
  readonly call: string;
  /** What it gives, as JSON text; undefined where that differs each time. */
  readonly result?: string;
  /** The same in JSONata; undefined where that differs each time too. */
  readonly jsonata: string;
}

/** Each function's, by its name. */
export const intrinsicExamples: { readonly [name: string]: IntrinsicExample } = {
  "States.Format": { call: "States.Format('Order {}', 7)", result: '"Order 7"', jsonata: '"Order " & 7' },
  "States.StringToJson": {
    call: "States.StringToJson('[1, 2]')",
    result: "[1,2]",
    jsonata: '$parse("[1, 2]")',
  },
  "States.JsonToString": {
    call: "States.JsonToString(States.Array(1, 2))",
    result: '"[1,2]"',
    jsonata: "$string([1, 2])",
  },
  "States.Array": { call: "States.Array('a', 1)", result: '["a",1]', jsonata: '["a", 1]' },
  "States.ArrayPartition": {
    call: "States.ArrayPartition(States.Array(1, 2, 3), 2)",
    result: "[[1,2],[3]]",
    jsonata: "$partition([1, 2, 3], 2)",
  },
  "States.ArrayContains": {
    call: "States.ArrayContains(States.Array(1, 2), 2)",
    result: "true",
    jsonata: "2 in [1, 2]",
  },
  "States.ArrayRange": { call: "States.ArrayRange(0, 10, 5)", result: "[0,5,10]", jsonata: "$range(0, 10, 5)" },
  "States.ArrayGetItem": {
    call: "States.ArrayGetItem(States.Array('a', 'b'), 1)",
    result: '"b"',
    jsonata: '["a", "b"][1]',
  },
  "States.ArrayLength": { call: "States.ArrayLength(States.Array(1, 2))", result: "2", jsonata: "$count([1, 2])" },
  "States.ArrayUnique": {
    call: "States.ArrayUnique(States.Array(1, 2, 1))",
    result: "[1,2]",
    jsonata: "$distinct([1, 2, 1])",
  },
  "States.Base64Encode": { call: "States.Base64Encode('abc')", result: '"YWJj"', jsonata: '$base64encode("abc")' },
  "States.Base64Decode": { call: "States.Base64Decode('YWJj')", result: '"abc"', jsonata: '$base64decode("YWJj")' },
  "States.Hash": {
    call: "States.Hash('abc', 'MD5')",
    result: '"900150983cd24fb0d6963f7d28e17f72"',
    jsonata: '$hash("abc", "MD5")',
  },
  "States.JsonMerge": {
    call: "States.JsonMerge(States.StringToJson('{\"a\": 1}'), States.StringToJson('{\"b\": 2}'), false)",
    result: '{"a":1,"b":2}',
    jsonata: '$merge([{"a": 1}, {"b": 2}])',
  },
  "States.MathRandom": { call: "States.MathRandom(1, 7)", jsonata: "$floor($random() * 6) + 1" },
  "States.MathAdd": { call: "States.MathAdd(1, 2)", result: "3", jsonata: "1 + 2" },
  "States.StringSplit": {
    call: "States.StringSplit('a,b', ',')",
    result: '["a","b"]',
    jsonata: '$split("a,b", ",")',
  },
  "States.UUID": { call: "States.UUID()", jsonata: "$uuid()" },
};
