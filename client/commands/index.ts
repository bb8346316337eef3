import { chooseDiagnostics } from "./choose-diagnostics.ts";
import type { Command } from "./command.ts";
import { debugStateMachine } from "./debug-state-machine.ts";
import { failTask } from "./fail-task.ts";
import { newStateMachine } from "./new-state-machine.ts";
import { openDiagram } from "./open-diagram.ts";
import { runStateMachine } from "./run-state-machine.ts";
import { saveMock } from "./save-mock.ts";
import { showOutput } from "./show-output.ts";
import { showReferences } from "./show-references.ts";
import { useResult } from "./use-result.ts";
import { useTextEditor } from "./use-text-editor.ts";

/** Every command. A new one is one file, one line here, and its title in package.json. */
export const commands: readonly Command[] = [
  newStateMachine,
  openDiagram,
  debugStateMachine,
  runStateMachine,
  useResult,
  saveMock,
  failTask,
  useTextEditor,
  showOutput,
  showReferences,
  chooseDiagnostics,
];
