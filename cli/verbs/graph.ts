import { layoutGraph, standaloneSvg, toDot, toJson, toMermaid } from "../../diagram/index.ts";
import type { GraphModel } from "../../language/index.ts";
import { analysisOf } from "../source.ts";
import { choiceOption, onlyFile, print, say, type Verb } from "../verb.ts";

const FORMATS = ["svg", "mermaid", "dot", "json"] as const;

export const graph: Verb = {
  name: "graph",
  summary: "Draws a definition, also a broken one.",
  usage: `statecraft graph FILE [--format svg|mermaid|dot|json]

  FILE       A definition in JSON or YAML; "-" is standard input.
  --format   svg unless given; json gives every box and line in pixels.`,
  options: { format: { type: "string" } },
  async run(call) {
    const format = choiceOption(call, "format", FORMATS) ?? "svg";
    const file = onlyFile(call);
    const { graph: model, diagnostics } = analysisOf(file);
    if (model.levels.length === 0) {
      const problem = diagnostics.find(({ severity }) => severity === "error");
      say(`"${file}" has nothing to draw. ${problem?.message ?? 'It needs an object with "StartAt" and "States".'}`);
      return 1;
    }
    print(drawings[format](model));
    return 0;
  },
};

const drawings: { readonly [F in (typeof FORMATS)[number]]: (model: GraphModel) => string } = {
  svg: (model) => standaloneSvg(layoutGraph(model)),
  mermaid: toMermaid,
  dot: toDot,
  json: (model) => JSON.stringify(toJson(layoutGraph(model))),
};
