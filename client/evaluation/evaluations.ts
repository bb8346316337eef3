import * as vscode from "vscode";
import type { StateData } from "../../language/index.ts";
import type { ExpressionAnswer } from "../../server/protocol.ts";
import { inputHistory } from "../debugging/input-history.ts";
import { offeredInputs } from "../debugging/offered-inputs.ts";
import type { LanguageServer } from "../language/server.ts";
import { type DataSource, sourceName } from "./data-source.ts";
import { type RecordedData, recordedData } from "./recorded-data.ts";
import { prettyText, rangeOf, type ShownValue, shownValue } from "./shown-value.ts";
import { pickSource } from "./source-picker.ts";
import { type TypedData, type TypedState, typedData } from "./typed-data.ts";

/** Expressions that are evaluated where they stand. */
export interface Evaluations extends vscode.Disposable {
  /** Evaluates the expression under the cursor; asks which data to take, the first time in a document. */
  evaluate(): Promise<void>;
  /** Asks that again, and evaluates. */
  chooseData(): Promise<void>;
  copyValue(): Promise<void>;
  openValue(): Promise<void>;
  hideValue(): void;
}

/** What evaluations work with. */
interface Workshop {
  readonly server: LanguageServer;
  readonly storage: vscode.Memento;
  readonly recorded: RecordedData;
  readonly typed: TypedData;
  readonly shown: ShownValue;
  /** Where the value that is shown, or was last, belongs. */
  last: Place | undefined;
}

/** A cursor. */
interface Place {
  readonly editor: vscode.TextEditor;
  readonly position: vscode.Position;
}

export function evaluations({ workspaceState }: vscode.ExtensionContext, server: LanguageServer): Evaluations {
  const workshop: Workshop = {
    server,
    storage: workspaceState,
    recorded: recordedData(),
    typed: typedData(workspaceState),
    shown: shownValue(),
    last: undefined,
  };
  const { recorded, typed, shown } = workshop;
  const again = typed.onChanged(() => {
    // A text that is being typed isn't valid JSON most of the time: the value before it stays.
    if (workshop.last && shown.current) evaluateAt(workshop, workshop.last, false).catch(() => {});
  });
  return {
    evaluate: () => told(evaluateAt(workshop, placeUnderCursor(), false)),
    chooseData: () => told(evaluateAt(workshop, shown.current ? workshop.last : placeUnderCursor(), true)),
    async copyValue() {
      const answer = shown.current?.answer;
      if (!answer) return;
      await vscode.env.clipboard.writeText(answer.kind === "value" ? prettyText(answer.text) : answer.message);
    },
    async openValue() {
      const answer = shown.current?.answer;
      if (answer?.kind === "value") await typed.show("Value", `${prettyText(answer.text)}\n`);
    },
    hideValue: () => shown.hide(),
    dispose: () => vscode.Disposable.from(recorded, typed, shown, again).dispose(),
  };
}

async function told(evaluating: Promise<void>): Promise<void> {
  try {
    await evaluating;
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

const NO_EXPRESSION =
  "There is no expression at the cursor: put it into a path, a JSONata text or a call of an intrinsic function.";

function placeUnderCursor(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { editor, position: editor.selection.active };
}

async function evaluateAt(workshop: Workshop, place: Place | undefined, asks: boolean): Promise<void> {
  const { storage, server, shown, typed } = workshop;
  const running = await server.running();
  const uri = place?.editor.document.uri.toString() ?? "";
  const found = place && (await running.request("statecraft/expressionAt", { uri, position: place.position }));
  if (!place || !found) return void vscode.window.showInformationMessage(NO_EXPRESSION);
  const known = asks ? undefined : storage.get<DataSource>(sourceKey(uri));
  let source = known ?? (await chosenSource(workshop, place, found));
  let data = source && (await dataOf(workshop, source, uri, found));
  if (source && !data) {
    // There was no run in this window, or it didn't come to this state.
    source = await chosenSource(workshop, place, found);
    data = source && (await dataOf(workshop, source, uri, found));
  }
  if (!source || !data) return;
  const answer = await running.request("statecraft/evaluate", { uri, position: place.position, data });
  if (!answer) return;
  workshop.last = place;
  const value = { range: rangeOf(found.range), answer, source: sourceName(source) };
  shown.show(place.editor, value, source.kind === "typed" ? typed.editorOf(uri, typedState(found)) : undefined);
}

const sourceKey = (uri: string): string => `expression data of ${uri}`;

async function chosenSource(
  { recorded, storage, server, typed }: Workshop,
  { editor }: Place,
  found: ExpressionAnswer,
): Promise<DataSource | undefined> {
  const { uri } = editor.document;
  const document = uri.toString();
  const source = await pickSource({
    state: found.stateName,
    hasRun: recorded.of(document, found.state ?? "") !== undefined,
    inputs: await offeredInputs(uri, inputHistory(storage), server),
  });
  if (!source) return undefined;
  await storage.update(sourceKey(document), source);
  if (source.kind === "typed") await typed.open(document, typedState(found));
  return source;
}

async function dataOf(
  { recorded, typed }: Workshop,
  source: DataSource,
  document: string,
  found: ExpressionAnswer,
): Promise<StateData | undefined> {
  switch (source.kind) {
    case "run":
      return recorded.of(document, found.state ?? "");
    case "typed":
      return typed.read(document, typedState(found));
    case "text":
      return withInput(found, source.text);
    case "file":
      return withInput(found, (await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri))).getText());
  }
}

const typedState = ({ state, stateName, sample }: ExpressionAnswer): TypedState => ({
  path: state ?? "",
  name: stateName,
  sample,
});

/** The sample data of a state with another input. */
function withInput({ sample }: ExpressionAnswer, text: string): StateData {
  return { ...sample, input: JSON.parse(text) as StateData["input"] };
}
