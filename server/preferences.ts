import { type InlayHintKind, inlayHintKinds } from "../language/index.ts";

/** What the user's settings say about what is shown beside the text; everything is shown unless they say otherwise. */
export interface Preferences {
  readonly inlayHints: readonly InlayHintKind[];
  readonly codeLens: { readonly references: boolean; readonly run: boolean };
}

/** The user's settings, as far as the editor told of them. */
export interface Settings {
  preferences: Preferences;
}

export const defaultSettings = (): Settings => ({ preferences: preferencesIn(undefined) });

/** Reads the section `statecraft` of the settings; whatever it lacks is on. */
export function preferencesIn(settings: unknown): Preferences {
  const isOn = (section: string, name: string): boolean => valueAt(valueAt(settings, section), name) !== false;
  return {
    inlayHints: inlayHintKinds.filter((kind) => isOn("inlayHints", kind)),
    codeLens: { references: isOn("codeLens", "references"), run: isOn("codeLens", "run") },
  };
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as { readonly [name: string]: unknown })[name]
    : undefined;
}
