import type { Frame } from "../../engine/index.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  jsonText,
  type QueryLanguage,
  type StateType,
} from "../../language/index.ts";
import type { ErrorDetails, InspectionData } from "./request.ts";
import type { Trace } from "./trace.ts";

/** What is known of a state's way once the test is over. */
export interface Way {
  readonly trace: Trace;
  /** The frame at the end. */
  readonly frame: Frame;
  readonly inputText: string;
  /** What each iteration of a Map state gets, where it selects that. */
  readonly selected: readonly Json[] | undefined;
  readonly batches: readonly Json[] | undefined;
  /** What `ItemsPointer` names in the file that an item reader reads. */
  readonly pointed: Json | undefined;
  readonly variables: JsonObject;
  readonly errorDetails: ErrorDetails;
}

/** What TestState tells of a state's data; each type of state shows other steps. Reference, section 11.3. */
export function inspectionOf(way: Way): InspectionData {
  const { type, queryLanguage } = way.frame.visit.state;
  const { errorDetails, variables, inputText } = way;
  return {
    input: inputText,
    ...shownBy[queryLanguage][type](way),
    ...(Object.keys(variables).length > 0 && { variables: jsonText(variables) }),
    ...(Object.keys(errorDetails).length > 0 && { errorDetails }),
  };
}

type Show = (way: Way) => InspectionData;

const shownBy: { readonly [L in QueryLanguage]: { readonly [T in StateType]: Show } } = {
  JSONPath: {
    Pass: (way) =>
      way.frame.visit.state.result === undefined
        ? { ...inputPath(way), ...parameters(way), ...end(way) }
        : { ...result(way), ...end(way) },
    Task: (way) => ({ ...inputPath(way), ...parameters(way), ...result(way), ...end(way) }),
    Choice: inputPath,
    Wait: inputPath,
    Succeed: inputPath,
    Fail: inputPath,
    Parallel: end,
    Map: (way) => ({ ...inputPath(way), ...itemsPath(way), ...iterations(way), ...end(way) }),
  },
  JSONata: {
    Pass: () => ({}),
    Task: (way) => ({ ...text("afterArguments", way.trace.dataAfter("parameters")), ...result(way) }),
    Choice: () => ({}),
    Wait: () => ({}),
    Succeed: () => ({}),
    Fail: () => ({}),
    Parallel: () => ({}),
    Map: iterations,
  },
};

function text(name: keyof InspectionData, value: Json | undefined): InspectionData {
  return value === undefined ? {} : { [name]: jsonText(value) };
}

function inputPath({ trace }: Way): InspectionData {
  return text("afterInputPath", trace.dataAfter("inputPath"));
}

function parameters({ trace }: Way): InspectionData {
  return text("afterParameters", trace.dataAfter("parameters"));
}

function result({ trace }: Way): InspectionData {
  return text("result", trace.after("work")?.result);
}

function end({ trace }: Way): InspectionData {
  return {
    ...text("afterResultSelector", trace.dataAfter("resultSelector")),
    ...text("afterResultPath", trace.dataAfter("resultPath")),
  };
}

/** The items, once they are counted; before batches are made of them. */
function itemsPath({ trace }: Way): InspectionData {
  return text("afterItemsPath", trace.afterBegin()?.settings.Items);
}

function iterations({ trace, selected, batches, pointed }: Way): InspectionData {
  const { settings } = trace.afterBegin() ?? {};
  const computed = trace.after("settings")?.settings ?? settings;
  return {
    ...text("afterItemsPointer", pointed),
    ...text("afterItemSelector", selected),
    ...text("afterItemBatcher", batches),
    ...(settings && { maxConcurrency: numberOr(settings.MaxConcurrency, 0) }),
    ...number("toleratedFailureCount", computed?.ToleratedFailureCount),
    ...number("toleratedFailurePercentage", computed?.ToleratedFailurePercentage),
  };
}

const numberOr = (value: Json | undefined, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

const number = (name: keyof InspectionData, value: Json | undefined): InspectionData =>
  typeof value === "number" ? { [name]: value } : {};

/** The variables after the state: those that were given, and what it set. */
export function variablesAfter({ variables, assigned }: Frame, isDone: boolean): JsonObject {
  return { ...variables.all, ...(isDone && isJsonObject(assigned ?? null) ? assigned : {}) };
}
