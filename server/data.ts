import { type DataShape, joinShapes, type KnownShapes, shapeOfValue } from "../language/index.ts";
import type { Session } from "./features/feature.ts";
import { sampleInputs } from "./input-files.ts";
import type { ShapesOfRun } from "./protocol.ts";

/** Keeps what samples and runs tell of the data of open definitions. */
export interface DataOfDocuments {
  opened(uri: string): void;
  /** Files changed: samples may be among them. */
  changed(uris: readonly string[]): void;
  /** What a run of a definition had. */
  ran(run: ShapesOfRun): void;
}

export function dataOfDocuments({ connection, documents }: Pick<Session, "connection" | "documents">): DataOfDocuments {
  const samples = new Map<string, DataShape>();
  const runs = new Map<string, KnownShapes>();

  function use(uri: string): void {
    const [sample, run] = [samples.get(uri), runs.get(uri)];
    const input = sample && run?.input ? joinShapes(sample, run.input) : (sample ?? run?.input);
    documents.useData(uri, { ...(input && { input }), ...(run?.results && { results: run.results }) });
  }

  async function readSamples(uri: string): Promise<void> {
    const inputs = await sampleInputs(uri);
    const [first, ...others] = inputs.map((input) => shapeOfValue(input));
    if (first)
      samples.set(
        uri,
        others.reduce((all, shape) => joinShapes(all, shape), first),
      );
    else if (!samples.delete(uri)) return;
    use(uri);
  }

  function read(uri: string): void {
    readSamples(uri).catch((error: unknown) =>
      connection.console.error(`Sample inputs can't be read: ${String(error)}`),
    );
  }

  return {
    opened: read,
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
