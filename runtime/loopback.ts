import type { IncomingMessage } from "node:http";

/**
 * Whether a request comes from a program, and not from a web page. Pages can make a browser send something to this machine:
 * it says so, or goes by a name of theirs that leads here.
 */
export function isFromProgram({ headers }: IncomingMessage): boolean {
  const isOfPage = headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
  return !isOfPage && /(^|\.)(127\.0\.0\.1|localhost)(:\d+)?$/i.test(headers.host ?? "");
}
