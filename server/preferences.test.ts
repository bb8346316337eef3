import { expect, it } from "vitest";
import { preferencesIn } from "./preferences.ts";

const all = {
  inlayHints: ["defaults", "queryLanguage", "endOfState"],
  codeLens: { references: true, run: true },
  besideToolkit: "undecided",
};

it.each([
  [undefined, all],
  [{ inlayHints: "no", codeLens: null }, all],
  [{ inlayHints: { defaults: false } }, { ...all, inlayHints: ["queryLanguage", "endOfState"] }],
  [{ besideToolkit: "everything" }, all],
  [{ besideToolkit: "both" }, { ...all, besideToolkit: "both" }],
  [{ codeLens: { references: false, run: true } }, { ...all, codeLens: { references: false, run: true } }],
])("reads the settings %j", (settings, expected) => expect(preferencesIn(settings)).toEqual(expected));
