import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered } from "../engine/index.ts";
import type { Question } from "../executions/index.ts";
import type { Breakpoint } from "./breakpoints.ts";
import { capabilities } from "./capabilities.ts";
import { giveResult, saveMock, setExpression, setVariable } from "./changes.ts";
import { completions } from "./completions.ts";
import { evaluateRequest } from "./console.ts";
import {
  type Controller,
  configurationDone,
  currentRun,
  disconnect,
  goFurther,
  launch,
  pause,
  restart,
  step,
  terminate,
  threads,
} from "./controller.ts";
import { clientStyle, toSource } from "./convert.ts";
import { dataBreakpointInfo } from "./data-breakpoints.ts";
import { goTo, goToTargets, terminateThreads } from "./detours.ts";
import { readExceptionFilters } from "./exceptions.ts";
import { isCode } from "./function-sessions.ts";
import { inlineValues } from "./inline-values.ts";
import { exceptionAt, scopes, stackTrace, variables } from "./inspect.ts";
import { locationOf } from "./locations.ts";
import type {
  FunctionBreakpoints,
  FunctionSessionState,
  GivenResult,
  InlineValuesArguments,
  LaunchFields,
  SavedTestCase,
} from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import { forkReplay, saveTestCase } from "./replay/requests.ts";
import { stepInTargets } from "./step-targets.ts";
import { restartFrame, reverseContinue, stepBack } from "./time-travel.ts";

/** What a request does; what it gives, or what it promises, is the body of the answer. */
type Handler<A> = (controller: Controller, args: A) => unknown;

interface Arguments {
  readonly initialize: DebugProtocol.InitializeRequestArguments;
  readonly launch: LaunchFields;
  readonly attach: DebugProtocol.AttachRequestArguments;
  readonly restart: { readonly arguments?: LaunchFields } | undefined;
  readonly setBreakpoints: DebugProtocol.SetBreakpointsArguments;
  readonly breakpointLocations: DebugProtocol.BreakpointLocationsArguments;
  readonly setExceptionBreakpoints: DebugProtocol.SetExceptionBreakpointsArguments;
  readonly exceptionInfo: DebugProtocol.ExceptionInfoArguments;
  readonly configurationDone: undefined;
  readonly threads: undefined;
  readonly cancel: DebugProtocol.CancelArguments | undefined;
  readonly loadedSources: undefined;
  readonly source: DebugProtocol.SourceArguments;
  readonly continue: DebugProtocol.ContinueArguments;
  readonly next: DebugProtocol.NextArguments;
  readonly stepIn: DebugProtocol.StepInArguments;
  readonly stepOut: DebugProtocol.StepOutArguments;
  readonly stepInTargets: DebugProtocol.StepInTargetsArguments;
  readonly gotoTargets: DebugProtocol.GotoTargetsArguments;
  readonly goto: DebugProtocol.GotoArguments;
  readonly terminateThreads: DebugProtocol.TerminateThreadsArguments;
  readonly setFunctionBreakpoints: DebugProtocol.SetFunctionBreakpointsArguments;
  readonly dataBreakpointInfo: DebugProtocol.DataBreakpointInfoArguments;
  readonly setDataBreakpoints: DebugProtocol.SetDataBreakpointsArguments;
  readonly stepBack: DebugProtocol.StepBackArguments;
  readonly reverseContinue: DebugProtocol.ReverseContinueArguments;
  readonly restartFrame: DebugProtocol.RestartFrameArguments;
  readonly pause: DebugProtocol.PauseArguments;
  readonly stackTrace: DebugProtocol.StackTraceArguments;
  readonly scopes: DebugProtocol.ScopesArguments;
  readonly variables: DebugProtocol.VariablesArguments;
  readonly locations: DebugProtocol.LocationsArguments;
  readonly setVariable: DebugProtocol.SetVariableArguments;
  readonly setExpression: DebugProtocol.SetExpressionArguments;
  readonly completions: DebugProtocol.CompletionsArguments;
  readonly evaluate: DebugProtocol.EvaluateArguments;
  readonly terminate: undefined;
  readonly disconnect: undefined;
  readonly "statecraft/overlay": undefined;
  readonly "statecraft/ask": Question;
  readonly "statecraft/giveResult": GivenResult;
  readonly "statecraft/saveMock": GivenResult;
  readonly "statecraft/fork": undefined;
  readonly "statecraft/saveTestCase": SavedTestCase | undefined;
  readonly "statecraft/inlineValues": InlineValuesArguments;
  readonly "statecraft/functionSession": FunctionSessionState;
  readonly "statecraft/functionBreakpoints": FunctionBreakpoints;
}

