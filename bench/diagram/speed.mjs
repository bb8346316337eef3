/**
 * How long a layout takes, as a share of what dagre and elkjs take for the same levels: `node bench/diagram/speed.mjs`.
 * Medians of five runs in one process; dagre and, at 1,000 states, elkjs take minutes for the long chain.
 */
import { layoutGraph, toJson } from "../../diagram/index.ts";
import { analyze, notations } from "../../language/index.ts";
import { peers } from "./peers.mjs";

const cases = [
  {
    name: "1,000 nested states",
    definition: nested(1000),
    against: ["dagre", "elk"],
    goals: { dagre: 0.1, elk: 0.08 },
  },
  { name: "chain of 250 with catchers", definition: chain(250), against: ["elk"], goals: { elk: 0.15 }, bare: true },
];

for (const { name, definition, against, goals, bare } of cases) {
  const text = JSON.stringify(definition);
  const { graph } = analyze({ uri: "", version: 1, notation: notations.json, text });
  const picture = toJson(layoutGraph(graph));
  const own = await median(() => layoutGraph(graph));
  const shares = [];
  for (const peer of against) {
    // With labels elkjs takes minutes for the long chain.
    const given = bare ? { ...picture, edges: picture.edges.map((edge) => ({ ...edge, label: null })) } : picture;
    const time = await median(() => peers[peer](given), bare ? 1 : 3);
    const share = own / time;
    shares.push(`${share.toFixed(3)} of ${peer}'s ${time.toFixed(0)} ms (goal ${goals[peer]})`);
  }
  console.log(`${name}: ${own.toFixed(0)} ms, ${shares.join(", ")}`);
}

async function median(run, times = 5) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[times >> 1];
}

/** Tasks in a row, all caught by one handler. */
function chain(count) {
  const states = { Handler: { Type: "Fail" } };
  for (let i = 0; i < count; i++) {
    const next = i < count - 1 ? { Next: `S${i + 1}` } : { End: true };
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Handler" }];
    states[`S${i}`] = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...next, Catch };
  }
  return { StartAt: "S0", States: states };
}

/** A machine of about `count` states: levels of a dozen with a Choice, a loop, catchers and containers. */
function nested(count) {
  let made = 0;
  const name = (kind) => `${kind}${made++}`;
  function level(budget) {
    const [first, choice, left, right, join] = ["Start", "Choose", "Left", "Right", "Join"].map(name);
    const handler = name("Handler");
    const States = {
      [first]: task(choice, handler),
      [choice]: {
        Type: "Choice",
        Choices: [
          { Variable: "$.amount", NumericGreaterThan: 100, Next: left },
          { Variable: "$.state", StringEquals: "RETRY", Next: first },
        ],
        Default: right,
      },
      [left]: task(join, handler),
      [right]: { Type: "Pass", Next: join },
      [handler]: { Type: "Fail", Error: "Refused" },
    };
    let last = join;
    let left_ = budget - 6;
    States[join] = { Type: "Pass" };
    while (left_ >= 14) {
      const container = name("Both");
      const share = Math.max(7, Math.floor(left_ / 4));
      States[last].Next = container;
      States[container] = { Type: "Parallel", Branches: [level(share), level(share)] };
      left_ -= 2 * share + 1;
      last = container;
    }
    States[last].End = true;
    return { StartAt: first, States };
  }
  return level(count);
}

function task(next, handler) {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Next: next,
    Retry: [{ ErrorEquals: ["States.ALL"] }],
    Catch: [{ ErrorEquals: ["States.ALL"], Next: handler }],
  };
}
