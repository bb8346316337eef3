import type { Invoke } from "../../engine/index.ts";
import { analyze, encloses, jsonText } from "../../language/index.ts";
import {
  apiHistory,
  createRouter,
  type DefinitionFile,
  type Driver,
  type KindContext,
  localAccount,
  machineSearch,
  mockFileName,
  mockSkeleton,
  objectStore,
  openIn,
  outcomeOf,
  projectOf,
  type Router,
  setUp,
  standInHint,
  taskSkeleton,
  unaskedMocks,
  unresolvedText,
} from "../../runtime/index.ts";
import { type RunSettings, runSettings } from "../run-settings.ts";
import { definitionOf } from "../source.ts";
import { type Call, onlyFile, print, say, textOption, UsageError, type Verb } from "../verb.ts";

export const run: Verb = {
  name: "run",
  summary: "Runs a definition on this machine.",
  usage: `statecraft run FILE [--machine NAME] [--input JSON|@FILE] [--mocks FILE] [--test-case NAME] [--tasks FILE]
               [--substitution NAME=VALUE]... [--clock skip|real|N] [--seed N] [--type STANDARD|EXPRESS]
               [--limits aws|none] [--history]

  FILE         A definition in JSON or YAML, or a SAM or CloudFormation template; "-" is standard input.
  --machine    Which machine of a template runs, by its name or logical id; FILE#NAME says the same.
  --input      The input as JSON, or @ and a file that holds it; {} unless given.
  --mocks      A mock-config file; MockConfigFile.json beside the definition unless given.
  --test-case  Which of its test cases answers the tasks.
  --tasks      A JSON file with what runs the tasks, as "tasks" in statecraft.json. Functions of the template that
               deploys the definition need none.
  --substitution
               What stands for \${NAME} in the definition; may be given for several names. A template's values hold
               for the others.
  --clock      skip jumps over waiting times; real waits; a number is how many times faster than real time it goes.
  --seed       Where random numbers come from: 1 unless given.
  --type       As the template says, else STANDARD.
  --limits     none lifts the service's quotas.
  --history    Adds the events as GetExecutionHistory returns them.

Prints {"status", "output" or "error" and "cause"} as JSON. The exit code is 0 when the execution succeeded, else 1.`,
  options: {
    machine: { type: "string" },
    input: { type: "string" },
    mocks: { type: "string" },
    "test-case": { type: "string" },
    tasks: { type: "string" },
    substitution: { type: "string", multiple: true },
    clock: { type: "string" },
    seed: { type: "string" },
    type: { type: "string" },
    limits: { type: "string" },
    history: { type: "boolean" },
    format: { type: "string" },
  },
  async run(call) {
    const { driver, router } = prepare(call);
    process.once("SIGINT", () => driver.stop());
    driver.start();
    const end = await driver.run();
    if (end === "waiting") driver.stop("Statecraft.NothingToWaitFor", whatItWaitsFor(driver));
    driver.dispose();
    router.dispose();
    const events = call.values.history === true ? { events: apiHistory(driver.engine) } : {};
    print(jsonText({ ...outcomeOf(driver.engine), ...events }));
    return driver.engine.execution.state.status === "SUCCEEDED" ? 0 : 1;
  },
};

interface Prepared {
  readonly driver: Driver;
  readonly router: Router;
}

function prepare(call: Call): Prepared {
  const file = onlyFile(call);
  const definition = definitionOf(file, textOption(call, "machine"));
  const project = projectOf(definition.path);
  if (!project.ok) throw new UsageError(project.message);
  const settings = runSettings(call, definition, project.project);
  const { folder, environment, buckets } = project.project;
  const objects = objectStore(buckets);
  const router = routerFor(settings, { ...localAccount, folder, node: process.execPath, environment, objects });
  tellErrors(definition, settings.type);
  const { machine, name } = definition;
  const { input, seed, type, limits, speed, mocks, substitutions } = settings;
  const unresolved = unresolvedText(definition, substitutions, "--substitution");
  if (unresolved !== undefined) say(unresolved);
  const open = new Set(openIn(machine));
  for (const given of Object.keys(substitutions ?? {}))
    if (!open.has(given)) say(`--substitution ${given} fills in nothing: no \${${given}} is open in the definition.`);
  for (const unasked of mocks ? unaskedMocks(mocks, definition) : []) say(unasked);
  const told = new Set<string>();
  const driver = setUp({
    machine,
    name,
    input,
    seed,
    type,
    limits,
    router,
    objects,
    machines: machineSearch(definition, project.project),
    clock: { speed },
    ...(substitutions && { substitutions }),
    restorable: false,
    onUnhandled(invoke, reason, answer) {
      const error = {
        error: "Statecraft.NoHandler",
        cause: unhandled(invoke, definition, { reason, hint: standInHint(invoke.resource, router.services) }, told),
        terminal: true,
      } as const;
      answer({ kind: "failed", error });
    },
    onPrint: (invoke, text) => process.stderr.write(text.replaceAll(/^(?=.)/gm, `[${invoke.call.state}] `)),
  });
  return { driver, router };
}

/** So many errors of a definition are told of. */
const MAX_TOLD = 5;

/** AWS would refuse a definition with errors; here it runs as far as it goes. */
function tellErrors({ path, analysis: written, machine }: DefinitionFile, type: RunSettings["type"]): void {
  const { uri, version, notation, text } = written;
  const analysis = analyze({ uri, version, notation, text, type });
  const isAlone = machine.path === "";
  const errors = analysis.diagnostics.filter(
    ({ severity, span }) => severity === "error" && (isAlone || encloses(machine.node.span, span)),
  );
  for (const { span, message } of errors.slice(0, MAX_TOLD)) {
    const { line, character } = analysis.lines.position(span.start);
    say(`${path}:${line + 1}:${character + 1} ${message}`);
  }
  if (errors.length > MAX_TOLD) say(`${errors.length - MAX_TOLD} more errors: statecraft validate lists them.`);
  if (errors.length > 0) say("AWS would refuse this definition. It runs here as far as it goes.");
}

function routerFor({ mocks, tasks }: RunSettings, context: KindContext): Router {
  return createRouter({ tasks, context, ...(mocks && { mocks }) });
}

/** Why nothing goes on, in a sentence. */
function whatItWaitsFor({ tokens }: Driver): string {
  const [open] = tokens.open.values();
  if (!open) return "Nothing on this machine can answer the task that waits.";
  const { state } = open.invoke.call;
  return `"${state}" waits for its task token, and nothing here sends it: give it a mock or a time limit.`;
}

/** The short reason for the execution; how to mend it goes to the user at once, and once for each state. */
function unhandled(
  invoke: Invoke,
  { name, model }: DefinitionFile,
  { reason, hint }: { readonly reason: string; readonly hint: string | undefined },
  told: Set<string>,
): string {
  const { state, path } = invoke.call;
  if (reason !== "") return `The task "${state}" can't run: ${reason}`;
  const text = `The task "${state}" has neither a mock nor a handler.`;
  if (told.has(path)) return text;
  told.add(path);
  say(`"${state}" calls ${invoke.resource}, and nothing here answers it.`);
  if (hint !== undefined) say(hint);
  say(`Give it a handler by "tasks" in statecraft.json, or an answer in ${mockFileName} beside the definition;`);
  say('"statecraft mocks init" writes one with all tasks. For this task it holds:');
  say(mockSkeleton(invoke, name, taskSkeleton(invoke.resource, model.stateAt(path))));
  return text;
}
