/** An error name of the language itself. Reference, section 8.1. */
export interface ErrorSpec {
  readonly doc: string;
  /** Whether `Retry` and `Catch` can't handle it. */
  readonly terminal?: true;
}

/** The names that begin with `States.`, as far as the service documents them. */
export const errorNames = {
  "States.ALL": {
    doc: "Any error, but for `States.DataLimitExceeded` and `States.Runtime`. It stands alone and last.",
  },
  "States.TaskFailed": { doc: "Any error of a task but `States.Timeout`." },
  "States.Timeout": { doc: "A task ran longer than `TimeoutSeconds`, or missed a heartbeat." },
  "States.HeartbeatTimeout": { doc: "A task sent no heartbeat within `HeartbeatSeconds`." },
  "States.Permissions": { doc: "The role of the machine lacks a right that the task needs." },
  "States.DataLimitExceeded": { doc: "A value is larger than 256 KiB.", terminal: true },
  "States.Runtime": {
    doc: "A path or the definition failed at run time. It can be neither retried nor caught.",
    terminal: true,
  },
  "States.QueryEvaluationError": { doc: "A JSONata expression failed." },
  "States.ResultPathMatchFailure": { doc: "`ResultPath` doesn't fit the state's input." },
  "States.ParameterPathFailure": { doc: "A path in `Parameters` names nothing." },
  "States.IntrinsicFailure": { doc: "A call of an intrinsic function failed." },
  "States.BranchFailed": { doc: "A branch of a Parallel state failed." },
  "States.NoChoiceMatched": { doc: "No rule of a Choice state held, and it has no `Default`." },
  "States.ExceedToleratedFailureThreshold": { doc: "More items of a distributed Map failed than are tolerated." },
  "States.ItemReaderFailed": { doc: "The items of a distributed Map could not be read." },
  "States.ResultWriterFailed": { doc: "The results of a distributed Map could not be written." },
  "States.Http.Socket": { doc: "An HTTP Task got no answer within 60 seconds." },
} as const satisfies { readonly [name: string]: ErrorSpec };

/** What a call of a Lambda function may fail with besides the function's own errors. */
export const lambdaErrorNames = {
  "Lambda.ServiceException": { doc: "Lambda failed: worth a retry." },
  "Lambda.AWSLambdaException": { doc: "Lambda failed: worth a retry." },
  "Lambda.SdkClientException": { doc: "The call of Lambda failed: worth a retry." },
  "Lambda.TooManyRequestsException": { doc: "Lambda is throttled: worth a retry." },
  "Lambda.ClientExecutionTimeoutException": { doc: "The call of Lambda took too long: worth a retry." },
  "Lambda.Unknown": { doc: "The function ended without an answer: memory, its timeout, or a crash." },
} as const satisfies { readonly [name: string]: ErrorSpec };
