import { writeFileSync } from "node:fs";

/** What became of a test in the extension host. */
export interface Result {
  readonly name: string;
  /** Why it failed; undefined where it passed. */
  readonly error?: string;
}

/** Declares a test that runs in VS Code's extension host, with its whole API at hand. */
export function test(name: string, body: () => void | Promise<void>): void {
  tests.push({ name, body });
}

/** Called by VS Code: runs all tests in turn, and leaves their results in the file that `STATECRAFT_RESULTS` names. */
export async function run(): Promise<void> {
  const results: Result[] = [];
  for (const { name, body } of tests) {
    const error = await Promise.race([attempt(body), timeout()]);
    results.push({ name, ...(error !== undefined && { error }) });
  }
  writeFileSync(process.env.STATECRAFT_RESULTS ?? "results.json", JSON.stringify(results));
}

interface Test {
  readonly name: string;
  readonly body: () => void | Promise<void>;
}

const tests: Test[] = [];

const SECONDS = 30;

async function attempt(body: Test["body"]): Promise<string | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function timeout(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`Not done within ${SECONDS} seconds.`), SECONDS * 1000).unref();
  });
}
