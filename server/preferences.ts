import { type InlayHintKind, inlayHintKinds, type RuleSettings } from "../language/index.ts";

/** What the user's settings say about what is shown beside the text; everything is shown unless they say otherwise. */
export interface Preferences {
  readonly inlayHints: readonly InlayHintKind[];
  /** Whose findings are shown where AWS Toolkit is there too; undecided, ours are those that it lacks. */
  readonly besideToolkit: "undecided" | "statecraft" | "both" | "awsToolkit";
  readonly codeLens: { readonly references: boolean; readonly run: boolean };
}

/** The user's settings, as far as the editor told of them. */
export interface Settings {
  preferences: Preferences;
  rules: RuleSettings;
  /** Whether AWS Toolkit is there too. */
  hasToolkit: boolean;
}

/** The settings before the editor told of any; its `initializationOptions` may say that AWS Toolkit is there. */
export function defaultSettings(options: unknown): Settings {
  return { preferences: preferencesIn(undefined), rules: {}, hasToolkit: valueAt(options, "besideToolkit") === true };
}

const CHOICES = ["statecraft", "both", "awsToolkit"] as const;

/** Reads the section `statecraft` of the settings; whatever it lacks is on. */
export function preferencesIn(settings: unknown): Preferences {
  const isOn = (section: string, name: string): boolean => valueAt(valueAt(settings, section), name) !== false;
  return {
    inlayHints: inlayHintKinds.filter((kind) => isOn("inlayHints", kind)),
    besideToolkit: CHOICES.find((choice) => choice === valueAt(settings, "besideToolkit")) ?? "undecided",
    codeLens: { references: isOn("codeLens", "references"), run: isOn("codeLens", "run") },
  };
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as { readonly [name: string]: unknown })[name]
    : undefined;
}
