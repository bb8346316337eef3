import { DidChangeConfigurationNotification } from "vscode-languageserver";
import { type RuleSettings, ruleSettings } from "../language/index.ts";
import type { Session } from "./features/feature.ts";

/** Keeps the documents' rules as the user's settings have them, `statecraft.rules`, as far as the editor tells. */
export function followSettings(session: Session): void {
  const { connection, documents, abilities } = session;
  const read = async (): Promise<void> =>
    documents.useRules(rulesIn(await connection.workspace.getConfiguration("statecraft")));
  const tryRead = (): void => {
    read().catch((error: unknown) => connection.console.error(`The settings can't be read: ${String(error)}`));
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    // Editors without requests for settings send them along.
    if (abilities.configuration) tryRead();
    else documents.useRules(rulesIn((settings as { readonly statecraft?: unknown } | null)?.statecraft));
  });
  connection.onInitialized(() => {
    if (abilities.configurationChanges) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "statecraft" });
    }
    if (abilities.configuration) tryRead();
  });
}

function rulesIn(settings: unknown): RuleSettings {
  return ruleSettings((settings as { readonly rules?: unknown } | null | undefined)?.rules);
}
