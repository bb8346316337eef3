import {
  type CallUse,
  type JsonataProblem,
  type JsonataUses,
  jsonataArity,
  jsonataFunctions,
  parseMarked,
} from "../../expressions/index.ts";
import { type EvaluatedText, placeWithin } from "../../model/index.ts";
import type { ServiceText } from "../../text/index.ts";
import { closest } from "../closest.ts";
import type { ReportAs } from "../rule.ts";
import { serviceLocation } from "../service-text.ts";
import { shown } from "../wording.ts";
import { checkStatesVariable } from "./check-states-variable.ts";
import { spanInText } from "./text-span.ts";

/** A text that is evaluated in a JSONata state. */
export function checkJsonataText(text: EvaluatedText, report: ReportAs): void {
  const { node, marked } = text;
  if (!marked) {
    checkMarks(text, report);
    return;
  }
  const { source, offset } = marked;
  const parsed = parseMarked(marked);
  if (parsed.ok && isSound(parsed.value.uses)) return;
  const reportIn: ReportAs = (code, { at, ...finding }) => {
    const { start, end } = "kind" in at ? at.span : at;
    report(code, { ...finding, at: spanInText(node, { start: offset + start, end: offset + end }) });
  };
  if (parsed.ok) checkUses(parsed.value.uses, source, text, reportIn);
  else if (looksLikePath(source))
    reportIn("jsonata-jsonpath-inside", { at: { start: 0, end: source.length }, message: noPath(source) });
  else {
    const { span, message } = parsed.problem;
    const service = {
      code: "INVALID_JSONATA_EXPRESSION",
      message: sentence(message),
      location: locationOf(text),
    };
    reportIn("jsonata-syntax", { at: span, message: plainMessage(parsed.problem, source), service });
  }
}

