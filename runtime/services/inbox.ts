import type { Json } from "../../language/index.ts";

/** What tasks sent to queues, topics and event buses, in order; shared by an execution and those that it starts. */
export interface Inbox {
  readonly messages: readonly SentMessage[];
  add(message: SentMessage): void;
}

export interface SentMessage {
  readonly service: "sqs" | "sns" | "events";
  /** The queue's URL, the topic's ARN or the bus. */
  readonly to: string;
  /** The body, parsed where it is JSON. */
  readonly body: Json;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The state that sent it. */
  readonly state: string;
}

export function createInbox(): Inbox {
  const messages: SentMessage[] = [];
  return { messages, add: (message) => void messages.push(message) };
}
