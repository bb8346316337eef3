import { jsonOrText } from "../json-or-text.ts";
import type { Inbox } from "./inbox.ts";
import { fault, type LocalService, output, textOf } from "./service.ts";

/** Topics that anything may be published to: the user sees what was. */
export const sns = (inbox: Inbox): LocalService => ({
  actions: {
    publish({ input, invocation }) {
      const topic = textOf(input.TopicArn) ?? textOf(input.TargetArn) ?? textOf(input.PhoneNumber);
      const message = textOf(input.Message);
      if (topic === undefined) return invalid("TopicArn or TargetArn Reason: no value for required parameter");
      if (message === undefined || message === "") return invalid("Empty message");
      const isFifo = topic.endsWith(".fifo");
      if (isFifo && input.MessageGroupId === undefined) {
        return invalid("The MessageGroupId parameter is required for FIFO topics");
      }
      const { caller, call, print, uuid } = invocation;
      inbox.add({ service: "sns", to: topic, body: jsonOrText(message), at: caller.now(), state: call.state });
      print(`To the topic ${topic}: ${message}\n`);
      const number = String(10_000_000_000_000_000_000n + BigInt(inbox.messages.length));
      return output({ MessageId: uuid(), ...(isFifo && { SequenceNumber: number }) });
    },
  },
});

const invalid = (reason: string) =>
  fault("InvalidParameter", `Invalid parameter: ${reason}`, 400, "InvalidParameterException");
