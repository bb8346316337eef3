import { type Diagnostic, isJsonObject, type Severity } from "../text/index.ts";
import type { CodeInfo } from "./rule.ts";

/** What a person or a project says about single rules: `{ "choice-no-default": "off", "json-comment": "error" }`. */
export interface RuleSettings {
  readonly [code: string]: Severity | "off";
}

/** What a rule can be set to. */
export const ruleLevels: readonly string[] = ["error", "warning", "information", "hint", "off"];

/** The settings in any JSON value; what isn't a level of a code is left out. */
export function ruleSettings(value: unknown): RuleSettings {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([, level]) => ruleLevels.includes(String(level))),
  ) as RuleSettings;
}

/** The diagnostics as settings have them; a rule that is off by default needs a setting. */
export function withSettings(
  diagnostics: readonly Diagnostic[],
  settings: RuleSettings,
  codes: ReadonlyMap<string, CodeInfo>,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const { code } = diagnostic;
    const level = Object.hasOwn(settings, code) ? settings[code] : codes.get(code)?.off && "off";
    if (level === "off") return [];
    return [level ? { ...diagnostic, severity: level } : diagnostic];
  });
}
