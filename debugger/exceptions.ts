import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Frame, type Handling, phaseLabel, type StatesError } from "../engine/index.ts";
import { isJsonObject } from "../language/index.ts";
import { toFilePath } from "./convert.ts";
import { tryJson } from "./launch.ts";
import type { ExceptionFilter } from "./stops.ts";

/** The errors that the user may want to stop at, by what becomes of them. */
export const exceptionFilters: DebugProtocol.ExceptionBreakpointsFilter[] = [
  {
    filter: "uncaught",
    label: "Uncaught errors",
    description: "Stops where an error ends the execution.",
    default: true,
    ...conditions(),
  },
  {
    filter: "caught",
    label: "Caught errors",
    description: "Stops at errors that a catcher will take.",
    ...conditions(),
  },
  {
    filter: "retried",
    label: "Retried errors",
    description: "Stops at errors after which a retrier will try again.",
    ...conditions(),
  },
  {
    filter: "fail",
    label: "Fail states",
    description: "Stops where a state fails because that is what it is for.",
    ...conditions(),
  },
  {
    filter: "all",
    label: "All errors",
    description: "Stops at every error, whatever becomes of it.",
    ...conditions(),
  },
];

function conditions() {
  return {
    supportsCondition: true,
    conditionDescription: "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
  };
}

export function readExceptionFilters({
  filters,
  filterOptions = [],
}: DebugProtocol.SetExceptionBreakpointsArguments): readonly ExceptionFilter[] {
  const options = filterOptions.map(({ filterId, condition = "" }) => ({
    filter: filterId,
    ...(isExpression(condition) ? { names: [], condition } : { names: namesIn(condition) }),
  }));
  return [...options, ...filters.map((filter) => ({ filter, names: [] }))];
}

/** Names of errors begin with neither. */
const isExpression = (condition: string): boolean => /^\s*(\$|\{%)/.test(condition);

const namesIn = (condition: string): readonly string[] => condition.split(/[\s,]+/).filter((name) => name !== "");

/** What becomes of an error: `Retry[0] tries again in 2 s (1 of 3).` */
export function handlingText(handling: Handling, at: Frame): string {
  if (handling.kind === "none") return "Nothing handles it: the execution fails.";
  if (handling.kind === "tolerated") return `"${handling.state.name}" tolerates it, and goes on.`;
  const { state, phase } = handling;
  const label = `${phaseLabel(phase, state)}${state === at.visit.state ? "" : ` of "${state.name}"`}`;
  if (handling.kind === "catch") return `${label} goes to "${handling.next}".`;
  const { delaySeconds, jitter, attempt, maxAttempts } = handling;
  const delay = `${jitter ? "at most " : ""}${Number(delaySeconds.toFixed(3))} s`;
  return `${label} tries again in ${delay} (${attempt} of ${maxAttempts}).`;
}

/** `PaymentFailed: The card has expired.` */
export const errorText = ({ error, cause }: StatesError): string =>
  [error ?? "An error without a name", causeMessage(cause)].filter((part) => part).join(": ");

/** A cause in words: of what a function threw its message alone, as its stack trace is no sentence. */
function causeMessage(cause: string | undefined): string | undefined {
  const json = tryJson(cause ?? "");
  if (!json.ok || !isJsonObject(json.value)) return cause;
  const { errorMessage, errorType } = json.value;
  if (typeof errorMessage !== "string") return cause;
  const place = errorType === "Runtime.UserCodeSyntaxError" ? placeIn(traceIn(json.value)) : undefined;
  return place === undefined ? errorMessage : `${errorMessage} (${place})`;
}

/** Where code can't be read: `/work/app.mjs:3`, as the first line of Node's own trace says it. */
function placeIn(trace: string | undefined): string | undefined {
  const [, url, line] = /^(.+):(\d+)$/m.exec(trace?.split("\n")[0] ?? "") ?? [];
  return url === undefined ? undefined : `${toFilePath(url) ?? url}:${line}`;
}

/** What the editor shows where an error stopped the execution. */
export function exceptionInfo(
  error: StatesError,
  handling: Handling | undefined,
  frame: Frame,
): DebugProtocol.ExceptionInfoResponse["body"] {
  const { cause = "" } = error;
  const json = tryJson(cause);
  const message = causeMessage(cause) ?? "";
  const isData = message === cause && json.ok && isJsonObject(json.value);
  const pretty = isData ? JSON.stringify(json.value, null, 2) : message;
  const next = handling ? handlingText(handling, frame) : "";
  const stackTrace = json.ok && isJsonObject(json.value) ? traceIn(json.value) : undefined;
  return {
    exceptionId: error.error ?? "An error without a name",
    description: [pretty, next].filter((part) => part !== "").join("\n\n"),
    breakMode: handling?.kind === "none" ? "unhandled" : "always",
    details: {
      message: cause,
      ...(error.error !== undefined && { typeName: error.error }),
      ...(stackTrace && { stackTrace }),
    },
  };
}

/** The trace that functions put into their errors. */
function traceIn({ trace, stackTrace }: { readonly [key: string]: unknown }): string | undefined {
  const lines = Array.isArray(trace) ? trace : stackTrace;
  return Array.isArray(lines) && lines.length > 0 ? lines.map(String).join("\n") : undefined;
}
