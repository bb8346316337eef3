import {
  layoutGraph,
  type PaletteName,
  palettes,
  standaloneSvg,
  toDot,
  toJson,
  toMermaid,
} from "../../diagram/index.ts";
import {
  buildGraph,
  buildModel,
  type Diagnostic,
  type GraphModel,
  isTemplate,
  readTemplate,
} from "../../language/index.ts";
import { programParts } from "../../runtime/index.ts";
import { analysisOf, definitionOf } from "../source.ts";
import { choiceOption, onlyFile, print, UsageError, type Verb } from "../verb.ts";

const FORMATS = ["svg", "mermaid", "dot", "json"] as const;
const THEMES: readonly PaletteName[] = ["light", "dark"];

export const graph: Verb = {
  name: "graph",
  summary: "Draws a definition, also a broken one.",
  usage: `statecraft graph FILE [--format svg|mermaid|dot|json] [--theme light|dark]

  FILE       A definition in JSON or YAML, or a template; of several machines FILE#NAME names one; "-" is standard input.
  --format   svg unless given; json gives every box and line in pixels.
  --theme    The colours of an SVG: light unless given.`,
  options: { format: { type: "string" }, theme: { type: "string" } },
  async run(call) {
    const format = choiceOption(call, "format", FORMATS) ?? "svg";
    const theme = choiceOption(call, "theme", THEMES);
    if (theme && format !== "svg") throw new UsageError(`--theme is for --format svg, not "${format}".`);
    const file = onlyFile(call);
    const { model, diagnostics } = drawn(file);
    if (model.levels.length === 0) {
      const problem = diagnostics.find(
        ({ severity, code }) => severity === "error" && code !== "unknown-top-level-field",
      );
      const why = problem?.message ?? 'It needs an object with "StartAt" and "States".';
      throw new UsageError(`"${file}" has nothing to draw. ${why}`);
    }
    print(drawings[format](model, theme));
    return 0;
  },
};

/** The machine that `FILE#NAME` names, else the only one: what the file itself holds, or what a template points at. */
function drawn(file: string): { readonly model: GraphModel; readonly diagnostics: readonly Diagnostic[] } {
  const analysis = analysisOf(file);
  const { graph: model, diagnostics, tree } = analysis;
  if (!isTemplate(tree.root)) return { model, diagnostics };
  const isOnlyOne = programParts(file).machine === undefined && readTemplate(tree.root).machines.length < 2;
  if (isOnlyOne && model.levels.length > 0) return { model, diagnostics };
  const { machine } = definitionOf(file);
  return { model: buildGraph(buildModel(machine.node, machine.path)), diagnostics };
}

const drawings: { readonly [F in (typeof FORMATS)[number]]: (model: GraphModel, theme?: PaletteName) => string } = {
  svg: (model, theme = "light") => standaloneSvg(layoutGraph(model), { palette: palettes[theme] }),
  mermaid: toMermaid,
  dot: toDot,
  json: (model) => JSON.stringify(toJson(layoutGraph(model))),
};
