import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  InlayHintRefreshRequest,
} from "vscode-languageserver";
import { isJsonObject, type RuleSettings, ruleSettings } from "../language/index.ts";
import type { Session } from "./features/feature.ts";
import { preferencesIn } from "./preferences.ts";

/**
 * Keeps the settings of the section `statecraft`, as far as the editor tells: rules, hints, lenses. `initial` is what it said
 * at the start, for editors that have no other way; later settings count more. The answer begins it, once the editor is ready.
 */
export function followSettings(session: Session, initial: unknown): () => void {
  const { connection, documents, abilities, settings } = session;
  const take = (section: unknown): void => {
    const all = { ...objectIn(initial), ...objectIn(section) };
    settings.preferences = preferencesIn(all);
    settings.rules = { ...rulesIn(initial), ...rulesIn(section) };
    documents.useRules(settings.rules);
  };
  const use = (section: unknown): void => {
    take(section);
    refresh(session);
  };
  take(undefined);
  const read = async (): Promise<void> => use(await connection.workspace.getConfiguration("statecraft"));
  const tryRead = (): void => {
    read().catch((error: unknown) => connection.console.error(`The settings can't be read: ${String(error)}`));
  };
  connection.onDidChangeConfiguration((params) => {
    // Editors without requests for settings send them along.
    if (abilities.configuration) tryRead();
    else use((params.settings as { readonly statecraft?: unknown } | null)?.statecraft);
  });
  return () => {
    if (abilities.configurationChanges) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "statecraft" });
    }
    if (abilities.configuration) tryRead();
  };
}

/** Has the editor ask again for what the settings change. */
function refresh({ connection, abilities }: Session): void {
  if (abilities.refreshesInlayHints) void connection.sendRequest(InlayHintRefreshRequest.type);
  if (abilities.refreshesCodeLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
}

const objectIn = (value: unknown): object => (isJsonObject(value) ? value : {});

function rulesIn(settings: unknown): RuleSettings {
  return ruleSettings((settings as { readonly rules?: unknown } | null | undefined)?.rules);
}