const looksLikePath = (source: string): boolean => /^\$\$?(?:\.|\[)/.test(source);

function noPath(source: string): string {
  const instead = source.startsWith("$$") ? 'the context object is "$states.context"' : 'the input is "$states.input"';
  return `"${shown(source)}" is a path of JSONPath: in JSONata ${instead}.`;
}

/** Operators of other languages. */
const SLIPS: ReadonlyMap<string, string> = new Map([
  ["==", 'JSONata compares with "=".'],
  ["&&", 'JSONata joins conditions with "and".'],
  ["||", 'JSONata joins conditions with "or".'],
]);

/** What the library calls an operator that can't be a prefix is, for who types it, a value that isn't there. */
function plainMessage({ code, message, span }: JsonataProblem, source: string): string {
  const slip = SLIPS.get(source.slice(span.end - 2, span.end)) ?? SLIPS.get(source.slice(span.start, span.start + 2));
  if (slip && (code === "S0211" || code === "S0201")) return slip;
  if (code !== "S0211") return sentence(message);
  const symbol = source.slice(span.start, span.end);
  return symbol === "?:" || symbol === "??"
    ? `Step Functions' JSONata has no "${symbol}": write a condition, "a ? b : c".`
    : `A value is missing before "${symbol}".`;
}

/** The library's messages have no full stop. */
const sentence = (message: string): string => message.replace(/[.\s]*$/, ".");

function checkMarks({ node }: EvaluatedText, report: ReportAs): void {
  const { value } = node;
  const [opens, closes] = [/^\s*\{%/.test(value), /%\}\s*$/.test(value)];
  if (opens && closes && value.trim().length >= 4) {
    // The service takes such a text literally, which somebody may want.
    const message =
      'With blanks outside its marks this is a plain text: begin with "{%" and end with "%}" to evaluate it.';
    report("jsonata-marks", { at: node, severity: "warning", message });
  } else if (opens || closes) {
    const message = opens ? 'The expression has no end: add "%}".' : 'The expression has no beginning: add "{%".';
    report("jsonata-marks", { at: node, message });
  } else if (/^States\.[A-Z]\w*\(/.test(value)) {
    const message =
      "Intrinsic functions aren't called in JSONata: write an expression, {% … %}, with a function of JSONata.";
    report("intrinsic-in-jsonata", { at: node, severity: "warning", message });
  }
}

/** Whether `checkUses` would find nothing, seen at a glance: nearly always that is so. */
function isSound({ rootNames, variables, bindings, calls }: JsonataUses): boolean {
  if (rootNames.length > 0 || bindings.some(({ name }) => name === "states")) return false;
  for (const { name, names } of variables) if (name === "states" && !isField(names[0]?.name)) return false;
  for (const call of calls) if (!call.isLocal && !isRightCall(call)) return false;
  return true;
}

/** Whether `$states` is alone, or has this field everywhere. */
const isField = (name: string | undefined): boolean => name === undefined || name === "input" || name === "context";

function checkUses(uses: JsonataUses, source: string, text: EvaluatedText, report: ReportAs): void {
  for (const use of uses.rootNames) {
    if (use.name === "States" && /^States\s*\.\s*\w+\s*\(/.test(source.slice(use.span.start))) {
      const message = "Intrinsic functions aren't called in JSONata: use one of its own functions.";
      report("intrinsic-in-jsonata", { at: use.span, message });
    } else if (use.name.startsWith("$") && /^\s*\./.test(source.slice(use.span.end))) {
      const message = noPath(source.slice(use.span.start));
      report("jsonata-jsonpath-inside", { at: use.span, message, service: rootFault(use.name, text) });
    } else {
      const message = `"${shown(use.name)}" names nothing here, since there is no implicit input: begin with "$states.input".`;
      report("jsonata-root-input", { at: use.span, message, service: rootFault(use.name, text) });
    }
  }
  for (const use of uses.variables) if (use.name === "states" && !use.isLocal) checkStatesVariable(use, text, report);
  for (const { name, span } of uses.bindings) {
    if (name !== "states") continue;
    report("jsonata-assign-states", { at: span, message: '"$states" belongs to the language: choose another name.' });
  }
  for (const call of uses.calls) if (!call.isLocal && !isRightCall(call)) checkCall(call, report);
}

/** The service refuses names that stand for nothing when a machine is made. Reference, section 5. */
function rootFault(name: string, text: EvaluatedText): ServiceText {
  const where = name.startsWith("$") ? "is not supported." : "at the top level is not supported.";
  const message = `Reference to '${name}' ${where}`;
  return { code: "UNSUPPORTED_JSONATA_EXPRESSION", message, location: locationOf(text) };
}

const locationOf = ({ part, field, steps }: EvaluatedText): string => serviceLocation(placeWithin(part, field, steps));

function isRightCall({ name, arguments: given, isPartial }: CallUse): boolean {
  const called = jsonataFunctions.get(name);
  if (!called) return false;
  const { least, most } = jsonataArity(called);
  return isPartial || (given >= least - 1 && given <= most);
}

function checkCall({ name, span, arguments: given }: CallUse, report: ReportAs): void {
  const called = jsonataFunctions.get(name);
  if (!called) {
    const suggestion = closest(name, jsonataFunctions.keys());
    const advice = suggestion ? `did you mean "$${suggestion}"?` : "bind it in the expression, or use another one.";
    const message =
      name === "eval"
        ? '"$eval" isn\'t available: read JSON with "$parse".'
        : `There is no function "$${name}": ${advice}`;
    report("jsonata-unknown-function", { at: span, message, ...(suggestion && { data: { suggestion } }) });
    return;
  }
  const { least, most } = jsonataArity(called);
  const message = `"$${name}" takes ${wanted(given, least, most)}, and gets ${given === 0 ? "none" : given}.`;
  report("jsonata-arity", { at: span, message });
}

function wanted(given: number, least: number, most: number): string {
  if (most === 0) return "no arguments";
  const bound = given > most ? most : least;
  const limit = least === most ? "" : given > most ? "at most " : "at least ";
  return `${limit}${bound} ${bound === 1 ? "argument" : "arguments"}`;
}
