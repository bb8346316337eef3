import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { jsonOrText } from "../json-or-text.ts";
import type { Inbox } from "./inbox.ts";
import { fault, type LocalService, output, type ServiceCall, textOf } from "./service.ts";

/** Event buses that take every well-formed event: the user sees what they took. One bad event fails an optimized task. */
export const events = (inbox: Inbox): LocalService => ({
  actions: {
    putEvents(call) {
      const { Entries: entries } = call.input;
      if (!Array.isArray(entries) || entries.length === 0) {
        const text =
          "1 validation error detected: Value null at 'entries' failed to satisfy constraint: Member must not be null";
        return fault("ValidationException", text);
      }
      const results = entries.map((entry: Json) => (isJsonObject(entry) ? put(inbox, call, entry) : malformed));
      const failed = results.filter((result) => "ErrorCode" in result).length;
      const answer = { Entries: results, FailedEntryCount: failed };
      if (failed === 0 || call.isSdk) return output(answer, true);
      return { kind: "failed", error: "EventBridge.FailedEntry", cause: JSON.stringify(answer) };
    },
  },
});

const malformed = { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };

function put(inbox: Inbox, { invocation }: ServiceCall, entry: JsonObject): JsonObject {
  for (const name of ["Source", "DetailType", "Detail"]) {
    if (textOf(entry[name]) !== undefined) continue;
    const reason = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: "InvalidArgument", ErrorMessage: reason };
  }
  const detail = jsonOrText(textOf(entry.Detail) ?? "");
  if (!isJsonObject(detail)) return malformed;
  const { caller, call, print, uuid } = invocation;
  const bus = textOf(entry.EventBusName) ?? "default";
  const body = { Source: entry.Source ?? null, DetailType: entry.DetailType ?? null, Detail: detail };
  inbox.add({ service: "events", to: bus, body, at: caller.now(), state: call.state });
  print(`To the event bus ${bus}: ${JSON.stringify(body)}\n`);
  return { EventId: uuid() };
}
