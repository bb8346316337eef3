import type { CodeInfo } from "../rule.ts";

const error = (doc: string): CodeInfo => ({ severity: "error", doc });
const warning = (doc: string): CodeInfo => ({ severity: "warning", doc });

/** The codes of what is said about paths, templates and expressions. */
export const expressionCodes = {
  "path-syntax": error("A path can be read: `$.a[0].b`, `$.items[?(@.price > 10)]`."),
  "path-must-start-with-dollar": error("A path begins with `$`."),
  "path-intrinsic-not-allowed": error("Fields that take a path call no intrinsic function."),
  "reference-path": error("A path to one place has names and indexes only: `$.a.b[0]`."),
  "result-path-context": error("`ResultPath` is a path of the input, not of the context object."),
  "result-path-variable": error("`ResultPath` is a path of the input, not of a variable."),
  "dollar-field-value": error("The value of a key that ends in `.$` is a path or an intrinsic function."),
  "dollar-field-conflict": error("`x` and `x.$` don't stand in one object."),
  "dollar-missing": warning(
    "A path or an intrinsic function stands under a key that ends in `.$`: else it is a plain text.",
  ),
  "dollar-in-jsonata": warning("In JSONata a key that ends in `.$` is a plain key."),
  "jsonata-not-evaluated-field": warning("`{% … %}` stands only where it is evaluated."),
  "jsonata-marks": error("An expression begins with `{%` and ends with `%}`, with nothing outside."),
  "jsonata-syntax": error("A JSONata expression can be read."),
  "jsonata-unknown-function": error("A function that is called exists, or is bound in the expression."),
  "jsonata-arity": warning("A function of JSONata gets as many arguments as it takes."),
  "jsonata-root-input": warning("An expression begins with `$states` or a variable: there is no implicit input."),
  "jsonata-jsonpath-inside": error("An expression holds no path of JSONPath, such as `$.a`."),
  "jsonata-states-field": error("`$states` has `input`, `result`, `errorOutput` and `context`."),
  "jsonata-result-scope": error("`$states.result` stands in `Output` and `Assign` of Task, Parallel and Map states."),
  "jsonata-error-output-scope": error("`$states.errorOutput` stands in `Output` and `Assign` of catchers."),
  "jsonata-assign-states": error("No expression binds `$states`."),
  "intrinsic-in-jsonata": error("JSONata calls its own functions, no intrinsic ones."),
  "intrinsic-unknown": error("An intrinsic function is one of the eighteen that the language has."),
  "intrinsic-syntax": error("A call of an intrinsic function can be read: `States.Format('{}', $.a)`."),
  "intrinsic-arity": error("An intrinsic function gets as many arguments as it takes."),
  "intrinsic-argument-type": error("An argument that is written down has the type that the function takes."),
  "intrinsic-format-placeholders": error("`States.Format` gets a value for each `{}` of its text."),
  "intrinsic-escape": error("A text in a call has only the escapes `\\\\'`, `\\\\{`, `\\\\}` and `\\\\\\\\`."),
  "intrinsic-nesting": error("At most ten calls are nested in one another."),
} as const satisfies { readonly [code: string]: CodeInfo };
