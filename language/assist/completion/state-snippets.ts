import type { QueryLanguage, StateType } from "../../spec/index.ts";
import type { Template } from "./snippet.ts";

type Fields = { readonly [field: string]: Template };

const retrier: Fields = {
  ErrorEquals: ["${1:States.TaskFailed}"],
  IntervalSeconds: "#${2:2}",
  MaxAttempts: "#${3:3}",
  BackoffRate: "#${4:2}",
};

const catcher = (language: QueryLanguage): Fields => ({
  ErrorEquals: ["${1:States.ALL}"],
  ...(language === "JSONPath" ? { ResultPath: "${2:$.error}" } : { Output: "{% $states.errorOutput %}" }),
  Next: "${3:Failed}",
});

/** A machine of one state, within another one. */
const inner = (name: string, type: StateType = "Pass"): Fields => ({
  StartAt: name,
  States: { [name]: { Type: type, End: true } },
});

/** What a new state of a type holds at first, with tab stops from 2 on: 1 is its name. */
export const stateTemplates: { readonly [T in StateType]: (language: QueryLanguage) => Fields } = {
  Task: (language) => ({
    Type: "Task",
    Resource: "${2:arn:aws:states:::lambda:invoke}",
    ...(language === "JSONata"
      ? { Arguments: { FunctionName: "${3:name}", Payload: "{% $states.input %}" } }
      : { Parameters: { FunctionName: "${3:name}", "Payload.$": "$" } }),
    Next: "${4}",
  }),
  Pass: (language) => ({
    Type: "Pass",
    ...(language === "JSONata" ? { Output: "{% ${2:$states.input} %}" } : { Parameters: { "${2:name}.$": "${3:$}" } }),
    Next: "${4}",
  }),
  Choice: (language) => ({
    Type: "Choice",
    Choices: [
      (language === "JSONata"
        ? { Condition: "{% ${2:true} %}", Next: "${3}" }
        : { Variable: "${2:$.value}", StringEquals: "${5:text}", Next: "${3}" }) as Fields,
    ],
    Default: "${4}",
  }),
  Wait: () => ({ Type: "Wait", Seconds: "#${2:60}", Next: "${3}" }),
  Succeed: () => ({ Type: "Succeed" }),
  Fail: () => ({ Type: "Fail", Error: "${2:Error}", Cause: "${3:Cause}" }),
  Parallel: () => ({ Type: "Parallel", Branches: [inner("${2:First}"), inner("${3:Second}")], Next: "${4}" }),
  Map: (language) => ({
    Type: "Map",
    ...(language === "JSONata" ? { Items: "{% ${2:$states.input} %}" } : { ItemsPath: "${2:$}" }),
    ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...inner("${3:Each}") },
    Next: "${4}",
  }),
};

/** Whole retriers and catchers, by the field that holds them. */
export const handlerTemplates: readonly {
  readonly field: "Retry" | "Catch";
  readonly label: string;
  readonly detail: string;
  readonly entry: (language: QueryLanguage) => Fields;
}[] = [
  { field: "Retry", label: "Retry with backoff", detail: "a list with one retrier", entry: () => retrier },
  { field: "Catch", label: "Catch all errors", detail: "a list with one catcher", entry: catcher },
];

/** Whole machines for empty documents. */
export const machineTemplates: readonly { readonly label: string; readonly doc: string; readonly machine: Fields }[] = [
  {
    label: "State machine",
    doc: "The smallest state machine there is.",
    machine: { StartAt: "${1:First}", States: { "${1:First}": { Type: "Pass", End: true } } },
  },
  {
    label: "State machine in JSONata",
    doc: "The smallest state machine whose states use JSONata.",
    machine: {
      QueryLanguage: "JSONata",
      StartAt: "${1:First}",
      States: { "${1:First}": { Type: "Pass", Output: "{% ${2:$states.input} %}", End: true } },
    },
  },
];
