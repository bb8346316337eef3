import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { JsonObject, StatePath } from "../../language/index.ts";
import { answerOf, kindContext } from "../../test/kit/task-asked.ts";
import { nodeHandler } from "../tasks/node.ts";
import { createRouter } from "../tasks/router.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:asks";
const CANARY = "AKIACANARYCANARYCANA";
const home = mkdtempSync(join(tmpdir(), "statecraft-home-"));
const seen: string[] = [];

/** Stands where AWS would: it sees with which keys calls are signed. */
const server = createServer((request, response) => {
  seen.push(request.headers.authorization ?? "");
  const identity = "<Arn>arn:aws:iam::123456789012:user/nobody</Arn>";
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  response.writeHead(200, { "Content-Type": "text/xml" }).end(body);
});
let endpoint = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mkdirSync(join(home, ".aws"));
  const profile = `aws_access_key_id = ${CANARY}\naws_secret_access_key = canary\n`;
  writeFileSync(join(home, ".aws/credentials"), `[default]\n${profile}[production]\n${profile}`);
  writeFileSync(join(home, ".aws/config"), "[default]\nregion = eu-central-1\nendpoint_url = http://127.0.0.1:1\n");
  vi.stubEnv("HOME", home);
  vi.stubEnv("AWS_PROFILE", "production");
  vi.stubEnv("AWS_ACCESS_KEY_ID", CANARY);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "canary");
  vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(home, { recursive: true });
});

async function whoAmI(env: JsonObject) {
  const made = nodeHandler({ handler: "aws.whoAmI", env, timeoutSeconds: 15 }, kindContext);
  if (!made.ok) throw new Error(made.message);
  const answer = await answerOf(made.handler, { resource: FUNCTION, payload: {} });
  made.dispose?.();
  return answer;
}

describe("the AWS SDK of a handler", () => {
  it("reaches nothing that the function was not given", async () => {
    const tasks = [{ kind: "node" as const, options: { handler: "aws.whoAmI", timeoutSeconds: 15 } }];
    const router = createRouter({ tasks, context: kindContext });
    const call = { state: "S", path: "/States/S" as StatePath, attempt: 1, invocation: 0, iteration: [] };
    const found = router.find({ kind: "invoke", id: 1, frame: 1, resource: FUNCTION, payload: {}, call });
    if (found.kind !== "handler") throw new Error(found.kind);
    const answer = await answerOf(found.handler, { resource: FUNCTION, payload: {} });
    router.dispose();
    expect(answer).toMatchObject({ error: { cause: expect.stringContaining("don't reach AWS") } });
    expect(await whoAmI({})).toMatchObject({ error: { cause: expect.stringContaining("127.0.0.1:9") } });
    expect(seen).toEqual([]);
  });

  it("signs with made-up keys only, whatever this machine knows", async () => {
    const answer = await whoAmI({ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: CANARY, AWS_PROFILE: "production" });
    expect(answer).toEqual({ kind: "succeeded", output: "arn:aws:iam::123456789012:user/nobody" });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain("Credential=statecraft/");
    expect(seen.join()).not.toContain(CANARY);
  });
});
