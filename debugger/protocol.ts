import type { Kept } from "../archive/protocol.ts";
import type { AnswerTo, OverlayChange, Question, Questions, RunOverlay } from "../executions/protocol.ts";
import type { Json, StateData, StatePath } from "../language/index.ts";

/** What a launch configuration of type `asl` may say. Whatever is missing is found: see `readLaunch`. */
export interface LaunchFields {
  /** The file that holds the definition, by its path or its URI; `template.yaml#Orders` names one of several machines. */
  readonly program?: string;
  /** The document's text where it isn't saved, and its URI. */
  readonly text?: string;
  readonly uri?: string;
  /** The input itself, JSON text, or the path of a file; `{}` unless given. Clients resolve `prompt` and `last`. */
  readonly input?: Json;
  /** A mock-config file, or its content. */
  readonly mocks?: Json;
  /** Which of its test cases answers the tasks. */
  readonly testCase?: string;
  /** What runs the tasks, as in `statecraft.json`. */
  readonly tasks?: Json;
  /** True where the workspace isn't trusted: nothing of it is run. */
  readonly mocksOnly?: boolean;
  /** The file that the execution is written into when it has ended (`.aslrun`), to be opened again by `replay`. */
  readonly record?: string;
  /** Keys whose values are left out of what is written. */
  readonly redact?: readonly string[];
  /** How many branches and iterations are listed as threads: 50 unless given. */
  readonly maxThreads?: number;
  /** Whether a step moves one branch or iteration alone, `strand`, or `all` of them. */
  readonly stepping?: "strand" | "all";
  /** Whether steps over go from state to state, or from `phase` to phase. */
  readonly stepGranularity?: "state" | "phase";
  /** States that steps pass over, with what is within them, by their names: `Log*`, `Orders/Charge`, `type:Wait`. */
  readonly skipStates?: readonly string[];
  readonly stopOnEntry?: boolean;
  /** Runs without stopping. */
  readonly noDebug?: boolean;
  /** `skip` jumps over waiting times, `real` waits; a number is how many times faster than real time it goes. */
  readonly clock?: "skip" | "real" | number;
  /** What time limits count: the execution's own time, `virtual`; that at stops too, `real`; or nothing, `off`. */
  readonly timeouts?: "virtual" | "real" | "off";
  readonly seed?: number;
  readonly stateMachineType?: "STANDARD" | "EXPRESS";
  readonly limits?: "aws" | "none";
  /** The state that it begins at, by its name or its path: it gets the input. */
  readonly startAt?: string;
  /** Whether it ends after the state that it begins at. */
  readonly oneState?: boolean;
  /** Variables that it begins with. */
  readonly variables?: Json;
  /** What the context object says besides. */
  readonly context?: Json;
  /** What stands for `${Name}`, instead of what a template says. */
  readonly definitionSubstitutions?: Json;
  /** What happens at a task without mock and handler: `stop` asks for its result, `fail` fails it. */
  readonly onUnmocked?: "stop" | "fail";
  /** Where relative paths start from; the definition's folder unless given. */
  readonly cwd?: string;
  /** Variables that every handler gets, and a file of them, besides those of `statecraft.json`. */
  readonly env?: Json;
  readonly envFile?: string;
  /** Which account of AWS tasks would call: there are no such calls yet, and it is refused. */
  readonly aws?: Json;
  /** The Node that runs handlers. */
  readonly node?: string;
  /** The Python that runs handlers; the virtual environment nearest to their code unless given. */
  readonly python?: string;
  /** The history of an execution, its text, or the path of a file: it is gone through, and nothing is called. */
  readonly replay?: Json;
  /**
   * True where the client starts debug sessions for functions: see `statecraft/debugFunction`. Unless given, clients are asked by
   * `startDebugging` where they know it.
   */
  readonly debugsFunctions?: boolean;
  /**
   * True where each child execution of a distributed Map gets a session of its own, as many at once as there may be; the others go on
   * within the Map's session, and don't stop.
   */
  readonly childSessions?: boolean;
  /** The child execution that is run, as the session of its Map names it: the program's Map state says what is in it. */
  readonly childExecution?: ChildExecutionFields;
  /** True where another session waits for the outcome: it is told by `statecraft/outcome`. Or an address where it is told. */
  readonly tellsOutcome?: boolean | string;
  /** True where the client selects what a stack frame stands for: frames then tell only where that begins. */
  readonly selectsFrames?: boolean;
  /** Where the client keeps executions that have ended; they aren't kept unless given. */
  readonly keep?: KeepFields;
}

