import { request } from "node:http";
import { afterEach, expect, it } from "vitest";
import { serveRuntimeApi } from "./lambda/runtime-api.ts";
import { memoryStore } from "./object-store.ts";
import { createLocalServices } from "./services/local-services.ts";
import { createTaskTokens } from "./task-tokens.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The status of an answer. */
const status = (address: string, path: string, headers: object): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const [host, port] = address.split(":");
    const sent = request({ host, port, path, method: "POST", headers: { ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end("{}");
  });

const servers = {
  async "Lambda Runtime API"() {
    const api = await serveRuntimeApi(() => {});
    closing.push(api.close);
    return [api.address, "/2018-06-01/runtime/init/error", 202] as const;
  },
  async "endpoint for SDKs"() {
    const tokens = createTaskTokens();
    const { endpoint } = createLocalServices({ tokens, objects: memoryStore() });
    closing.push(endpoint.close);
    return [(await endpoint.url()).replace("http://", ""), "/", 400] as const;
  },
};

it.each(Object.entries(servers))("The %s hears no web page", async (_, start) => {
  const [address, path, usual] = await start();
  const port = address.split(":")[1];
  const target = { "x-amz-target": "AWSStepFunctions.SendTaskHeartbeat" };
  expect(await status(address, path, target)).toBe(usual);
  expect(await status(address, path, { ...target, host: `localhost:${port}` })).toBe(usual);
  expect(await status(address, path, { ...target, host: `rebound.example:${port}` })).toBe(403);
  expect(await status(address, path, { ...target, origin: "https://page.example" })).toBe(403);
  expect(await status(address, path, { ...target, "sec-fetch-site": "cross-site" })).toBe(403);
});
