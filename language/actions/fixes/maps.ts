import { mapMode } from "../../model/index.ts";
import {
  type Fixer,
  fix,
  insert,
  member,
  type Problem,
  rename,
  replace,
  stringValue,
  together,
  told,
  valueAt,
} from "./problem.ts";

/** The names of today: `ItemProcessor` and `ItemSelector`. */
export const useSuccessor: Fixer = (problem) => {
  const { member: held } = problem;
  const name = told(problem, "suggestion");
  if (!held || !name) return [];
  return fix(`Rename to "${name}"`, rename(problem, held.key, name), { preferred: true, safe: true });
};

/** Makes a Map distributed. */
export const distribute: Fixer = (problem) => {
  const state = problem.part?.state;
  const processor = state && (valueAt(state.node, "ItemProcessor") ?? valueAt(state.node, "Iterator"));
  if (processor?.kind !== "object") return [];
  const config = valueAt(processor, "ProcessorConfig");
  const title = "Make it a distributed Map";
  if (!config) {
    const added = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
    return fix(title, insert(problem, processor, [["ProcessorConfig", added]], "first"), { preferred: true });
  }
  if (config.kind !== "object") return [];
  const mode = member(config, "Mode");
  const type = member(config, "ExecutionType");
  const edits = together(
    mode ? replace(problem, mode.value, "DISTRIBUTED") : [],
    mode && type
      ? []
      : insert(problem, config, [
          ...(mode ? [] : [["Mode", "DISTRIBUTED"] as const]),
          ...(type ? [] : [["ExecutionType", "STANDARD"] as const]),
        ]),
  );
  return fix(title, edits, { preferred: true });
};

/** How many iterations have an effect at once. */
const MOST_AT_ONCE = { INLINE: 40, DISTRIBUTED: 10_000 } as const;

export const limitConcurrency: Fixer = (problem) => {
  const state = problem.part?.state;
  const mode = state && mapMode(state);
  const count = state?.field("MaxConcurrency");
  if (!mode || count?.kind !== "literal" || Number(count.value) <= MOST_AT_ONCE[mode]) return [];
  return fix(`Change to ${MOST_AT_ONCE[mode]}`, replace(problem, count, MOST_AT_ONCE[mode]), { preferred: true });
};

/** A label without what labels can't hold. */
export const correctLabel: Fixer = (problem) => {
  const label = problem.part?.state?.field("Label");
  const text = stringValue(label)
    ?.normalize("NFKD")
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .slice(0, 40);
  return label && text ? fix(`Change to "${text}"`, replace(problem, label, text), { preferred: true }) : [];
};

/** What reads items. */
export const chooseReader: Fixer = (problem) => {
  const { member: held } = problem;
  if (!held) return [];
  return ["arn:aws:states:::s3:getObject", "arn:aws:states:::s3:listObjectsV2"].flatMap((resource, index) =>
    fix(`Change to "${resource}"`, replace(problem, held.value, resource), index === 0 ? { preferred: true } : {}),
  );
};

/** The names of columns that are given. */
export const addHeaders: Fixer = (problem) => {
  const { part } = problem;
  if (part?.kind !== "ReaderConfig" || valueAt(part.node, "CSVHeaders")) return [];
  return [
    ...fix('Add "CSVHeaders"', insert(problem, part.node, [["CSVHeaders", ["column"]]]), { preferred: true }),
    ...firstRow(problem),
  ];
};

function firstRow(problem: Problem) {
  const location = problem.part && valueAt(problem.part.node, "CSVHeaderLocation");
  return location ? fix('Change to "FIRST_ROW"', replace(problem, location, "FIRST_ROW")) : [];
}

/** What a result writer needs: where the results go, or what they look like. */
export const completeWriter: Fixer = (problem) => {
  const { part } = problem;
  if (part?.kind !== "ResultWriter") return [];
  const { node, queryLanguage } = part;
  const place = [
    queryLanguage === "JSONata" ? "Arguments" : "Parameters",
    { Bucket: "bucket", Prefix: "results" },
  ] as const;
  const resource = ["Resource", "arn:aws:states:::s3:putObject"] as const;
  const hasResource = member(node, "Resource") !== undefined;
  const title = hasResource ? `Add "${place[0]}"` : `Add "Resource" and "${place[0]}"`;
  return fix(title, insert(problem, node, hasResource ? [place] : [resource, place]), { preferred: true });
};
