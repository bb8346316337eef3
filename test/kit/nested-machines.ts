/** Starts the execution of `shipping` in its line 5, and waits for its output. */
export const PARENT = `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters:
      StateMachineArn: arn:aws:states:us-east-1:123456789012:stateMachine:shipping
      Input.$: $
    OutputPath: $.Output
    End: true
`;

/** What it starts. */
export const CHILD = `StartAt: Pack
States:
  Pack:
    Type: Pass
    Result: packed
    End: true
`;
