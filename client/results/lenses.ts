import * as vscode from "vscode";
import { RESULT_SCHEME } from "./open-tasks.ts";

/** What can be done with a task's result, above its text. */
export function resultLenses(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme: RESULT_SCHEME },
    {
      provideCodeLenses: ({ uri }) =>
        actions.map(([title, command, tooltip]) => {
          const lens = { title, command, tooltip, arguments: [uri] };
          return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), lens);
        }),
    },
  );
}

const actions = [
  ["$(play) Use once", "statecraft.useResult", "Gives this result to the task, and goes on"],
  ["$(save) Save as mock", "statecraft.saveMock", "Gives this result, and keeps it in the mock-config file"],
  ["$(error) Fail instead", "statecraft.failTask", "Lets the task fail with an error of your choice"],
] as const;
