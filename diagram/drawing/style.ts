import { textStyles } from "../text-width.ts";
import type { Palette } from "./palettes.ts";

/** The accent of each type of state. */
const ACCENTS = {
  task: "task",
  pass: "faint",
  choice: "choice",
  wait: "wait",
  succeed: "good",
  fail: "bad",
  parallel: "container",
  map: "container",
  missing: "bad",
  unknown: "bad",
} as const satisfies { readonly [type: string]: keyof Palette };

/** The style sheet of a picture. All selectors begin at the picture's own class, `statecraft-diagram`. */
export function diagramStyle(palette: Palette): string {
  const accents = Object.entries(ACCENTS).map(([type, colour]) => accentRules(type, palette[colour]));
  const rules = [
    shapeRules(palette),
    textRules(palette),
    edgeRules(palette),
    accents.flat(),
    faultRules(palette),
  ].flat();
  return rules.map(scoped).join("\n");
}

/** A rule whose every selector holds within pictures only. */
function scoped(rule: string): string {
  const brace = rule.indexOf("{");
  const selectors = rule.slice(0, brace).split(",");
  return `${selectors.map((selector) => `.statecraft-diagram ${selector.trim()}`).join(", ")} ${rule.slice(brace)}`;
}

function shapeRules({ surface, border, text, line, container }: Palette): readonly string[] {
  return [
    `.box { fill: ${surface}; stroke: ${border}; stroke-width: 1; }`,
    `.container > .box { fill-opacity: 0.55; stroke: ${container}; stroke-opacity: 0.55; }`,
    `.band { fill: ${container}; fill-opacity: 0.07; }`,
    `.collapsed > .box { stroke: ${container}; stroke-opacity: 0.55; }`,
    `.header, .divider { fill: none; stroke: ${container}; stroke-opacity: 0.3; stroke-width: 1; }`,
    `.divider { stroke-dasharray: 4 4; }`,
    `.inner { fill: none; stroke: ${container}; stroke-opacity: 0.55; stroke-width: 1; }`,
    `.sheet { fill: ${surface}; stroke: ${container}; stroke-opacity: 0.55; stroke-width: 1; }`,
    `.tile { fill-opacity: 0.14; }`,
    `.icon { fill: none; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }`,
    `.start .dot { fill: ${text}; }`,
    `.end .dot { fill: ${text}; }`,
    `.end .rim { fill: none; stroke: ${line}; stroke-width: 1.5; }`,
  ];
}

function textRules({ text, faint, font, monospace, background, border, warning }: Palette): readonly string[] {
  const { name, detail, label } = textStyles;
  return [
    `.name { font: ${name.weight} ${name.size}px ${font}; fill: ${text}; }`,
    `.detail { font: ${detail.weight} ${detail.size}px ${font}; fill: ${faint}; }`,
    `.label text { font: ${label.weight} ${label.size}px ${monospace}; fill: ${text}; }`,
    `.label rect { fill: ${background}; stroke: ${border}; stroke-width: 1; }`,
    `.badge path { fill: none; stroke: ${faint}; stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; }`,
    `.badge-text { font: 600 ${detail.size}px ${font}; fill: ${faint}; }`,
    `.badge.catch path { stroke: ${warning}; }`,
  ];
}

function edgeRules({ line, warning }: Palette): readonly string[] {
  return [
    `.line { fill: none; stroke: ${line}; stroke-width: 1.5; }`,
    `.head { fill: ${line}; }`,
    `.kind-default > .line { stroke-dasharray: 2 3; }`,
    `.kind-catch > .line { stroke: ${warning}; stroke-dasharray: 5 4; }`,
    `.kind-catch > .head { fill: ${warning}; }`,
    `.kind-catch .label rect { stroke: ${warning}; stroke-opacity: 0.6; }`,
  ];
}

function accentRules(type: string, colour: string): readonly string[] {
  return [`.type-${type} > .tile { fill: ${colour}; }`, `.type-${type} > .icon { stroke: ${colour}; }`];
}

/** What is wrong shows by its outline: what is missing or unknown in red dashes, what nothing leads to faintly. */
function faultRules({ bad, faint }: Palette): readonly string[] {
  return [
    `.type-missing > .box, .type-unknown > .box { stroke: ${bad}; stroke-dasharray: 4 3; }`,
    `.type-missing > .name { fill: ${bad}; }`,
    `.duplicate > .box { stroke: ${bad}; }`,
    `.unreachable { opacity: 0.6; }`,
    `.unreachable > .box { stroke: ${faint}; stroke-dasharray: 3 3; }`,
  ];
}
