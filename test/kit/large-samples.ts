import type { Sample } from "./random-edits.ts";

/** Files beyond whatever anybody writes by hand: 10 MB of JSON, 2 MB of YAML, and values 5,000 levels deep. */
export function largeSamples(): readonly Sample[] {
  return [
    { name: "large.json", text: largeJson(10_000_000) },
    { name: "large.yaml", text: largeYaml(2_000_000) },
    {
      name: "deep.json",
      text: `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${"[".repeat(5000)}${"]".repeat(5000)}, "End": true}}}`,
    },
    { name: "deep-machines.json", text: deepMachines(5000) },
    {
      name: "deep.yaml",
      text: `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: ${"[".repeat(5000)}${"]".repeat(5000)}\n    End: true\n`,
    },
  ];
}

const state = (index: number): string =>
  `"State ${index}": {\n  "Type": "Task",\n  "Resource": "arn:aws:states:::lambda:invoke",\n  "Parameters": {"FunctionName": "f${index}", "Payload": {"a.$": "$.a${index}.b", "f.$": "States.Format('{}', $.c${index})"}},\n  "Next": "State ${index + 1}"\n}`;

function largeJson(size: number): string {
  const count = Math.ceil(size / (state(10_000).length + 2));
  const states = Array.from({ length: count }, (_, index) => state(index));
  return `{"StartAt": "State 0", "States": {\n${states.join(",\n")},\n"State ${count}": {"Type": "Succeed"}}}`;
}

function largeYaml(size: number): string {
  const one = (index: number): string =>
    `  State ${index}:\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Arguments:\n      FunctionName: f${index}\n      Payload:\n        a: "{% $states.input.a${index} + $sum($states.input.list) %}"\n    Next: State ${index + 1}\n`;
  const count = Math.ceil(size / one(10_000).length);
  const states = Array.from({ length: count }, (_, index) => one(index));
  return `QueryLanguage: JSONata\nStartAt: State 0\nStates:\n${states.join("")}  State ${count}:\n    Type: Succeed\n`;
}

function deepMachines(levels: number): string {
  const open = '{"StartAt": "A", "States": {"A": {"Type": "Map", "End": true, "ItemProcessor": ';
  return `${open.repeat(levels)}{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}${"}}}".repeat(levels)}`;
}
