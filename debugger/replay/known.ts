import type { ExecutionEvent } from "../../executions/index.ts";

/** Whether a history holds a value whole: logs cut long ones off, and may leave all of them out. */
export function isKnown({ details }: ExecutionEvent, field: "input" | "output" | "parameters"): boolean {
  if (details?.[field] === undefined) return false;
  const about = details[`${field}Details`] as { readonly truncated?: boolean } | undefined;
  return about?.truncated !== true;
}
