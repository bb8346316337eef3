import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../language/rules/cases");

/** One marked text of a rule, as `language/rules/cases/<code>.yaml` holds them. */
export interface RuleCase {
  readonly code: string;
  readonly title: string;
  readonly marked: string;
}

/** All marked texts of all rules. */
export function ruleCases(): readonly RuleCase[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files.flatMap((file) => {
    const [, ...sections] = `\n${readFileSync(join(folder, file), "utf8").trimEnd()}`.split(/\n--- /);
    return sections.map((section) => {
      const end = section.indexOf("\n");
      return { code: file.slice(0, -".yaml".length), title: section.slice(0, end), marked: section.slice(end + 1) };
    });
  });
}
