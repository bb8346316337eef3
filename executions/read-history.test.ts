import { describe, expect, it } from "vitest";
import { readHistory } from "./index.ts";

const started = { id: 1, previousEventId: 0, timestamp: 1_700_000_000.5, type: "ExecutionStarted" };
const entered = {
  id: 2,
  previousEventId: 0,
  timestamp: "2023-11-14T22:13:21.500000+00:00",
  type: "PassStateEntered",
  stateEnteredEventDetails: { name: "A", input: '{"a":null}', inputDetails: { truncated: false } },
};
const ended = { id: 3, previousEventId: 2, timestamp: 1_700_000_002, type: "ExecutionSucceeded" };

/** The types of the events of the first history, or what is wrong. */
function read(...texts: readonly unknown[]): unknown {
  const answer = readHistory(texts.map((text) => (typeof text === "string" ? text : JSON.stringify(text))).join("\n"));
  return "problem" in answer ? answer.problem : answer.histories[0]?.events.map(({ type }) => type).join();
}

const whole = "ExecutionStarted,PassStateEntered,ExecutionSucceeded";

describe("a history", () => {
  it("is read as the command line prints it: values of their own, moments in milliseconds", () => {
    const answer = readHistory(JSON.stringify({ events: [started, entered, ended] }, null, 4));
    const [history] = "histories" in answer ? answer.histories : [];
    expect(history?.events.map(({ at }) => at)).toEqual([1_700_000_000_500, 1_700_000_001_500, 1_700_000_002_000]);
    expect(history?.events[1]?.details).toMatchObject({ name: "A", input: { a: null } });
    expect(history?.warning).toBeUndefined();
  });

  it.each([
    ["events alone", [[started, entered, ended]]],
    ["events one by one", [started, entered, ended]],
    ["newest first", [{ events: [ended, entered, started] }]],
    ["pages one after the other", [{ events: [started], nextToken: "AAA" }, { events: [entered, ended] }]],
    ["pages in a list", [[{ events: [started], nextToken: "AAA" }, { events: [entered, ended] }]]],
    ["a page that was pasted twice", [{ events: [started, entered] }, { events: [entered, ended] }]],
    ["a byte order mark before it", [`\uFEFF${JSON.stringify([started, entered, ended])}`]],
  ])("%s", (_, texts) => expect(read(...texts)).toBe(whole));

  it("of an EXPRESS machine is read from its log, each execution by itself", () => {
    const line = (arn: string, id: number, type: string) => ({
      message: JSON.stringify({
        ...{ id: String(id), type, details: { input: "5" }, previous_event_id: String(id - 1) },
        ...{ event_timestamp: "1700000000500", execution_arn: arn },
      }),
    });
    const lines = [
      line("a", 1, "ExecutionStarted"),
      line("b", 1, "ExecutionStarted"),
      line("a", 2, "ExecutionSucceeded"),
    ];
    const answer = readHistory(JSON.stringify({ events: lines }));
    const histories = "histories" in answer ? answer.histories : [];
    expect(histories.map(({ arn, events }) => [arn, events.length])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(histories[0]?.events[0]).toMatchObject({ at: 1_700_000_000_500, details: { input: 5 } });
  });

  it("says which events are missing", () => {
    const answer = readHistory(JSON.stringify([started, { ...ended, id: 9, previousEventId: 8 }]));
    const [history] = "histories" in answer ? answer.histories : [];
    expect(history?.warning).toBe("Events 2 to 8 are missing: the other pages of the history belong to it as well.");
    expect(history?.events.map(({ id, previous }) => [id, previous])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    const first = readHistory(JSON.stringify({ events: [started], nextToken: "AAA" }));
    expect("histories" in first && first.histories[0]?.warning).toContain("it has a next page");
  });

  it.each([
    ["", "There is no text."],
    ["arn:aws:states:…", "it holds no JSON"],
    ['"text"', "it holds no JSON"],
    ['{"events": [', "no complete JSON: copy the whole output"],
    ['{"StartAt":"A","States":{}}', 'there is no "events" in it. It has "StartAt", "States".'],
    ['{"events":[]}', "There are no events in it"],
    ['[{"id":"x","type":"T"}]', 'Event 1 has the id "x"'],
    ["[[[1]]]", "a list of events is wanted"],
    ["}{", "it holds no JSON"],
  ])("%j is refused in plain words", (text, problem) => expect(read(text)).toContain(problem));

  it("nested as deep as it likes, or long, it is read at once", () => {
    expect(read(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)).toContain("There are no events");
    const events = Array.from({ length: 25_000 }, (_, index) => ({
      ...entered,
      id: index + 1,
      previousEventId: index,
    }));
    expect(String(read({ events })).split(",")).toHaveLength(25_000);
  });
});
