/** A member of the context object; one without fields of its own may hold anything. */
export interface ContextField {
  readonly doc: string;
  readonly fields?: { readonly [name: string]: ContextField };
}

/** What the context object holds, `$$` under JSONPath and `$states.context` under JSONata. Reference, section 2.5. */
export const contextObject: ContextField = {
  doc: "What is known of the execution, its state machine, the state, its task and the item of a Map.",
  fields: {
    Execution: {
      doc: "The execution.",
      fields: {
        Id: { doc: "The ARN of the execution." },
        Input: { doc: "The input of the execution, as it was given." },
        Name: { doc: "The name of the execution." },
        RoleArn: { doc: "The role that the execution has." },
        StartTime: { doc: "When the execution began, in ISO 8601." },
        RedriveCount: { doc: "How often the execution was redriven; only in STANDARD executions." },
        RedriveTime: { doc: "When the execution was last redriven; only after a redrive." },
      },
    },
    StateMachine: {
      doc: "The state machine.",
      fields: {
        Id: { doc: "The ARN of the state machine." },
        Name: { doc: "The name of the state machine." },
      },
    },
    State: {
      doc: "The state that is running.",
      fields: {
        Name: { doc: "The name of the state." },
        EnteredTime: { doc: "When the state was entered, in ISO 8601." },
        RetryCount: { doc: "How often the state was retried; only in Task, Parallel and Map states." },
      },
    },
    Task: {
      doc: "The task that waits for a callback.",
      fields: { Token: { doc: "The token that the callback must bring." } },
    },
    Map: {
      doc: "The Map state around.",
      fields: {
        Item: {
          doc: "The item of this iteration.",
          fields: {
            Index: { doc: "The place of the item, from 0." },
            Value: { doc: "The item." },
            Key: { doc: "The key of the item, where the Map runs over an object." },
            Source: { doc: "Where a distributed Map read the item." },
          },
        },
      },
    },
  },
};
