import {
  type DataShape,
  type Json,
  joinShapes,
  type KnownShapes,
  shapeOfValue,
  specimenOf,
} from "../language/index.ts";
import type { Session } from "./features/feature.ts";
import { sampleInputs } from "./input-files.ts";
import type { ShapesOfRun } from "./protocol.ts";

/** Keeps what samples and runs tell of the data of open definitions. */
export interface DataOfDocuments {
  opened(uri: string): void;
  /** Samples may have come or changed since they were read: not every editor tells. */
  edited(uri: string): void;
  /** Files changed: samples may be among them. */
  changed(uris: readonly string[]): void;
  /** What a run of a definition had. */
  ran(run: ShapesOfRun): void;
}

export function dataOfDocuments({ connection, documents }: Pick<Session, "connection" | "documents">): DataOfDocuments {
  const samples = new Map<string, { readonly told: string; readonly shape: DataShape | undefined }>();
  const lastRead = new Map<string, number>();
  const runs = new Map<string, KnownShapes>();

  function use(uri: string): void {
    const [sample, run] = [samples.get(uri)?.shape, runs.get(uri)];
    const input = sample && run?.input ? joinShapes(sample, run.input) : (sample ?? run?.input);
    documents.useData(uri, { ...(input && { input }), ...(run?.results && { results: run.results }) });
  }

  async function readSamples(uri: string): Promise<void> {
    lastRead.set(uri, performance.now());
    const inputs = (await sampleInputs(uri)).map((input) => specimenOf(input));
    // What is already known needs no new analysis.
    const told = JSON.stringify(inputs);
    if ((samples.get(uri)?.told ?? "[]") === told) return;
    samples.set(uri, { told, shape: joined(inputs) });
    use(uri);
  }

  function read(uri: string): void {
    readSamples(uri).catch((error: unknown) =>
      connection.console.error(`Sample inputs can't be read: ${String(error)}`),
    );
  }

  return {
    opened: read,
    edited(uri) {
      if (performance.now() - (lastRead.get(uri) ?? 0) > FRESH) read(uri);
    },
    changed(uris) {
      if (uris.some((uri) => uri.endsWith(".json"))) for (const uri of documents.uris()) read(uri);
    },
    ran({ uri, input, results = {} }) {
      const before = runs.get(uri);
      const shape = input === undefined ? before?.input : shapeOfValue(input);
      const all = new Map(before?.results);
      for (const [path, result] of Object.entries(results)) {
        const found = shapeOfValue(result);
        const known = all.get(path);
        all.set(path, known ? joinShapes(known, found) : found);
      }
      const joined = shape && before?.input ? joinShapes(before.input, shape) : shape;
      runs.set(uri, { ...(joined && { input: joined }), results: all });
      use(uri);
    },
  };
}

/** How long samples count as they were read, in milliseconds. */
const FRESH = 10_000;

function joined(values: readonly Json[]): DataShape | undefined {
  const [first, ...others] = values.map((value) => shapeOfValue(value));
  return first && others.reduce((all, shape) => joinShapes(all, shape), first);
}
