import type { Json } from "../text/index.ts";
import type { IntrinsicCall } from "./intrinsics/intrinsic-call.ts";
import type { JsonataExpression } from "./jsonata/compile-jsonata.ts";
import type { JsonPath } from "./jsonpath/path.ts";

/** A JSON value in which expressions are evaluated, ready to be filled in. Reference, sections 2.2 and 2.4. */
export type Template = PathTemplate | JsonataTemplate;

/** The values of keys that end in `.$` are paths or calls: `{ "id.$": "$.order.id" }`. */
export interface PathTemplate {
  readonly language: "JSONPath";
  /** As written; it is also the result where there is no expression. */
  readonly value: Json;
  readonly expressions: readonly PathTemplateExpression[];
  readonly program: readonly FillStep[];
}

export interface PathTemplateExpression {
  readonly expression: JsonPath | IntrinsicCall;
  /** The key as written, which messages name: `id.$`. */
  readonly field: string;
  /** Where it stands in the template: `order/lines[0]/id.$`. */
  readonly location: string;
}

/** Texts in marks are expressions: `{ "id": "{% $states.input.id %}" }`. */
export interface JsonataTemplate {
  readonly language: "JSONata";
  /** As written; it is also the result where there is no expression. */
  readonly value: Json;
  readonly expressions: readonly JsonataTemplateExpression[];
  /** Whether the whole template is one expression. */
  readonly whole: boolean;
  readonly program: readonly FillStep[];
}

export interface JsonataTemplateExpression {
  readonly expression: JsonataExpression;
  /** Where it stands in the template: `order/lines[0]`; empty where it is all of it. */
  readonly location: string;
}

/**
 * How a template is filled in, inner values before outer ones: each step puts a value on a stack, or takes the last ones
 * off it and puts the object or array of them there instead.
 */
export type FillStep =
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "expression"; readonly index: number }
  | { readonly kind: "object"; readonly keys: readonly string[] }
  | { readonly kind: "array"; readonly length: number };
