import type { StatesError } from "../../engine/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { jsonOrText } from "../json-or-text.ts";
import { type ArrayFormat, formEncoding } from "./form-encoding.ts";

/** One HTTP call, ready to be made. */
export interface HttpCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** What a handler adds to the calls of tasks, as a connection of EventBridge does: it wins over the definition. */
export interface HttpAdditions {
  /** Takes the place of the endpoint's origin. */
  readonly origin?: URL;
  readonly headers: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly region: string;
}

/** How long a call may take, in milliseconds, and how large an answer may be, in bytes. Reference, section 9.6. */
const TIME_LIMIT = 60_000;
const MAX_BODY = 262_144;

/** Headers that Step Functions doesn't let a definition set. */
const FORBIDDEN =
  /^(?:x-forwarded-.*|x-amz-.*|x-amzn-.*|authorization|host|connection|date|content-(?:encoding|md5|length)|cache-control|accept-encoding|transfer-encoding|if-.*|via|upgrade|origin|referer|te|trailer|expect|max-forwards|proxy-.*|range|server|www-authenticate|user-agent)$/i;

/** The call that an HTTP Task describes, or what is wrong with it. */
export function httpCall(payload: Json, { origin, headers, query, region }: HttpAdditions): HttpCall | string {
  if (!isJsonObject(payload)) return "The parameters must be an object.";
  const { ApiEndpoint: endpoint, Method: method, RequestBody: body, Transform: transform } = payload;
  if (typeof endpoint !== "string" || typeof method !== "string") return 'It needs an "ApiEndpoint" and a "Method".';
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== "https:") return `The ApiEndpoint "${endpoint}" must be an https URL.`;
  const own = textsOf(payload.Headers);
  const forbidden = Object.keys(own).find((name) => FORBIDDEN.test(name));
  if (forbidden !== undefined) return `The header "${forbidden}" can't be set by a definition.`;
  for (const [name, value] of pairsOf(payload.QueryParameters)) url.searchParams.append(name, value);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const all = {
    "User-Agent": `Amazon|StepFunctions|HttpInvoke|${region}`,
    Range: `bytes=0-${MAX_BODY}`,
    "Content-Type": "application/json; charset=UTF-8",
  };
  const text = body === undefined ? undefined : bodyText(body, transform);
  return {
    url: origin ? new URL(`${origin.pathname.replace(/\/$/, "")}${url.pathname}${url.search}`, origin) : url,
    method,
    headers: merged(merged(all, own), headers),
    ...(text !== undefined && method !== "GET" && method !== "HEAD" && { body: text }),
  };
}

function bodyText(body: Json, transform: Json | undefined): string {
  const { RequestBodyEncoding: encoding, RequestEncodingOptions: options } = isJsonObject(transform) ? transform : {};
  if (encoding === "URL_ENCODED" && isJsonObject(body)) {
    const format = isJsonObject(options) ? options.ArrayFormat : undefined;
    return formEncoding(body, (format ?? "INDICES") as ArrayFormat);
  }
  return typeof body === "string" ? body : JSON.stringify(body);
}

export function textsOf(value: Json | undefined): { readonly [name: string]: string } {
  if (!isJsonObject(value)) return {};
  const texts = Object.entries(value).map(([name, held]) => [
    name,
    Array.isArray(held) ? held.join(", ") : String(held),
  ]);
  return Object.fromEntries(texts);
}

export function pairsOf(value: Json | undefined): readonly (readonly [string, string])[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    (Array.isArray(held) ? held : [held]).map((each: Json) => [name, String(each)] as const),
  );
}

/** Names of headers don't differ by case. */
function merged(base: HttpCall["headers"], more: HttpCall["headers"]): HttpCall["headers"] {
  const replaced = new Set(Object.keys(more).map((name) => name.toLowerCase()));
  const kept = Object.entries(base).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...more };
}

export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly result: JsonObject }
  | { readonly ok: false; readonly error: StatesError };

/** Makes a call. Whatever status comes back is an answer. */
export async function sendHttp({ url, method, headers, body }: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(TIME_LIMIT);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      signal: AbortSignal.any([signal, timeout]),
      ...(body !== undefined && { body }),
    });
    const text = await textOf(response);
    if (text === undefined) {
      const cause = `The response body exceeds the limit of ${MAX_BODY} bytes.`;
      return { ok: false, error: { error: "States.DataLimitExceeded", cause } };
    }
    const pairs = [...response.headers].map(([name, value]): [string, Json] => [name, [value]]);
    const { status, statusText } = response;
    const result = { Headers: Object.fromEntries(pairs), ResponseBody: jsonOrText(text) };
    return { ok: true, status, result: { ...result, StatusCode: status, StatusText: statusText } };
  } catch (problem) {
    if (timeout.aborted) {
      const cause = "The HTTP request timed out after 60 seconds.";
      return { ok: false, error: { error: "States.Http.Socket", cause } };
    }
    return {
      ok: false,
      error: { error: "States.TaskFailed", cause: `Unable to call ${url.origin}: ${reasonOf(problem)}` },
    };
  }
}

async function textOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  return problem.cause instanceof Error ? problem.cause.message : problem.message;
}
