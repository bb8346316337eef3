import jsonata from "jsonata";
import { expressions } from "./scenarios.mjs";

/**
 * The JSONata loop without a machine: the same expressions, compiled once, evaluated just as often.
 * @param {import("./scenarios.mjs").Scenario} scenario
 */
export function prepare({ input }) {
  const compiled = Object.fromEntries(Object.entries(expressions).map(([name, text]) => [name, jsonata(text)]));
  const states = { input };
  const evaluate = (name, variables) => compiled[name].evaluate(undefined, { ...variables, states });
  return async () => {
    let variables = { i: 0, total: 0 };
    do {
      const i = await evaluate("next", variables);
      const total = await evaluate("total", variables);
      variables = { i, total };
    } while (await evaluate("more", variables));
    return [{ output: await evaluate("output", variables) }];
  };
}