/** Every request that is understood. A new one is a line here, and a capability where the protocol has one for it. */
export const requests: { readonly [R in keyof Arguments]: Handler<Arguments[R]> } = {
  initialize(controller, args) {
    controller.style = clientStyle(args);
    controller.knowsInvalidated = args.supportsInvalidatedEvent === true;
    controller.progress.isWanted = args.supportsProgressReporting === true;
    controller.functions.canAsk = args.supportsStartDebuggingRequest === true;
    return capabilities;
  },
  launch: (controller, fields) => launch(controller, fields),
  attach() {
    throw new Refusal('There is nothing to attach to yet: use "request": "launch", which runs the state machine here.');
  },
  restart: (controller, args) => restart(controller, args?.arguments),
  setBreakpoints({ breakpoints, functions }, { source, breakpoints: wanted = [] }) {
    const { path = "" } = source;
    functions.noteBreakpoints(path, wanted.length);
    // They are for the debugger of a function, which may come later: nothing is wrong with them.
    if (isCode(path)) return { breakpoints: wanted.map(() => ({ verified: false, reason: "pending" })) };
    return answersOf(breakpoints.set(documentOf(source), wanted));
  },
  breakpointLocations: ({ breakpoints }, args) => ({ breakpoints: breakpoints.locations(args) }),
  setExceptionBreakpoints(controller, args) {
    controller.exceptions = readExceptionFilters(args);
  },
  exceptionInfo: (controller, { threadId }) => exceptionAt(currentRun(controller), threadId),
  configurationDone: (controller) => configurationDone(controller),
  /** Other requests are short: there is nothing to cancel. */
  cancel: ({ progress }, args) => void (args?.progressId !== undefined && progress.cancel(args.progressId)),
  loadedSources: ({ run, style }) => ({ sources: run ? [toSource(run.source.document, style)] : [] }),
  source: (controller) => ({ content: currentRun(controller).source.analysis.text }),
  threads: (controller) => ({ threads: threads(controller) }),
  continue(controller, { threadId, singleThread }) {
    goFurther(controller, singleThread ? threadId : undefined);
    return { allThreadsContinued: !singleThread };
  },
  next: (controller, args) => step(controller, "next", args),
  stepIn: (controller, args) => step(controller, "in", args),
  stepOut: (controller, args) => step(controller, "out", args),
  stepInTargets: (controller, args) => ({ targets: stepInTargets(controller, args) }),
  gotoTargets: (controller, args) => ({ targets: goToTargets(controller, args) }),
  goto: goTo,
  terminateThreads,
  setFunctionBreakpoints: ({ stateBreakpoints }, { breakpoints }) => answersOf(stateBreakpoints.set(breakpoints)),
  dataBreakpointInfo: (controller, args) => dataBreakpointInfo(currentRun(controller), args, controller.shown),
  setDataBreakpoints({ dataBreakpoints, run }, { breakpoints }) {
    return answersOf(dataBreakpoints.set(breakpoints, allNumbered(run?.source.execution.frames ?? [])));
  },
  stepBack: (controller, { threadId }) => stepBack(controller, threadId),
  reverseContinue: (controller) => reverseContinue(controller),
  restartFrame,
  pause: (controller, { threadId }) => pause(controller, threadId),
  stackTrace: (controller, args) => stackTrace(currentRun(controller), args, controller.style, controller.shown),
  scopes: (controller, { frameId }) => ({ scopes: scopes(currentRun(controller), frameId, controller.shown) }),
  locations: (controller, args) => locationOf(currentRun(controller), args, controller.style, controller.shown),
  variables: ({ shown }, args) => ({ variables: variables(args, shown) }),
  setVariable,
  setExpression,
  completions: async (controller, args) => ({ targets: await completions(controller, args) }),
  evaluate: evaluateRequest,
  terminate: (controller) => terminate(controller),
  disconnect: (controller) => disconnect(controller),
  "statecraft/overlay": (controller) => currentRun(controller).overlay.whole(),
  "statecraft/ask": (controller, question) => ({ answer: ask(controller, question) }),
  "statecraft/giveResult": (controller, given) => giveResult(controller, given),
  "statecraft/saveMock": (controller, given) => saveMock(controller, given),
  "statecraft/fork": (controller) => forkReplay(controller),
  "statecraft/saveTestCase": (controller, wanted) => saveTestCase(controller, wanted ?? {}),
  "statecraft/inlineValues": async (controller, args) => ({ values: await inlineValues(controller, args) }),
  "statecraft/functionSession": ({ functions }, state) => functions.changed(state),
  "statecraft/functionBreakpoints": ({ functions }, breakpoints) => functions.setBreakpoints(breakpoints),
};

/** Requests whose refusals concern the user, not only the client that asked. */
export const shownRefusals: ReadonlySet<string> = new Set<keyof Arguments>([
  "launch",
  "attach",
  "restart",
  "statecraft/giveResult",
  "statecraft/saveMock",
  "statecraft/fork",
  "statecraft/saveTestCase",
]);

const answersOf = (set: readonly Breakpoint[]) => ({ breakpoints: set.map(({ answer }) => answer) });
function ask(controller: Controller, question: Question) {
  try {
    return currentRun(controller).overlay.ask(question);
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
}

function documentOf({ path }: DebugProtocol.Source): string {
  if (path === undefined) throw new Refusal("Breakpoints need a document with a path.");
  return path;
}
