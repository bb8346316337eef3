import type { DebugProtocol } from "@vscode/debugprotocol";
import { exceptionFilters } from "./exceptions.ts";
import { breakpointModes } from "./wanted.ts";

/** What the adapter can do: nothing that doesn't work. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  breakpointModes,
  supportsBreakpointLocationsRequest: true,
  exceptionBreakpointFilters: exceptionFilters,
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsSetVariable: true,
  supportsCancelRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsStepBack: true,
  supportsSteppingGranularity: true,
  supportsSingleThreadExecutionRequests: true,
  supportsSetExpression: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: [".", "$", "[", '"', "/"],
  supportsStepInTargetsRequest: true,
  supportsGotoTargetsRequest: true,
  supportsTerminateThreadsRequest: true,
  supportsFunctionBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsRestartFrame: true,
  supportsDelayedStackTraceLoading: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
};
