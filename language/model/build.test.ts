import { expect, test } from "vitest";
import { analyze, notations } from "../index.ts";

const open = (text: string) => analyze({ uri: "", version: 1, notation: notations.json, text });

test("A key given twice counts once, with the machines in it", () => {
  const branch = (name: string): string => `[{"StartAt": "${name}", "States": {"${name}": {"Type": "Succeed"}}}]`;
  const { model, diagnostics } = open(
    `{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": ${branch("A")}, "Branches": ${branch("B")}}}}`,
  );
  expect(model.states.map(({ name }) => name)).toEqual(["P", "B"]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["duplicate-key"]);
});

test("Machines in machines are read up to a depth that the service never reads", () => {
  let text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}';
  for (let depth = 0; depth < 5000; depth++) {
    text = `{"StartAt": "P${depth}", "States": {"P${depth}": {"Type": "Parallel", "End": true, "Branches": [${text}]}}}`;
  }
  const { model, graph, diagnostics } = open(text);
  expect(model.allMachines).toHaveLength(2501);
  expect(graph.levels).toHaveLength(201);
  expect(diagnostics.map(({ code }) => code)).toContain("nesting-too-deep");
});
