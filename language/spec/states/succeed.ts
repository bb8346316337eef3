import { common, output, paths } from "../common.ts";
import type { StateSpec } from "../spec.ts";

export const succeed = {
  title: "End with success",
  noun: "Succeed state",
  doc: "Ends the machine, branch or iteration with success.",
  unknown: "unknown-state-field",
  fields: { ...common, ...paths, ...output },
} as const satisfies StateSpec;
