/** A member of the context object; one without fields of its own may hold anything, unless it has a type. */
export interface ContextField {
  readonly doc: string;
  readonly type?: "string" | "number";
  readonly fields?: { readonly [name: string]: ContextField };
  /** Set where it is there in some places only. */
  readonly only?: ContextPlace;
}

/** Places that have a member: states with retries, tasks that wait for their token, and iterations of a Map. */
export type ContextPlace = "retries" | "token" | "iteration";

/** What the context object holds, `$$` under JSONPath and `$states.context` under JSONata. Reference, section 2.5. */
export const contextObject: ContextField = {
  doc: "What is known of the execution, its state machine, the state, its task and the item of a Map.",
  fields: {
    Execution: {
      doc: "The execution.",
      fields: {
        Id: { type: "string", doc: "The ARN of the execution." },
        Input: { doc: "The input of the execution, as it was given." },
        Name: { type: "string", doc: "The name of the execution." },
        RoleArn: { type: "string", doc: "The role that the execution has." },
        StartTime: { type: "string", doc: "When the execution began, in ISO 8601." },
        RedriveCount: { type: "number", doc: "How often the execution was redriven; only in STANDARD executions." },
        RedriveTime: { type: "string", doc: "When the execution was last redriven; only after a redrive." },
      },
    },
    StateMachine: {
      doc: "The state machine.",
      fields: {
        Id: { type: "string", doc: "The ARN of the state machine." },
        Name: { type: "string", doc: "The name of the state machine." },
      },
    },
    State: {
      doc: "The state that is running.",
      fields: {
        Name: { type: "string", doc: "The name of the state." },
        EnteredTime: { type: "string", doc: "When the state was entered, in ISO 8601." },
        RetryCount: {
          type: "number",
          only: "retries",
          doc: "How often the state was retried; only in Task, Parallel and Map states.",
        },
      },
    },
    Task: {
      doc: "The task that waits for a callback.",
      only: "token",
      fields: { Token: { type: "string", doc: "The token that the callback must bring." } },
    },
    Map: {
      doc: "The Map state around.",
      only: "iteration",
      fields: {
        Item: {
          doc: "The item of this iteration.",
          fields: {
            Index: { type: "number", doc: "The place of the item, from 0." },
            Value: { doc: "The item." },
            Key: { type: "string", doc: "The key of the item, where the Map runs over an object." },
            Source: { type: "string", doc: "Where a distributed Map read the item." },
          },
        },
      },
    },
  },
};
