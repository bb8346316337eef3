import * as vscode from "vscode";
import type { Diagrams } from "../diagram/diagrams.ts";
import type { LanguageServer } from "../language/server.ts";
import { adapter } from "./adapter.ts";
import { configurations } from "./configurations.ts";
import { dynamicConfigurations } from "./dynamic-configurations.ts";
import { functionSessions } from "./functions.ts";
import { valuesInText } from "./inline-values.ts";
import { offerFewerHits } from "./many-hits.ts";
import { followReplays } from "./replay.ts";
import { forwardShapes } from "./run-shapes.ts";
import { sessionDiagrams } from "./session-diagrams.ts";

/** Everything that VS Code asks us about debugging. */
export function registerDebugging(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  diagrams: Diagrams,
): vscode.Disposable {
  const { Dynamic, Initial } = vscode.DebugConfigurationProviderTriggerKind;
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider("asl", configurations(context, server)),
    vscode.debug.registerDebugConfigurationProvider("asl", dynamicConfigurations(server), Initial),
    vscode.debug.registerDebugConfigurationProvider("asl", dynamicConfigurations(server), Dynamic),
    vscode.debug.registerDebugAdapterDescriptorFactory("asl", adapter(context)),
    forwardShapes(server),
    sessionDiagrams(diagrams),
    functionSessions(),
    valuesInText(server),
    followReplays(),
    offerFewerHits(),
  );
}
