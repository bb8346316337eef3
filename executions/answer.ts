import { jsonText } from "../language/index.ts";
import { type EventRows, eventRows } from "./event-rows.ts";
import { type About, durationOf, overlayOf, retriesIn } from "./overlay.ts";
import type { AnswerTo, IterationPage, Progress, Question, Questions, StateAnswer } from "./protocol.ts";
import type { ExecutionRecord } from "./record.ts";
import { eventAt, valueFields, visitsOf, visitValue } from "./values.ts";
import { isOpen, type Strand, type Visit } from "./visit.ts";

/** Answers questions about one execution. */
export type Answers = (question: Question) => AnswerTo<keyof Questions>;

/** Whoever asks can ask anything: questions that make no sense are answered with nothing, or refused by throwing. */
export function answersAbout(record: ExecutionRecord, about: About): Answers {
  const rows = eventRows(record);
  return <Q extends keyof Questions>(question: Question) => {
    const answer = Object.hasOwn(answers, question.what) ? answers[question.what as Q] : undefined;
    if (!answer) throw new RangeError(`There is no question "${question.what}".`);
    return answer({ record, about, rows }, question as unknown as Questions[Q]["asked"]);
  };
}

interface Asked {
  readonly record: ExecutionRecord;
  readonly about: About;
  readonly rows: EventRows;
}

const answers: {
  readonly [Q in keyof Questions]: (asked: Asked, question: Questions[Q]["asked"]) => Questions[Q]["answer"];
} = {
  overlay: ({ record, about }, { focus }) => overlayOf(record, about, strandOf(record, focus)),
  state({ record, about }, { path, nth, focus }) {
    const visits = visitsOf(record, path, strandOf(record, focus));
    const index = Math.min(nth ?? Number.POSITIVE_INFINITY, visits.length - 1);
    const visit = visits[index];
    return visit ? { total: visits.length, nth: index, ...visitAnswer(record, about, visit) } : null;
  },
  iterations: ({ record, about }, question) => iterationsOf(record, about, question),
  value({ record }, { visit, field }) {
    const found = record.visits[visit];
    const value = found && valueFields.includes(field) ? visitValue(record, found, field) : undefined;
    if (value === undefined) return null;
    return { text: field === "cause" ? String(value) : jsonText(value) };
  },
  events: ({ record, rows }, { from, count, filter = "", focus }) =>
    rows.page(strandOf(record, focus)?.log ?? 0, from, Math.min(count, LONGEST_PAGE), filter),
  eventIndex: ({ record, rows }, { event, filter = "", focus }) =>
    rows.indexOf(strandOf(record, focus)?.log ?? 0, event, filter) ?? null,
  event({ record }, { event, focus }) {
    const found = eventAt(record.logs[strandOf(record, focus)?.log ?? 0], event);
    if (!found) return null;
    const { id, previous, at, type, details } = found;
    const time = Number.isFinite(at) ? new Date(at).toISOString() : null;
    return { text: jsonText({ id, type, timestamp: time, previousEventId: previous, ...details }) };
  },
};

/** Nobody sees more rows at once. */
const LONGEST_PAGE = 1000;

const strandOf = ({ strands }: ExecutionRecord, focus: number | undefined): Strand | undefined =>
  focus === undefined ? undefined : strands[focus];

function visitAnswer(record: ExecutionRecord, about: About, visit: Visit): Omit<StateAnswer, "total" | "nth"> {
  const { id, status, error, cause, entered, since } = visit;
  const retries = retriesIn(visit);
  const duration = durationOf(visit, about);
  const strand = iterationAround(visit);
  const begun = since - record.root.since;
  return {
    visit: id,
    status,
    entered,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, LONGEST_CAUSE) }),
    ...(retries && { retries }),
    ...(about.isTimed && Number.isFinite(begun) && { since: begun }),
    ...(duration !== undefined && { duration }),
    ...(strand && { strand }),
    fields: valueFields.filter((field) => visitValue(record, visit, field) !== undefined),
  };
}

const LONGEST_CAUSE = 1000;

function iterationAround({ strand: own }: Visit): StateAnswer["strand"] {
  for (let strand: Strand | undefined = own; strand; strand = strand.parent?.strand) {
    const path = strand.parent?.state?.path;
    if (strand.kind !== "branch" && path !== undefined) return { id: strand.id, path, index: strand.index };
  }
  return undefined;
}

function iterationsOf(
  record: ExecutionRecord,
  about: About,
  { path, focus, from, count, only }: Questions["iterations"]["asked"],
): IterationPage {
  const map = visitsOf(record, path, strandOf(record, focus)).at(-1);
  const all = [...(map?.byIndex?.values() ?? [])].sort((a, b) => a.index - b.index);
  const failed = all.filter(hasFailed);
  const shown = only === "failed" ? failed : all;
  const page = shown.slice(from, from + Math.min(count, LONGEST_PAGE));
  const [first] = failed;
  return {
    total: shown.length,
    progress: progressOf(all, failed, map?.items ?? 0),
    ...(first && { firstFailed: first.id }),
    rows: page.map((strand) => {
      const duration = durationOf(strand, about);
      const error = strand.visits.findLast((visit) => visit.error !== undefined && visit.status !== "caught")?.error;
      const { id, index, status } = strand;
      return {
        strand: id,
        index,
        status,
        ...(duration !== undefined && { duration }),
        ...(error !== undefined && { error }),
      };
    }),
  };
}

const hasFailed = ({ status }: Strand): boolean => status === "failed" || status === "timedOut";

function progressOf(all: readonly Strand[], failed: readonly Strand[], items: number): Progress {
  const running = all.filter(isOpen).length;
  const aborted = all.filter(({ status }) => status === "aborted").length;
  const succeeded = all.length - running - failed.length - aborted;
  return { total: Math.max(items, all.length), running, failed: failed.length, aborted, succeeded };
}