export interface ChildExecutionFields {
  /** The path of the Map state, and the index of the item or batch. */
  readonly map: string;
  readonly index: number;
  /** What the context object says of it. */
  readonly name: string;
  readonly arn: string;
  readonly machine: string;
  readonly startedAt: number;
}

export interface KeepFields {
  readonly folder: string;
  /** The URI of the document, as the client knows it. */
  readonly document?: string;
  /** Values under keys that contain one of these words aren't written. */
  readonly redact?: readonly string[];
}

/** Events of our own, by their names. */
export interface StatecraftEvents {
  /** What is about to run; comes before everything that is told of it. */
  readonly "statecraft/started": StartedRun;
  /** How the execution goes, at most every 16 ms, and before each `stopped` and `terminated`. */
  readonly "statecraft/overlay": OverlayMessage;
  /** What states had to work with, those that are new; comes before each `stopped` and `terminated`. */
  readonly "statecraft/stateData": StateDataMessage;
  /** A task has neither mock nor handler and waits for `statecraft/giveResult`; comes before its `stopped`. */
  readonly "statecraft/unmocked": UnmockedTask;
  /** A function is to be started by the debugger of its language; answered by `statecraft/functionSession`. */
  readonly "statecraft/debugFunction": DebuggedFunction;
  /** An execution is to be run in a session of its own; answered by `statecraft/functionSession`. */
  readonly "statecraft/debugNested": DebuggedNested;
  /** Nobody waits for an execution any more that runs in a session of its own. */
  readonly "statecraft/endNested": EndedNested;
  /** How the execution ended, where another session waits for it; comes before its `terminated`. */
  readonly "statecraft/outcome": NestedOutcome;
  /** A breakpoint on a line stops in one iteration after another: what would make it stop less often. */
  readonly "statecraft/manyHits": ManyHits;
  /** What the data of the run looked like; comes before its `terminated`. */
  readonly "statecraft/shapes": RunShapes;
  /** The execution has ended and is in the folder that the launch named; comes before its `terminated`. */
  readonly "statecraft/kept": Kept;
}

/** Requests of our own, by their names: what they take and what they answer. */
export interface StatecraftRequests {
  /** The whole overlay, for a panel that is opened during the session. */
  readonly "statecraft/overlay": { readonly arguments: undefined; readonly body: WholeOverlay };
  /** A question about the execution. */
  readonly "statecraft/ask": {
    readonly arguments: Question;
    readonly body: { readonly answer: AnswerTo<keyof Questions> };
  };
  /** Answers the task that a thread waits for, once. */
  readonly "statecraft/giveResult": { readonly arguments: GivenResult; readonly body: undefined };
  /** Writes the answer into the mock-config file, and gives it. */
  readonly "statecraft/saveMock": { readonly arguments: GivenResult; readonly body: SavedMockBody };
  /** What the state of a stack frame has worked out so far, beside its fields. */
  readonly "statecraft/inlineValues": {
    readonly arguments: InlineValuesArguments;
    readonly body: { readonly values: readonly InlineValue[] };
  };
  /** Lets a replay go on by itself from where it stands, with the tasks that are configured here. */
  readonly "statecraft/fork": { readonly arguments: undefined; readonly body: undefined };
  /** Writes what tasks answered in a replay into the mock-config file, as a test case. */
  readonly "statecraft/saveTestCase": { readonly arguments: SavedTestCase; readonly body: SavedTestCaseBody };
  readonly "statecraft/functionSession": { readonly arguments: FunctionSessionState; readonly body: undefined };
  readonly "statecraft/functionBreakpoints": { readonly arguments: FunctionBreakpoints; readonly body: undefined };
}

