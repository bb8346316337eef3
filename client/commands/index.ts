import { chooseData } from "./choose-data.ts";
import { chooseDiagnostics } from "./choose-diagnostics.ts";
import type { Command } from "./command.ts";
import { compareExecutions } from "./compare-executions.ts";
import { convertNotation } from "./convert-notation.ts";
import { copyValue } from "./copy-value.ts";
import { debugFromState } from "./debug-from-state.ts";
import { debugStateMachine } from "./debug-state-machine.ts";
import { deleteExecution } from "./delete-execution.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { failTask } from "./fail-task.ts";
import { forkReplay } from "./fork-replay.ts";
import { hideValue } from "./hide-value.ts";
import { importHistory } from "./import-history.ts";
import { newStateMachine } from "./new-state-machine.ts";
import { openDiagram } from "./open-diagram.ts";
import { openExecution } from "./open-execution.ts";
import { openValue } from "./open-value.ts";
import { renameExecution } from "./rename-execution.ts";
import { replayHistory } from "./replay-history.ts";
import { runFromState } from "./run-from-state.ts";
import { runOneState } from "./run-one-state.ts";
import { runStateMachine } from "./run-state-machine.ts";
import { saveDiagram } from "./save-diagram.ts";
import { saveExecution } from "./save-execution.ts";
import { saveMock } from "./save-mock.ts";
import { saveTestCase } from "./save-test-case.ts";
import { showOutput } from "./show-output.ts";
import { showReferences } from "./show-references.ts";
import { toggleStateBreakpoint } from "./toggle-state-breakpoint.ts";
import { useResult } from "./use-result.ts";
import { useTextEditor } from "./use-text-editor.ts";

/** Every command. A new one is one file, one line here, and its title in package.json. */
export const commands: readonly Command[] = [
  newStateMachine,
  openDiagram,
  debugStateMachine,
  runStateMachine,
  replayHistory,
  forkReplay,
  saveTestCase,
  debugFromState,
  runFromState,
  runOneState,
  toggleStateBreakpoint,
  saveDiagram,
  convertNotation,
  useResult,
  saveMock,
  failTask,
  useTextEditor,
  showOutput,
  showReferences,
  chooseDiagnostics,
  evaluateExpression,
  chooseData,
  copyValue,
  openValue,
  hideValue,
  openExecution,
  renameExecution,
  saveExecution,
  deleteExecution,
  importHistory,
  compareExecutions,
];
