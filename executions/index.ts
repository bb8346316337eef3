export { type Answers, answersAbout } from "./answer.ts";
export { compareExecutions, jsonDifferences } from "./compare.ts";
export { callEventOf, type ExecutionEvent } from "./event.ts";
export { type About, overlayOf, runStatusOf, stateOverlay } from "./overlay.ts";
export type {
  AnswerTo,
  Comparison,
  EventPage,
  EventRow,
  IterationPage,
  IterationRow,
  OverlayChange,
  Progress,
  Question,
  Questions,
  RunOverlay,
  RunStatus,
  StateAnswer,
  StateDifference,
  StateOverlay,
  ValueDifference,
  ValueField,
} from "./protocol.ts";
export { type HistoryAnswer, type ReadHistory, readHistory, sourceOf } from "./read-history.ts";
export { createRecord, type EventSource, type ExecutionRecord } from "./record.ts";
export { REDACTED, redacted } from "./redact.ts";
export { eventAt, visitsOf, visitValue } from "./values.ts";
export type { Strand, Visit, VisitStatus } from "./visit.ts";