export interface StartedRun {
  /** The document that holds the definition, as the client names it: a template may name another file than itself. */
  readonly document: string;
}

export interface SavedTestCase {
  /** `Replay` unless given. */
  readonly testCase?: string;
}

export interface SavedTestCaseBody {
  readonly file: string;
  readonly testCase: string;
  /** How many answers it has. */
  readonly answers: number;
}

export interface ManyHits {
  /** The document, as the client names it, and the line as it counts. */
  readonly path: string;
  readonly line: number;
  /** The Map state. */
  readonly state: string;
  readonly hits: number;
  readonly choices: readonly BreakpointChoice[];
}

/** What a breakpoint may have instead of nothing. */
export interface BreakpointChoice {
  readonly title: string;
  readonly condition?: string;
  readonly hitCondition?: string;
}

export interface InlineValuesArguments {
  readonly frameId: number;
}

/** A value and the text that it belongs to, as the client counts lines and columns. */
export interface InlineValue {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** `total = 5`. */
  readonly text: string;
  /** What stands there in the text that runs: the document may say something else by now. */
  readonly written: string;
}

export interface DebuggedFunction {
  readonly id: number;
  readonly language: "node" | "python";
  /** A launch configuration for VS Code's own debuggers; others may take from it what they need. */
  readonly configuration: {
    readonly type?: string;
    readonly request: "launch";
    readonly name: string;
    readonly program: string;
    readonly cwd: string;
    /** Variables without a value are taken away from those of the debugger. */
    readonly env: { readonly [name: string]: string | null };
    readonly [field: string]: unknown;
  };
}

/** What became of the session of a function: one that couldn't be started runs plainly. */
export interface FunctionSessionState {
  readonly id: number;
  readonly state: "started" | "failed" | "ended";
  /** How a nested execution ended; undefined where nobody waited for its end. */
  readonly outcome?: NestedOutcome;
  /** What the user is told. */
  readonly message?: string;
}

/** How an execution came to its end. */
export interface NestedOutcome {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** JSON text: values are nested deeper than messages can be. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** The events of a child execution, as JSON text, where they aren't too many. */
  readonly history?: string;
}

/** An execution that another one starts, in a session of its own. */
export interface DebuggedNested {
  readonly id: number;
  readonly name: string;
  readonly configuration: LaunchFields;
}

export interface EndedNested {
  readonly id: number;
}

/** The files of code in which the user has breakpoints: functions there run under debuggers. */
export interface FunctionBreakpoints {
  readonly files: readonly string[];
}

/** Of each state the last visit's data, by its path. States with a great deal of it are left out. */
export interface StateDataMessage {
  /** The run's id, as the overlay has it. */
  readonly run: string;
  readonly states: { readonly [path: string]: StateData };
}

/** Data by specimens: values of the same shape whose texts are empty and whose numbers are 0. */
export interface RunShapes {
  readonly input: Json;
  /** What states' work gave at last, by the states' paths. */
  readonly results: { readonly [path: string]: Json };
}

export interface UnmockedTask {
  readonly threadId: number;
  readonly path: StatePath;
  readonly state: string;
  readonly resource: string;
  /** What the task gets. */
  readonly payload: Json;
  /** A result of the right shape, to be edited. */
  readonly skeleton: Json;
  /** Why nothing answers it, as a sentence. */
  readonly message: string;
}

/** Either a result, or an error with its cause. */
export interface GivenResult {
  /** The thread that waits; the one that stopped unless given. */
  readonly threadId?: number;
  readonly result?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Whether the execution goes on at once; else it stops again at the next phase, with the result in sight. */
  readonly resume?: boolean;
}

export interface SavedMockBody {
  readonly file: string;
  readonly testCase: string;
  /** The name of the response in the file. */
  readonly response: string;
}

/** What the diagram's panel shows of an execution; a panel takes it as it is. */
export type OverlayMessage = WholeOverlay | OverlayChange;

export interface WholeOverlay {
  readonly kind: "overlay";
  readonly run: RunOverlay;
}
