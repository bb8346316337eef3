import { readResource } from "../../engine/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { type HttpAdditions, type HttpCall, httpCall, pairsOf, sendHttp, textsOf } from "../http/http-task.ts";
import { invokeFunction } from "../http/lambda-endpoint.ts";
import type { Invocation } from "./handler.ts";
import type { KindContext, MadeHandler } from "./kind.ts";

/**
 * Makes the calls of HTTP Tasks and of `apigateway:invoke` as Step Functions does, and invokes functions by an URL.
 * Options: `url`, which takes the place of the endpoint that the definition names, and which functions need: where
 * `sam local start-lambda` listens; `headers` and `query`, which are added as a connection would. Nothing is sent anywhere
 * without such an entry.
 */
export function httpHandler(options: JsonObject, { region }: KindContext): MadeHandler {
  const { url } = options;
  const origin = typeof url === "string" && URL.canParse(url) ? new URL(url) : undefined;
  if (url !== undefined && !origin) {
    return { ok: false, message: 'kind "http": "url" must be an URL such as "http://127.0.0.1:3001".' };
  }
  const [headers, query] = [textsOf(options.headers), textsOf(options.query)];
  const additions: HttpAdditions = { headers, query, region, ...(origin && { origin }) };
  return {
    ok: true,
    handler: {
      name: origin ? `http ${origin.origin}` : "http",
      part: "request",
      refuses(resource) {
        const call = callerFor(resource);
        if (!call) return 'kind "http" runs HTTP Tasks, "apigateway:invoke" and functions only.';
        if (call === "function" && !origin) return 'kind "http" needs the "url" at which functions are invoked.';
        return undefined;
      },
      async invoke(invocation) {
        const kind = callerFor(invocation.resource);
        if (kind === "function") return origin && invokeFunction(origin, invocation);
        const isGateway = kind === "apigateway";
        const call = isGateway ? gatewayCall(invocation.payload, additions) : httpCall(invocation.payload, additions);
        await send(call, invocation, isGateway ? "ApiGateway." : "States.Http.StatusCode.");
      },
    },
  };
}

function callerFor(resource: string): "function" | "http" | "apigateway" | undefined {
  const read = readResource(resource);
  if (read.kind === "function") return "function";
  if (read.kind !== "integration" || !/^invoke(\.waitForTaskToken)?$/.test(read.action)) return undefined;
  if (read.service === "lambda") return "function";
  return read.service === "http" || read.service === "apigateway" ? read.service : undefined;
}

async function send(call: HttpCall | string, { answer, signal }: Invocation, prefix: string): Promise<void> {
  if (typeof call === "string") {
    return answer({ kind: "failed", error: { error: "States.Runtime", cause: call, terminal: true } });
  }
  const given = await sendHttp(call, signal);
  if (!given.ok) return answer({ kind: "failed", error: given.error });
  const { status, result } = given;
  if (status >= 200 && status < 300) return answer({ kind: "succeeded", output: result });
  const cause = prefix === "ApiGateway." ? bodyText(result.ResponseBody) : JSON.stringify(result);
  answer({ kind: "failed", error: { error: `${prefix}${status}`, cause } });
}

const bodyText = (body: Json | undefined): string => (typeof body === "string" ? body : JSON.stringify(body ?? null));

/** `apigateway:invoke` names host, stage and path apart. Reference, section 9.4. */
function gatewayCall(payload: Json, additions: HttpAdditions): HttpCall | string {
  if (!isJsonObject(payload)) return "The parameters must be an object.";
  const { ApiEndpoint: host, Stage: stage, Path: path, Method: method, RequestBody: body } = payload;
  if (typeof host !== "string" || typeof method !== "string") return 'It needs an "ApiEndpoint" and a "Method".';
  const fields = isJsonObject(payload.Headers) ? Object.entries(payload.Headers) : [];
  if (fields.some(([, value]) => !Array.isArray(value))) {
    return `The Parameters '${JSON.stringify(payload)}' could not be used to start the Task: [The value of the field 'Headers' has an invalid format]`;
  }
  const parts = [stage, path].filter((part) => typeof part === "string" && part !== "");
  const url = `https://${host}/${parts.map((part) => String(part).replace(/^\//, "")).join("/")}`;
  if (!URL.canParse(url)) return `The ApiEndpoint "${host}" must be a host without a scheme.`;
  const endpoint = new URL(url);
  for (const [name, value] of pairsOf(payload.QueryParameters)) endpoint.searchParams.append(name, value);
  const called = httpCall(
    { ApiEndpoint: endpoint.href, Method: method, ...(body !== undefined && { RequestBody: body }) },
    additions,
  );
  return typeof called === "string"
    ? called
    : { ...called, headers: { ...called.headers, ...textsOf(payload.Headers), ...additions.headers } };
}
