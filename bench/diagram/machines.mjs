/** Large definitions to lay out and to draw. */

/** Of different lengths, so that no two levels have the same boxes: we'd lay those out once. */
const WORDS = ["Order", "Stock", "Payment", "Customer", "Shipment", "Notification", "Authorization", "Reconciliation"];

/** Tasks in a row; ten at a time have one handler. */
export function chain(count) {
  const states = {};
  for (let i = 0; i < count; i += 10) states[`Handler${i}`] = { Type: "Fail" };
  for (let i = 0; i < count; i++) {
    const next = i < count - 1 ? { Next: `S${i + 1}` } : { End: true };
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: `Handler${i - (i % 10)}` }];
    states[`S${i}`] = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...next, Catch };
  }
  return { StartAt: "S0", States: states };
}

/** A machine of `count` states: levels of a dozen with a Choice, a loop, catchers and containers. */
export function nested(count) {
  let made = 0;
  const name = (kind) => `${kind} ${WORDS[(made * 3 + (made >> 3)) % WORDS.length]} ${made++}`;
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
    let rest = budget - 6;
    States[join] = { Type: "Pass" };
    while (rest >= 14) {
      const container = name("Both");
      const share = Math.max(6, Math.floor(rest / 4));
      States[last].Next = container;
      States[container] = { Type: "Parallel", Branches: [level(share), level(share)] };
      rest -= 2 * share + 1;
      last = container;
    }
    for (; rest > 0; rest--) {
      const more = name("Then");
      States[last].Next = more;
      States[more] = task(undefined, handler);
      last = more;
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

/** What is laid out, and the most that we may take of a peer's time for it. */
export const cases = {
  "1,000 nested states": { definition: () => nested(1000), ceilings: { dagre: 0.1, elk: 0.08 } },
  // dagre takes minutes for it, and elkjs too when it is given the labels, or all tasks have one handler.
  "a chain of 1,000 with catchers": { definition: () => chain(1000), ceilings: { elk: 0.15 }, bare: true },
};
