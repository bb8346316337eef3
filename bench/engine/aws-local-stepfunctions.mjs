import { StateMachine } from "aws-local-stepfunctions";

/**
 * The other side: nobody reads its event log, and the definition is not checked.
 * @param {import("./scenarios.mjs").Scenario} scenario
 */
export function prepare({ definition, input, executions = 1 }) {
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const execute = async () => ({ output: await machine.run(input).result });
  return () => Promise.all(Array.from({ length: executions }, execute));
}
