import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineIndex } from "../language/index.ts";
import { chance } from "../test/kit/chance.ts";
import { type FakeConnection, fakeConnection } from "../test/kit/fake-connection.ts";
import { largeSamples } from "../test/kit/large-samples.ts";
import { type Chance, chanceOf, editOf, type Sample, samples } from "../test/kit/random-edits.ts";
import { type Asked, askedBefore, paramsOf, rangesOutside } from "../test/kit/random-requests.ts";
import { serve } from "./serve.ts";

/** Each text gets this many changes, one upon the other. */
const EDITS_PER_TEXT = 20;

/** After each change. */
const REQUESTS = 3;

/** Nothing that an editor asks may take longer, in milliseconds. */
const MOST_MS = 2000;

const { numRuns: effort, seed } = chance(1);
const isLong = effort > 1;

/** `npm run test:long` makes 100,000 changes of usual files and 500 of large ones; with less effort, fewer. */
const [EDITS, LARGE_EDITS] = [isLong ? effort * 1000 : 300, isLong ? effort * 5 : 0];

/** What most editors can do; some also ask for the edits of code actions when they are chosen. */
const abilities = (edits: "at once" | "later") => ({
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] }, contextSupport: true },
    hover: { contentFormat: ["markdown"] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      disabledSupport: true,
      ...(edits === "later" && { dataSupport: true, resolveSupport: { properties: ["edit"] } }),
    },
  },
});

/** A server, and a document that an editor changes. */
interface Editing {
  readonly fake: FakeConnection;
  document: TextDocument;
  readonly asked: { -readonly [K in keyof Asked]: Asked[K] };
}

const notCancelled = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };

/** One server for editors of each kind, by turns. */
function startServers(): (turn: number) => FakeConnection {
  const [atOnce, later] = (["at once", "later"] as const).map((edits) => {
    const fake = fakeConnection();
    serve(fake.connection);
    const params = { processId: null, rootUri: null, capabilities: abilities(edits) };
    fake.handlers.get("onInitialize")?.(params, notCancelled);
    return fake;
  });
  if (!atOnce || !later) throw new Error("There is no server.");
  return (turn) => (turn % 2 === 0 ? atOnce : later);
}

/** Opens a text, changes it, and asks about each version; what goes wrong is thrown, with the way to repeat it. */
async function edit(fake: FakeConnection, sample: Sample, textSeed: number, edits: number): Promise<void> {
  const by = chanceOf(textSeed);
  const isYaml = /\.ya?ml$/.test(sample.name);
  const uri = `file:///${textSeed}`;
  const languageId = by.of(isYaml ? ["asl-yaml", "yaml", "asl-yaml"] : ["asl", "json", "asl"]);
  const document = TextDocument.create(uri, languageId, 1, sample.text);
  const editing: Editing = { fake, document, asked: { uri, text: sample.text, diagnostics: [], answers: new Map() } };
  const textDocument = { uri, languageId, version: 1, text: sample.text };
  let last = "";
  try {
    notify(editing, "onDidOpenTextDocument", { textDocument });
    for (let count = 0; count < edits; count++) {
      last = `change ${count + 1}`;
      change(editing, by);
      if (by.below(2) === 0) validate(editing);
      for (let i = 0; i < REQUESTS; i++) {
        const method = by.of(methodsOf(fake));
        last = `change ${count + 1}, ${method}`;
        await request(editing, method, by);
      }
      last = `change ${count + 1}, validation`;
      validate(editing);
    }
    notify(editing, "onDidCloseTextDocument", { textDocument: { uri } });
    fake.published.length = 0;
  } catch (error) {
    const repeat = `STATECRAFT_SEED=${textSeed} npm run test:long -- ${isLong ? effort : 2}`;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(
      `${sample.name}, ${last}. Repeat it with: ${repeat}\n${reason}\n${JSON.stringify(editing.asked.text.slice(0, 3000))}`,
    );
  }
}

