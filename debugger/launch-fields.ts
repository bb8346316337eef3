import { closest } from "../language/index.ts";

/** Every field of `LaunchFields`. One that is forgotten here is told to be unknown, which tests of it see. */
const own: { readonly [field: string]: true } = {
  program: true,
  text: true,
  uri: true,
  input: true,
  startAt: true,
  oneState: true,
  childSessions: true,
  childExecution: true,
  tellsOutcome: true,
  variables: true,
  context: true,
  definitionSubstitutions: true,
  onUnmocked: true,
  mocks: true,
  testCase: true,
  tasks: true,
  replay: true,
  keep: true,
  record: true,
  redact: true,
  mocksOnly: true,
  stopOnEntry: true,
  noDebug: true,
  clock: true,
  timeouts: true,
  seed: true,
  stateMachineType: true,
  limits: true,
  maxThreads: true,
  stepping: true,
  stepGranularity: true,
  skipStates: true,
  cwd: true,
  env: true,
  envFile: true,
  aws: true,
  node: true,
  python: true,
  debugsFunctions: true,
  selectsFrames: true,
};

/** Fields that are for the client itself, whatever is debugged. */
const ofClients: ReadonlySet<string> = new Set([
  ...["type", "name", "request", "trace", "presentation", "preLaunchTask", "postDebugTask", "internalConsoleOptions"],
  ...["debugServer", "serverReadyAction", "suppressMultipleSessionWarning", "windows", "osx", "linux", "console"],
  ...["restart", "autoExpandLazyVariables"],
]);

/** What is wrong with the names of a launch configuration's fields: they count for nothing. */
export function unknownFields(fields: object): readonly string[] {
  return Object.keys(fields)
    .filter((name) => !Object.hasOwn(own, name) && !ofClients.has(name) && !/^[_$]/.test(name))
    .map((name) => {
      const meant = closest(name, Object.keys(own));
      const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
      return `The launch configuration has an unknown field "${name}", which counts for nothing.${hint}`;
    });
}
