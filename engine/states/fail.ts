import { type Json, jsonText } from "../../language/index.ts";
import type { Behaviour } from "../outcome.ts";

/** Fails with its `Error` and `Cause`, of which either may be missing. Reference, section 7.3. */
export const failing: Behaviour = {
  act({ frame }) {
    const error = text(frame.settings.Error);
    const cause = text(frame.settings.Cause);
    return {
      kind: "fail",
      frame,
      error: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    };
  },
};

const text = (value: Json | undefined): string | undefined =>
  value === undefined || typeof value === "string" ? value : jsonText(value);
