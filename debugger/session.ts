import { DebugSession, Event, Response } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Controller, createController, disconnect } from "./controller.ts";
import { toRange, toSource } from "./convert.ts";
import { Refusal } from "./refusal.ts";
import { refuseInReplay } from "./replay/requests.ts";
import { requests, shownRefusals } from "./requests.ts";
import type { Client } from "./run.ts";

/** One client's connection: takes its requests to the controller, and the controller's events to it. */
export class AslDebugSession extends DebugSession {
  readonly #controller: Controller;
  readonly #onEnd: () => void;
  #isOver = false;

  constructor(onEnd: () => void) {
    super();
    this.#onEnd = onEnd;
    this.#controller = createController(this.#client());
  }

  /** Called when the client is gone, with or without a word; again at every write that fails since nobody reads. */
  override shutdown(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    disconnect(this.#controller);
    this.#onEnd();
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    void this.#answer(request).then(() => {
      if (request.command === "initialize") this.sendEvent(new Event("initialized"));
      if (request.command === "disconnect") this.shutdown();
    });
  }

  async #answer(request: DebugProtocol.Request): Promise<void> {
    const { command } = request;
    const response = new Response(request) as DebugProtocol.Response;
    try {
      const handler = Object.hasOwn(requests, command) ? requests[command as keyof typeof requests] : undefined;
      if (!handler) throw new Refusal(`Statecraft does not know the request "${command}".`);
      refuseInReplay(this.#controller, command, request.arguments);
      const body = await (handler as (controller: Controller, args: unknown) => unknown)(
        this.#controller,
        request.arguments,
      );
      if (body !== undefined) response.body = body;
    } catch (error) {
      refuse(response, error);
    }
    this.sendResponse(response);
  }

  #client(): Client {
    const event = (name: string, body?: object): void => this.sendEvent(new Event(name, body));
    return {
      event,
      custom: event,
      ask: (command, args) =>
        new Promise((resolve) => this.sendRequest(command, args, PATIENCE, ({ success }) => resolve(success))),
      print: (category, text, at, title) => {
        const { style } = this.#controller;
        const span = at?.frame.visit.state.phases[0]?.span;
        const place = at &&
          span && {
            source: toSource(at.source.document, style),
            line: toRange(at.source.analysis.lines, span, style).line,
          };
        const lines = text.split("\n").length;
        const isGroup = title !== undefined && lines >= GROUPED;
        if (isGroup)
          event("output", { category, group: "startCollapsed", output: `${title} ${lines} lines\n`, ...place });
        event("output", { category, output: text.endsWith("\n") ? text : `${text}\n`, ...place });
        if (isGroup) event("output", { category, group: "end", output: "" });
      },
    };
  }
}

/** A client that hasn't answered after so many milliseconds can't do what it was asked for. */
const PATIENCE = 10_000;

/** So many lines of a handler are a group. */
const GROUPED = 5;

/** A refusal is for the user to read; anything else is a bug, whose message may help to find it. */
function refuse(response: DebugProtocol.Response, error: unknown): void {
  const isRefusal = error instanceof Refusal;
  const message = isRefusal ? error.message : `Statecraft failed: ${error instanceof Error ? error.message : error}`;
  if (!isRefusal) console.error(error);
  const showUser = !isRefusal || shownRefusals.has(response.command);
  response.success = false;
  response.message = message;
  response.body = {
    error: { id: 1, format: "{text}", variables: { text: message, ...(isRefusal && error.facts) }, showUser },
  };
}
