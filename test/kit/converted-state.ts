import { expect } from "vitest";
import { analyze, applyEdits, convertMachine, type Json, type Notation, toJson } from "../../language/index.ts";
import { inBothNotations } from "./both-notations.ts";

/** The machine of a text, converted to JSONata. */
export const conversionOf = (notation: Notation, text: string, exact = false) => {
  const analysis = analyze({ uri: "test:", version: 0, notation, text });
  const [machine] = analysis.model.machines;
  if (!machine) throw new Error("no machine");
  return { analysis, machine, conversion: convertMachine(analysis, machine, { exact }) };
};

/** A converted state with what is told about it, or why it can't be converted. */
export interface Converted {
  readonly state?: Json;
  readonly caveats?: readonly string[];
  readonly problems?: readonly string[];
}

/** What a state becomes, the same in both notations, and what is told about it. */
export function converted(state: { readonly [field: string]: Json }, exact = false): Converted {
  const definition = { StartAt: "A", States: { A: state, B: { Type: "Succeed" } } };
  const results = inBothNotations({ text: JSON.stringify(definition, undefined, 2), marks: [] }).map(
    ({ text, notation }) => {
      const { conversion } = conversionOf(notation, text, exact);
      if (!conversion.ok) return { problems: conversion.problems.map(({ message }) => message) };
      const after = toJson(notation.parse(applyEdits(text, conversion.edits)).root) as typeof definition & {
        QueryLanguage: string;
      };
      expect(after.QueryLanguage).toBe("JSONata");
      return { state: after.States.A, caveats: conversion.caveats.map(({ message }) => message) };
    },
  );
  expect(results[1]).toEqual(results[0]);
  return results[0] ?? {};
}
