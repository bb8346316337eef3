import assert from "node:assert/strict";
import { test } from "../kit/in-editor.ts";
import { runToEnd } from "../kit/session.ts";
import { findings, openText, waitFor, writeFile } from "../kit/workspace.ts";

const noMachine = /A state machine is an object with "StartAt" and "States"/;
const isEmpty = /This document is empty: a state machine is an object with "StartAt" and "States"/;
const nested = /nested more than 1,000 levels deep/;
const levels = 5000;

const bad: Readonly<Record<string, readonly [text: string, finding: RegExp, refusal?: RegExp]>> = {
  "empty.asl.json": ["", isEmpty],
  "empty.asl.yaml": ["", isEmpty],
  "letter.asl.json": ["Dear reader,\nthis is a letter.", noMachine, /"[^"]+letter\.asl\.json" is no state machine\. /],
  "list.asl.json": ["[1, 2]", noMachine],
  "open.asl.yaml": ["a: [1\nb: }", /indentation/, /"[^"]+open\.asl\.yaml" is no state machine\. /],
  "deep-states.asl.json": [`${'{"States": '.repeat(levels)}1${"}".repeat(levels)}`, nested],
  "deep-value.asl.json": [
    `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Result": ${"[".repeat(levels)}${"]".repeat(levels)}}}}`,
    nested,
  ],
};

for (const [name, [text, finding, refusal = finding]] of Object.entries(bad)) {
  test(`${name} is marked, and a run of it says what is wrong`, async () => {
    const document = await openText(name, text);
    await waitFor(
      "the finding",
      () => findings(document),
      (found) => found.some(({ message }) => finding.test(message)),
    );
    const printed = await runToEnd(document.uri);
    assert.match(printed, refusal);
    assert.doesNotMatch(printed, STACK);
  });
}

test("a definition of 5 MB is marked, and holds nothing else up", async () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `State${index}`);
  const states = names.map((name, index) => [
    name,
    { Type: "Pass", Comment: "x".repeat(150), ...next(names[index + 1]) },
  ]);
  const large = await openText(
    "large.asl.json",
    JSON.stringify({ StartAt: "State0", States: Object.fromEntries(states) }, null, 1),
  );
  await waitFor(
    "the finding",
    () => findings(large),
    (found) => found.length > 0,
  );
  const small = await openText("small.asl.json", JSON.stringify({ StartAt: "None", States: {} }));
  await waitFor(
    "findings",
    () => findings(small),
    (found) => found.length > 0,
  );
  const printed = await runToEnd(large.uri);
  assert.match(printed, /Line 1: /);
  assert.doesNotMatch(printed, STACK);
});

const next = (name: string | undefined): object => (name === undefined ? { End: true } : { Next: name });

const charge = JSON.stringify({
  StartAt: "Charge",
  States: { Charge: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:charge", End: true } },
});

const handlers: Readonly<Record<string, readonly [code: string | undefined, message: RegExp]>> = {
  "throws when it is loaded": ['throw new Error("Not today");', /Not today/],
  "throws when it is called": ['exports.handler = async () => { throw new Error("Not now"); };', /Not now/],
  "does not exist": [undefined, /There is no module at /],
  "has no such function": ["exports.other = () => 1;", /exports no function "handler"\./],
  "never answers": [
    "exports.handler = () => new Promise(() => setInterval(() => {}, 1000));",
    /Task timed out after 1\.00 seconds/,
  ],
};

for (const [index, [what, [code, message]]] of Object.entries(handlers).entries()) {
  test(`a handler that ${what} fails its task, and the debug console says why`, async () => {
    const module = `charge-${index}`;
    const { uri } = await openText(`${module}.asl.json`, charge);
    if (code !== undefined) await writeFile(`${module}.cjs`, code);
    const tasks = [{ kind: "node", handler: `${module}.handler`, timeoutSeconds: 1 }];
    const printed = await runToEnd(uri, { tasks });
    assert.match(printed, /Failed after/);
    assert.match(printed, message);
    assert.doesNotMatch(printed, STACK);
  });
}

/** A line of a stack trace. */
const STACK = /\bat .+:\d+:\d+/;
