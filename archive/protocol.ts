import type { AnswerTo, Comparison, Question, Questions, RunStatus } from "../executions/protocol.ts";

/** What a kept execution says of itself without being read whole: the first line of its file. */
export interface Header {
  /** The version of the format. */
  readonly aslrun: 1;
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** The URI of the document that holds the definition. */
  readonly document: string;
  /** The JSON Pointer of the machine in the document. */
  readonly machine: string;
  /** The document's text as it was run; empty where it isn't known. */
  readonly definition: string;
  readonly origin: "run" | "import";
  readonly status: RunStatus;
  readonly error?: string;
  /** Epoch milliseconds; null where the history doesn't tell. */
  readonly startedAt: number | null;
  readonly duration?: number;
  readonly events: number;
  /** Whether its clock tells how long things really took. */
  readonly isTimed: boolean;
  readonly arn?: string;
  /** What is missing in it, as a sentence. */
  readonly warning?: string;
}

/** A kept execution and where it is. The definition's text stays in the file. */
export interface Kept extends Omit<Header, "definition" | "aslrun"> {
  readonly file: string;
  readonly bytes: number;
  /** Of the definition's text: another one means that the definition has changed since. */
  readonly digest: string;
}

/** What the archive's process can be asked, by name: what it takes and what it answers. */
export interface ArchiveRequests {
  /** A question about a kept execution. */
  readonly ask: {
    readonly params: { readonly file: string; readonly question: Question };
    readonly result: AnswerTo<keyof Questions>;
  };
  readonly compare: { readonly params: { readonly left: string; readonly right: string }; readonly result: Comparison };
  /** Reads histories out of a text and keeps them in a folder. */
  readonly import: { readonly params: ImportParams; readonly result: ImportResult };
  /** The digest of a text, to be compared with those of definitions. */
  readonly digest: { readonly params: { readonly text: string }; readonly result: string };
  /** The executions of a folder, the latest first; files that are none are passed over. */
  readonly list: { readonly params: { readonly folder: string }; readonly result: readonly Kept[] };
  /** Gives an execution another name. */
  readonly rename: { readonly params: { readonly file: string; readonly name: string }; readonly result: Kept };
}

export interface ImportParams {
  readonly folder: string;
  readonly text: string;
  /** What it is called where the history doesn't name it. */
  readonly name: string;
  readonly document: string;
  readonly definition: string;
  /** Values under keys that contain one of these words aren't kept. */
  readonly redact: readonly string[];
}

export type ImportResult = { readonly kept: readonly Kept[]; readonly warning?: string } | { readonly problem: string };

/** Messages to the process and from it. */
export interface ArchiveRequest {
  readonly id: number;
  readonly method: keyof ArchiveRequests;
  readonly params: unknown;
}

export interface ArchiveAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
