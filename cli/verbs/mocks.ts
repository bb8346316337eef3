import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Json } from "../../language/index.ts";
import { type DefinitionFile, machineMocks, mockFileName, projectOf, templateTasks } from "../../runtime/index.ts";
import { definitionOf } from "../source.ts";
import { onlyFile, print, say, textOption, UsageError, type Verb } from "../verb.ts";

const STDOUT = "-";

export const mocks: Verb = {
  name: "mocks",
  summary: "Writes a mock-config file for a definition.",
  usage: `statecraft mocks init FILE [--machine NAME] [--output FILE|-]

  FILE       A definition, or a template that holds one.
  --machine  Which machine of a template is meant; FILE#NAME says the same.
  --output   Where the mocks go: ${mockFileName} beside the definition unless given; "-" is standard output.

The file has one test case, "Default", which answers every task that no handler runs with a result of the shape that its
service gives. A file that exists stays as it is.`,
  options: { machine: { type: "string" }, output: { type: "string" } },
  async run(call) {
    const [action, ...files] = call.positionals;
    if (action !== "init") throw new UsageError("Usage: statecraft mocks init FILE; --help tells more.");
    const definition = definitionOf(onlyFile({ ...call, positionals: files }), textOption(call, "machine"));
    const text = JSON.stringify(mocksFor(definition), null, 2);
    const output = textOption(call, "output") ?? join(dirname(definition.path), mockFileName);
    if (output === STDOUT) print(text);
    else if (existsSync(output)) throw new UsageError(`"${output}" exists: name another file with --output.`);
    else {
      writeTo(output, text);
      say(`Wrote "${output}": fill in what the tasks give.`);
    }
    return 0;
  },
};

function writeTo(output: string, text: string): void {
  try {
    writeFileSync(output, `${text}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`"${output}" can't be written: ${code === "ENOENT" ? "there is no such folder." : message}`);
  }
}

/** A definition that can't be read whole may have more tasks than one sees: it gets no mocks. */
function mocksFor(definition: DefinitionFile): Json {
  const { path, analysis, machine, name } = definition;
  const broken = analysis.tree.problems.find(({ severity }) => severity === "error");
  if (broken) {
    const { line, character } = analysis.lines.position(broken.span.start);
    throw new UsageError(`${path}:${line + 1}:${character + 1} ${broken.message} Mend this first.`);
  }
  const project = projectOf(path);
  if (!project.ok) throw new UsageError(project.message);
  return machineMocks(machine, name, [...project.project.tasks, ...templateTasks(definition, project.project)]);
}
