import { createHash } from "node:crypto";
import { jsonOrText } from "../json-or-text.ts";
import type { Inbox } from "./inbox.ts";
import { fault, type LocalService, output, textOf } from "./service.ts";

/** Queues that anything may be sent to: the user sees what was. */
export const sqs = (inbox: Inbox): LocalService => ({
  actions: {
    sendMessage({ input, isSdk, invocation }) {
      const [queue, body] = [textOf(input.QueueUrl), textOf(input.MessageBody)];
      if (queue === undefined) return missing("QueueUrl");
      if (body === undefined) return missing("MessageBody");
      const isFifo = queue.endsWith(".fifo");
      if (isFifo && input.MessageGroupId === undefined) return missing("MessageGroupId");
      const { caller, call, print, uuid } = invocation;
      inbox.add({ service: "sqs", to: queue, body: jsonOrText(body), at: caller.now(), state: call.state });
      print(`To the queue ${queue}: ${body}\n`);
      const digest = createHash("md5").update(body, "utf8").digest("hex");
      return output({
        [isSdk ? "Md5OfMessageBody" : "MD5OfMessageBody"]: digest,
        MessageId: uuid(),
        ...(isFifo && { SequenceNumber: String(inbox.messages.length).padStart(20, "0") }),
      });
    },
  },
});

const missing = (parameter: string) =>
  fault("MissingParameter", `The request must contain the parameter ${parameter}.`);
