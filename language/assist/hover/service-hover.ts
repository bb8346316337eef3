import { type Call, callOf, mapCall, parameterType } from "../../catalogue/index.ts";
import { cursorAt, stringValue } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { argumentPlaceAt } from "../place/argument-place.ts";
import { placeAt, type ValuePlace } from "../place/place.ts";
import { callDoc, parameterDoc } from "./parameter-doc.ts";

/** What is to be said about a service at a place, as Markdown. */
export interface ServiceHover {
  readonly span: Span;
  readonly markdown: string;
}

/** What is known of the service's action, the parameter or the error at an offset. */
export function serviceHover(document: Document, offset: number): ServiceHover | undefined {
  if (!document.catalogue) return undefined;
  const { node, onKey } = cursorAt(document.model.root, offset);
  if (onKey) return parameterHover(document, offset);
  const place = node.kind === "string" ? placeAt(document, offset) : undefined;
  if (node.kind !== "string" || place?.kind !== "value") return undefined;
  const { type } = place.spec;
  if (type !== "resource" && type !== "errorNames") return undefined;
  const call = callAround(document, place);
  if (!call) return undefined;
  if (type === "resource") return { span: node.span, markdown: callDoc(call) };
  if (!call.errors.includes(node.value)) return undefined;
  const markdown = `**${node.value}**\n\nAn error of ${call.title}, which \`${call.action}\` may end with.`;
  return { span: node.span, markdown };
}

/** What a parameter of an action is. */
function parameterHover(document: Document, offset: number): ServiceHover | undefined {
  const { catalogue } = document;
  const place = argumentPlaceAt(document, offset);
  const key = place?.where === "name" ? place.member?.key : undefined;
  const name = key?.value.replace(/\.\$$/, "");
  const parameter = place?.set?.parameters.find((it) => it.name === name);
  if (!catalogue || !place || !key || !parameter) return undefined;
  return { span: key.span, markdown: parameterDoc(place.call, parameter, parameterType(catalogue, parameter)) };
}

/** The action of the Task around a place, or of what reads items or writes results there. */
function callAround({ catalogue }: Document, { holder }: ValuePlace): Call | undefined {
  if (!catalogue) return undefined;
  const { kind, node, state } = holder;
  if (kind === "ItemReader" || kind === "ResultWriter") {
    const resource = node?.members.findLast(({ key }) => key.value === "Resource")?.value;
    return mapCall(catalogue, kind, stringValue(resource) ?? "");
  }
  return callOf(catalogue, stringValue(state?.field("Resource")) ?? "");
}
