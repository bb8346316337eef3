import { type SyntaxNode, stringValue, toJson, valueAt } from "../syntax/index.ts";
import { known, type Resolved, textOf, unknown } from "./resolved.ts";

/** The value of a parameter that nobody gives one: its default. Parameters of the Parameter Store name a value only. */
export function parameterValue(name: string, parameter: SyntaxNode): Resolved {
  const type = stringValue(valueAt(parameter, "Type")) ?? "String";
  const written = valueAt(parameter, "Default");
  if (!written || type.startsWith("AWS::SSM::")) return unknown(name);
  const text = textOf(known(toJson(written)));
  const isList = type === "CommaDelimitedList" || type.startsWith("List<");
  return known(isList ? text.split(",").map((item) => item.trim()) : text);
}
