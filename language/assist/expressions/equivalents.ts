import { intrinsicExamples } from "../../expressions/index.ts";

/** The intrinsic function that does what a function of JSONata does: of `$hash` it is `States.Hash`. */
export function intrinsicFor(jsonataName: string): string | undefined {
  return byJsonata.get(jsonataName);
}

const byJsonata: ReadonlyMap<string, string> = new Map(
  Object.entries(intrinsicExamples).flatMap(([name, { jsonata }]) => {
    const called = /^\$(\w+)\(.*\)$/.exec(jsonata)?.[1];
    return called === undefined ? [] : [[called, name]];
  }),
);
