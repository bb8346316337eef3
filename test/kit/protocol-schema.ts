import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

/** A message of the Debug Adapter Protocol, as far as its kind can be told. */
export interface ProtocolMessage {
  readonly type: string;
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
}

/** What is wrong with a message by the protocol's own schema; undefined for nothing, and where the schema isn't there. */
export type CheckMessage = (message: ProtocolMessage) => string | undefined;

interface Definition {
  readonly allOf?: readonly {
    readonly properties?: { readonly [name: string]: { readonly enum?: readonly string[] } };
  }[];
}

const file = join(
  process.env.STATECRAFT_SHARED ?? join(import.meta.dirname, "../../../shared"),
  "clients/debugAdapterProtocol.json",
);

export const hasProtocolSchema = existsSync(file);

export function messageCheck(): CheckMessage {
  if (!hasProtocolSchema) return () => undefined;
  const { $schema: _, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(schema, "dap");
  const validators = new Map<string, ValidateFunction>();
  const names = Object.keys(schema.definitions).filter((name) => /(?:Request|Event)$/.test(name));
  const byWord = new Map(
    names.flatMap((name) => wordsOf(schema.definitions[name]).map((word) => [word, name] as const)),
  );

  const validatorOf = (name: string): ValidateFunction => {
    const known = validators.get(name) ?? ajv.compile({ $ref: `dap#/definitions/${name}` });
    validators.set(name, known);
    return known;
  };

  return (message) => {
    const validate = validatorOf(definitionOf(message, byWord));
    return validate(message) ? undefined : `${JSON.stringify(message)}\n${ajv.errorsText(validate.errors)}`;
  };
}

/** The commands or events that a definition is for. */
function wordsOf({ allOf = [] }: Definition): readonly string[] {
  return allOf.flatMap(({ properties }) => [...(properties?.command?.enum ?? []), ...(properties?.event?.enum ?? [])]);
}

/** Messages of our own have only the protocol's frame. */
function definitionOf(
  { type, command = "", event = "", success }: ProtocolMessage,
  byWord: ReadonlyMap<string, string>,
): string {
  if (type === "event") return byWord.get(event) ?? "Event";
  const request = byWord.get(command);
  if (type === "request") return request ?? "Request";
  return success ? (request?.replace(/Request$/, "Response") ?? "Response") : "ErrorResponse";
}
