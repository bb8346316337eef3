import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { answerOf, kindContext } from "../../test/kit/task-asked.ts";
import { formEncoding } from "../http/form-encoding.ts";
import { httpHandler } from "./http.ts";

const HTTP = "arn:aws:states:::http:invoke";
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:greeter";
const server = createServer((request, response) => void reply(request, response));
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Answers with what it was asked, or as the path says. */
async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { method, headers, url: path = "" } = request;
  if (path.includes("/status/")) return void response.writeHead(Number(path.slice(-3))).end('{"no":1}');
  if (path.includes("/text")) return void response.end("plain");
  if (path.includes("/large")) return void response.end("x".repeat(262_145));
  if (path.includes("/functions/fails/")) response.setHeader("X-Amz-Function-Error", "Unhandled");
  if (path.includes("/functions/fails/")) return void response.end('{"errorType":"Broken","errorMessage":"No"}');
  const { "user-agent": agent, "content-type": type, "x-key": key } = headers;
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ method, path, body, agent, type, key }));
}

async function ask(payload: Json, resource = HTTP, options: JsonObject = {}) {
  const made = httpHandler({ url, ...options }, kindContext);
  if (!made.ok) throw new Error(made.message);
  return answerOf(made.handler, { resource, payload });
}

const at = (path: string, more: JsonObject = {}): JsonObject => ({
  ApiEndpoint: `https://api.example.com${path}`,
  Method: "POST",
  InvocationConfig: { ConnectionArn: "arn:aws:events:us-east-1:123456789012:connection/c" },
  ...more,
});

describe("an HTTP Task", () => {
  it.each<[JsonObject, object]>([
    [
      at("/a", { RequestBody: { b: 1 } }),
      { method: "POST", path: "/a?token=t", body: '{"b":1}', type: "application/json; charset=UTF-8" },
    ],
    [
      at("/a?x=1", { Method: "GET", QueryParameters: { y: "2", z: ["3", "4"] } }),
      { path: "/a?x=1&y=2&z=3&z=4&token=t" },
    ],
    [at("/a", { Headers: { "X-Key": "its own" } }), { key: "from the connection" }],
    [
      at("/a", {
        Headers: { "content-type": "application/x-www-form-urlencoded" },
        RequestBody: { a: [1, 2], b: { c: "d e" } },
        Transform: { RequestBodyEncoding: "URL_ENCODED" },
      }),
      { body: "a%5B0%5D=1&a%5B1%5D=2&b%5Bc%5D=d%20e", type: "application/x-www-form-urlencoded" },
    ],
    [at("/a"), { agent: "Amazon|StepFunctions|HttpInvoke|us-east-1" }],
  ])("%j is sent as the service does", async (payload, expected) => {
    const answer = await ask(payload, HTTP, { headers: { "x-key": "from the connection" }, query: { token: "t" } });
    expect(answer).toMatchObject({
      kind: "succeeded",
      output: {
        StatusCode: 200,
        StatusText: "OK",
        Headers: { "content-type": ["application/json"] },
        ResponseBody: expected,
      },
    });
  });

  it.each<[JsonObject, string, string]>([
    [at("/status/404"), "States.Http.StatusCode.404", '"ResponseBody":{"no":1}'],
    [at("/status/500"), "States.Http.StatusCode.500", '"StatusCode":500'],
    [at("/large"), "States.DataLimitExceeded", "262144"],
    [at("/a", { Headers: { Host: "x" } }), "States.Runtime", '"Host"'],
    [{ ApiEndpoint: "http://api.example.com", Method: "GET" }, "States.Runtime", "https"],
  ])("%j fails with %s", async (payload, error, cause) => {
    expect(await ask(payload)).toMatchObject({
      kind: "failed",
      error: { error, cause: expect.stringContaining(cause) },
    });
  });

  it("gives what isn't JSON as a text", async () => {
    expect(await ask(at("/text"))).toMatchObject({ output: { ResponseBody: "plain" } });
  });

  it("fails where nobody listens", async () => {
    const answer = await ask(at("/a"), HTTP, { url: "http://127.0.0.1:1" });
    expect(answer).toMatchObject({
      error: { error: "States.TaskFailed", cause: expect.stringContaining("127.0.0.1:1") },
    });
  });
});

describe("an API of API Gateway", () => {
  const api = "arn:aws:states:::apigateway:invoke";
  const call = { ApiEndpoint: "abc.execute-api.us-east-1.amazonaws.com", Method: "GET", Stage: "prod" };

  it.each<[JsonObject, object]>([
    [{ ...call, Path: "orders" }, { output: { ResponseBody: { path: "/prod/orders" } } }],
    [{ ...call, Path: "/status/403" }, { error: { error: "ApiGateway.403", cause: '{"no":1}' } }],
    [{ ...call, Headers: { a: "b" } }, { error: { error: "States.Runtime" } }],
  ])("%j", async (payload, expected) => {
    expect(await ask(payload, api)).toMatchObject(expected);
  });
});

describe("a function behind an URL", () => {
  it("is invoked by its name", async () => {
    const path = "/2015-03-31/functions/greeter/invocations";
    expect(await ask({ a: 1 }, FUNCTION)).toMatchObject({ output: { path, body: '{"a":1}' } });
    const payload = { FunctionName: "fails", Payload: {} };
    expect(await ask(payload, "arn:aws:states:::lambda:invoke")).toMatchObject({ error: { error: "Broken" } });
  });

  it("needs that URL", () => {
    const made = httpHandler({}, kindContext);
    if (!made.ok) throw new Error(made.message);
    expect(made.handler.refuses?.(FUNCTION)).toContain('"url"');
    expect(made.handler.refuses?.("arn:aws:states:::sqs:sendMessage")).toContain("only");
    expect(httpHandler({ url: "nowhere" }, kindContext)).toMatchObject({ ok: false });
  });
});

describe("a form", () => {
  it.each([
    ["INDICES", "a%5B0%5D=1&a%5B1%5D=2"],
    ["REPEAT", "a=1&a=2"],
    ["COMMAS", "a=1,2"],
    ["BRACKETS", "a%5B%5D=1&a%5B%5D=2"],
  ] as const)("writes arrays as %s", (format, text) => {
    expect(formEncoding({ a: [1, 2] }, format)).toBe(text);
  });
});
