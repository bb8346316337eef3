import { expect, it, vi } from "vitest";
import { waiting } from "../test/kit/language-client.ts";
import { configurationDone, createController, currentRun, disconnect, goFurther, launch } from "./controller.ts";
import { evaluate, evaluationFrame } from "./inspect.ts";

/** The service's five seconds are a tenth of a second here. */
vi.mock("../evaluation/index.ts", async (original) => {
  const evaluation = await original<typeof import("../evaluation/index.ts")>();
  return { ...evaluation, startTimeLimit: () => evaluation.startTimeLimit(100) };
});

const TIME = "Expression evaluation timeout: Check for infinite loop";
const LATE = "A regular expression in its filter takes too long.";

it.each([
  ["JSONata", "$contains($states.input.l[0].s, /(a+)+b/)", TIME],
  ["JSONPath", "$.l[?(@.s =~ /(a+)+b/)]", LATE],
])("what is asked and a condition end in time, in %s", async (language, expression, problem) => {
  const program = "/machine.asl.yaml";
  const text = `QueryLanguage: ${language}
StartAt: A
States:
  A: {Type: Pass, Next: B}
  B: {Type: Pass, End: true}
`;
  const stops = waiting<{ readonly description?: string; readonly text?: string }>();
  const controller = createController({
    event: (name, body) => void (name === "stopped" && stops.add(body as { readonly text?: string })),
    custom() {},
    ask: () => Promise.resolve(false),
    print() {},
  });
  controller.breakpoints.set(program, [{ line: 5, condition: expression }]);
  launch(controller, { program, text, input: { l: [{ s: "a".repeat(40) }] }, stopOnEntry: true });
  configurationDone(controller);
  await stops.next(() => true);
  const run = currentRun(controller);
  const frame = evaluationFrame(run, undefined, controller.shown);
  for (const context of ["hover", "watch", "repl"]) {
    await expect(evaluate(run, frame, expression, context, controller.shown)).rejects.toThrow(problem);
  }
  goFurther(controller);
  const stop = await stops.next(() => true);
  expect(`${stop.description} ${stop.text}`).toContain(`can't be evaluated: ${problem}`);
  disconnect(controller);
});
