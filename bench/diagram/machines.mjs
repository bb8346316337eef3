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

/** A machine of about `count` states: levels of a dozen with a Choice, a loop, catchers and containers. */
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
