import { parseArgs } from "node:util";
import { print, say, UsageError, type Verb } from "./verb.ts";
import { verbs } from "./verbs/index.ts";

const [name, ...args] = process.argv.slice(2);
void main(name, args).then((code) => {
  process.exitCode = code;
});

async function main(word: string | undefined, rest: readonly string[]): Promise<number> {
  const helped = word === "help" ? verbs.find(({ name }) => name === rest[0]) : undefined;
  if (helped) return runVerb(helped, ["--help"]);
  if (word === undefined || word === "--help" || word === "-h" || word === "help") {
    print(overview());
    return word === undefined ? 2 : 0;
  }
  if (word === "--version" || word === "-v") {
    // The build puts the package's version here.
    print(process.env.STATECRAFT_VERSION ?? "development");
    return 0;
  }
  const verb = verbs.find((candidate) => candidate.name === word);
  if (!verb) {
    say(`There is no command "${word}": statecraft --help lists them.`);
    return 2;
  }
  return runVerb(verb, rest);
}

async function runVerb(verb: Verb, rest: readonly string[]): Promise<number> {
  try {
    const options = { ...verb.options, help: { type: "boolean", short: "h" } } as const;
    const { positionals, values } = parse(verb, { args: [...rest], options, allowPositionals: true });
    if (values.help === true) {
      print(`${verb.summary}\n\n${verb.usage}`);
      return 0;
    }
    return await verb.run({ positionals, values });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    return 2;
  }
}

/** Node's own texts about options are good; they need only the way out. */
function parse(verb: Verb, config: Parameters<typeof parseArgs>[0]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [first = ""] = error instanceof Error ? error.message.split(". ") : [];
    throw new UsageError(`${first}. See statecraft ${verb.name} --help.`);
  }
}

function overview(): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length));
  const lines = verbs.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`);
  return ["statecraft <command> [options]", "", ...lines, "", "statecraft <command> --help tells more."].join("\n");
}
