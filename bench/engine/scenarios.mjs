/**
 * What is run: a machine, its input, how many executions of it at once, and what is asked of us.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {object} definition
 * @property {unknown} input
 * @property {number} [executions] How many run at once; one unless given.
 * @property {number} states How many states all of them enter.
 * @property {number} floor How many times as fast as the other one we have to be.
 * @property {number} [peak] How many MiB our process may take at most.
 * @property {"aws-local-stepfunctions" | "bare JSONata"} against
 */

const peer = "aws-local-stepfunctions";

/** @type {Readonly<Record<string, () => Scenario>>} */
export const scenarios = {
  chain: () => ({
    name: "Chain of 1,000 Pass",
    definition: chain(1000),
    input: { order: "A-1" },
    states: 1000,
    floor: 3,
    against: peer,
  }),
  loop: () => ({
    name: "Loop of 10,000 transitions",
    definition: countingLoop(5000),
    input: { n: 0 },
    states: 10_001,
    floor: 4,
    against: peer,
  }),
  map10: () => ({ ...mapOver(10_000), name: "Map of 10,000 items", floor: 10 }),
  map100: () => ({ ...mapOver(100_000), name: "Map of 100,000 items", floor: 15, peak: 300 }),
  parallel: () => ({
    name: "Parallel of 100",
    definition: machine({ All: { Type: "Parallel", Branches: Array.from({ length: 100 }, () => chain(2)) } }),
    input: { order: "A-1" },
    states: 201,
    floor: 8,
    against: peer,
  }),
  executions: () => ({
    name: "1,000 executions of 10 states",
    definition: chain(10),
    input: { order: "A-1" },
    executions: 1000,
    states: 10_000,
    floor: 1.5,
    against: peer,
  }),
  payload: () => ({
    name: "222 KB through 200 states",
    definition: chain(200),
    input: payload(),
    states: 200,
    floor: 300,
    against: peer,
  }),
  jsonata: () => ({
    name: "JSONata loop",
    definition: { QueryLanguage: "JSONata", ...machine(jsonataLoop()) },
    input: { orders: orders() },
    states: 2 * ROUNDS + 2,
    floor: 0.4,
    against: "bare JSONata",
  }),
};

/** 100,000 items may take so many times as long as 10,000. */
export const mapGrowth = { few: "map10", many: "map100", most: 12 };

/** The states in a row, the last of them the end. */
function machine(states) {
  const names = Object.keys(states);
  const linked = names.map((name, i) => {
    const { Type } = states[name];
    if (Type === "Choice" || Type === "Succeed" || states[name].Next) return [name, states[name]];
    return [name, { ...states[name], ...(i + 1 < names.length ? { Next: names[i + 1] } : { End: true }) }];
  });
  return { StartAt: names[0], States: Object.fromEntries(linked) };
}

const chain = (length) =>
  machine(Object.fromEntries(Array.from({ length }, (_, i) => [`Step${i + 1}`, { Type: "Pass" }])));

function countingLoop(rounds) {
  return machine({
    Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
    Enough: {
      Type: "Choice",
      Choices: [{ Variable: "$.n", NumericGreaterThanEquals: rounds, Next: "Done" }],
      Default: "Count",
    },
    Done: { Type: "Succeed" },
  });
}

function mapOver(length) {
  return {
    definition: machine({ Each: { Type: "Map", ItemProcessor: chain(2) } }),
    input: Array.from({ length }, (_, id) => ({ id, name: `Item ${id}` })),
    states: 2 * length + 1,
    against: peer,
  };
}

/** An order of 1,500 lines: 222 KB of JSON. */
function payload() {
  const line = (id) => ({
    id,
    sku: `SKU-${String(id).padStart(6, "0")}`,
    quantity: (id % 9) + 1,
    price: 10 + (id % 100) / 4,
    note: "Handle with care, leave it at the door. ".repeat(2),
  });
  return { order: "A-1", lines: Array.from({ length: 1500 }, (_, id) => line(id)) };
}

const ROUNDS = 500;

const orders = () => Array.from({ length: 10 }, (_, i) => ({ price: i + 0.5, quantity: i + 1 }));

/** The expressions of the JSONata loop, for those who evaluate them without a machine as well. */
export const expressions = {
  next: "$i + 1",
  total: "$total + $sum($map($states.input.orders, function($order) { $order.price * $order.quantity * $i }))",
  more: `$i < ${ROUNDS}`,
  output: "{'total': $total}",
};

function jsonataLoop() {
  const { next, total, more, output } = expressions;
  return {
    Begin: { Type: "Pass", Assign: { i: 0, total: 0 } },
    Add: { Type: "Pass", Assign: { i: `{% ${next} %}`, total: `{% ${total} %}` } },
    More: { Type: "Choice", Choices: [{ Condition: `{% ${more} %}`, Next: "Add" }], Default: "Done" },
    Done: { Type: "Succeed", Output: `{% ${output} %}` },
  };
}
