import { expect, test } from "vitest";
import { append, appendNamed, createLog, eventsOf, truncate } from "./event-log.ts";
import type { HistoryEvent } from "./history.ts";

/** Enough for pages of several sizes. */
const MANY = 20_000;

function filled(length: number): ReturnType<typeof createLog> {
  const log = createLog();
  for (let id = 1; id <= length; id++) {
    if (id % 3 === 0) append(log, id, id - 1, "WaitStateExited", { name: "W", output: id, assignedVariables: { id } });
    else if (id % 3 === 1) appendNamed(log, id, id - 1, "WaitStateEntered", "W", id);
    else append(log, id, id - 1, "MapStateSucceeded", undefined);
  }
  return log;
}

const expected = (id: number): HistoryEvent => {
  const event = { id, previous: id - 1, at: id };
  if (id % 3 === 2) return { ...event, type: "MapStateSucceeded", details: undefined };
  if (id % 3 === 1) return { ...event, type: "WaitStateEntered", details: { name: "W", input: id } };
  return { ...event, type: "WaitStateExited", details: { name: "W", output: id, assignedVariables: { id } } };
};

test("Events come out as they were written", () => {
  const events = [...eventsOf(filled(MANY))];
  expect(events).toHaveLength(MANY);
  for (const event of events) expect(event).toEqual(expected(event.id));
});

test("They can be read from any place on", () => {
  const log = filled(MANY);
  for (const from of [0, 31, 32, 33, 4096, MANY - 1, MANY, MANY + 1]) {
    expect([...eventsOf(log, from)].map(({ id }) => id)).toEqual(
      Array.from({ length: Math.max(0, MANY - from) }, (_, index) => from + index + 1),
    );
  }
});

test("What is forgotten is written anew", () => {
  for (const length of [0, 1, 31, 32, 33, 95, 96, 97, 5000]) {
    const log = filled(MANY);
    truncate(log, length);
    expect(log.length).toBe(length);
    append(log, 7, 5, "ExecutionAborted", undefined);
    const events = [...eventsOf(log)];
    expect(events.at(-1)).toEqual({
      id: length + 1,
      previous: 5,
      at: 7,
      type: "ExecutionAborted",
      details: undefined,
    });
    expect(events.slice(0, -1)).toEqual(Array.from({ length }, (_, index) => expected(index + 1)));
  }
});