/** Every request that the server has a handler for. */
const methodsOf = ({ handlers }: FakeConnection): readonly string[] =>
  [...handlers.keys()].filter(
    (method) => /\/|^languages\./.test(method) && !/^\$|didChange|didOpen|workspace\/execute/.test(method),
  );

function change(editing: Editing, by: Chance): void {
  const { document, asked } = editing;
  const { start, end, newText } = editOf(asked.text, by);
  const lines = lineIndex(asked.text);
  const range = { start: lines.position(start), end: lines.position(end) };
  const version = document.version + 1;
  asked.answers.clear();
  asked.diagnostics = [];
  const contentChanges = [{ range, text: newText }];
  editing.document = TextDocument.update(document, contentChanges, version);
  asked.text = editing.document.getText();
  notify(editing, "onDidChangeTextDocument", { textDocument: { uri: asked.uri, version }, contentChanges });
}

function notify({ fake }: Editing, name: string, params: unknown): void {
  fake.handlers.get(name)?.(params, notCancelled);
}

async function request(editing: Editing, method: string, by: Chance): Promise<void> {
  const { fake, asked } = editing;
  const first = askedBefore(method);
  if (first && fake.handlers.has(first)) await request(editing, first, by);
  const params = paramsOf(method, asked, by);
  if (params === undefined) return;
  let answer: unknown;
  try {
    const began = clock();
    answer = await fake.handlers.get(method)?.(params, notCancelled);
    inTime(began);
  } catch (error) {
    // What the protocol calls a refusal: an error with a code and a reason.
    if (typeof (error as { readonly code?: unknown }).code !== "number") throw error;
  }
  noBugs(fake);
  asked.answers.set(method, answer);
  expect(rangesOutside(answer, asked)).toEqual([]);
}

/** The validation that the server has planned, at once. */
function validate({ fake, asked }: Editing): void {
  fake.published.length = 0;
  const began = clock();
  vi.runOnlyPendingTimers();
  inTime(began);
  noBugs(fake);
  const published = fake.published.at(-1) as { readonly diagnostics: Asked["diagnostics"] } | undefined;
  asked.diagnostics = published?.diagnostics ?? [];
  expect(rangesOutside(published, asked)).toEqual([]);
}

interface Clock {
  readonly wall: number;
  readonly work: NodeJS.CpuUsage;
}

const clock = (): Clock => ({ wall: performance.now(), work: process.cpuUsage() });

/** Other processes make the wall's time longer, threads that collect garbage the processor's: the shorter one counts. */
function inTime(began: Clock): void {
  const { user, system } = process.cpuUsage(began.work);
  expect(Math.min(performance.now() - began.wall, (user + system) / 1000)).toBeLessThan(MOST_MS);
}

function noBugs({ errors }: FakeConnection): void {
  if (errors.length > 0) throw new Error(errors.splice(0).join("\n"));
}

describe("random edits", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate"] }));
  afterAll(() => void vi.useRealTimers());

  it(`of usual files neither break the server nor delay it: ${EDITS} of them`, async () => {
    const servers = startServers();
    expect(methodsOf(servers(0))).toContain("codeAction/resolve");
    const all = samples();
    for (let text = 0; text * EDITS_PER_TEXT < EDITS; text++) {
      const textSeed = seed + text;
      await edit(servers(textSeed), chanceOf(textSeed).of(all), textSeed, EDITS_PER_TEXT);
    }
  }, 36_000_000);

  it.runIf(LARGE_EDITS > 0)(
    `of large files neither: ${LARGE_EDITS} of them`,
    async () => {
      const servers = startServers();
      const all = largeSamples();
      const each = Math.ceil(LARGE_EDITS / all.length / 2);
      // The seed alone says which file it is and what the editor can do: what failed comes first when it is repeated.
      for (let textSeed = seed; textSeed < seed + 2 * all.length; textSeed++) {
        const sample = all[textSeed % all.length];
        if (sample) await edit(servers(textSeed), sample, textSeed, each);
      }
    },
    36_000_000,
  );
});
