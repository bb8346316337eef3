import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareExecutions } from "../executions/index.ts";
import { digestOf, EXTENSION, keptAt, readHeader, replaceHeader } from "./execution-file.ts";
import { importHistory } from "./import-history.ts";
import { openExecutions } from "./open-execution.ts";
import type { ArchiveAnswer, ArchiveRequest, ArchiveRequests, Kept } from "./protocol.ts";

/**
 * The process that reads kept executions: their values never enter the extension host but in pages that somebody looks at.
 * It speaks over the channel of the process that forked it, and ends with that.
 */
const opened = openExecutions();

type Results = { readonly [M in keyof ArchiveRequests]: ArchiveRequests[M]["result"] };

const methods: {
  readonly [M in keyof ArchiveRequests]: (params: ArchiveRequests[M]["params"]) => Results[M] | Promise<Results[M]>;
} = {
  ask: async ({ file, question }) => (await opened(file)).answers(question),
  async compare({ left, right }) {
    const [ours, theirs] = await Promise.all([opened(left), opened(right)]);
    return compareExecutions(ours.record, theirs.record);
  },
  import: importHistory,
  digest: ({ text }) => digestOf(text),
  list: ({ folder }) => keptIn(folder),
  rename: ({ file, name }) => replaceHeader(file, { name }),
};

function keptIn(folder: string): readonly Kept[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  const kept = names.flatMap((name) => {
    const file = join(folder, name);
    const header = readHeader(file);
    return header ? [keptAt(file, header)] : [];
  });
  return kept.sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

async function answer({ id, method, params }: ArchiveRequest): Promise<ArchiveAnswer> {
  try {
    const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!handler) throw new Error(`The archive does not know "${method}".`);
    return { id, result: await (handler as (params: unknown) => unknown)(params) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on("message", async (request: ArchiveRequest) => {
  process.send?.(await answer(request));
});
process.on("disconnect", () => process.exit());
