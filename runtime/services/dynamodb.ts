import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import { compileCondition } from "./dynamodb-condition.ts";
import { type Names, Unsupported } from "./dynamodb-expression.ts";
import { compileUpdate } from "./dynamodb-update.ts";
import {
  fault,
  type LocalService,
  output,
  type ServiceAnswer,
  type ServiceCall,
  textOf,
  unsupported,
} from "./service.ts";

/**
 * Tables in memory; every table is there. Its key is what calls name as `Key`, else the attributes `id`, or `pk` and `sk`,
 * or the item's first one.
 */
export function dynamodb(): LocalService {
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const table = tables.get(name) ?? { key: undefined, items: [] };
    tables.set(name, table);
    return table;
  };
  const action = (act: (table: Table, call: ServiceCall) => ServiceAnswer) => (call: ServiceCall) => {
    const table = tableOf((textOf(call.input.TableName) ?? "").replace(/^arn:.*:table\//, ""));
    try {
      return act(table, call);
    } catch (error) {
      if (error instanceof Unsupported) return unsupported(error.message);
      throw error;
    }
  };
  return {
    actions: {
      getItem: action(getItem),
      putItem: action(putItem),
      updateItem: action(updateItem),
      deleteItem: action(deleteItem),
      query: action((table, call) => search(table, call, "KeyConditionExpression")),
      scan: action((table, call) => search(table, call, undefined)),
    },
  };
}

interface Table {
  key: readonly string[] | undefined;
  items: JsonObject[];
}

/** Refuses what was written for an older API, rather than leaving it out. */
function refuseLegacy(input: JsonObject): void {
  const legacy = ["AttributeUpdates", "Expected", "KeyConditions", "QueryFilter", "ScanFilter", "AttributesToGet"];
  const found = legacy.find((name) => input[name] !== undefined);
  if (found) throw new Unsupported(`"${found}" is not supported: use expressions.`);
}

const namesOf = ({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: JsonObject): Names => ({
  names: isJsonObject(names) ? names : {},
  values: isJsonObject(values) ? values : {},
});

const noMember = (name: string): ServiceAnswer =>
  fault(
    "ValidationException",
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );

function getItem(table: Table, { input }: ServiceCall): ServiceAnswer {
  refuseLegacy(input);
  if (!isJsonObject(input.Key)) return noMember("key");
  table.key ??= Object.keys(input.Key);
  const item = table.items[indexOf(table, input.Key)];
  return output(item ? { Item: projected(item, input) } : {});
}

function putItem(table: Table, { input }: ServiceCall): ServiceAnswer {
  refuseLegacy(input);
  const { Item: item } = input;
  if (!isJsonObject(item)) return noMember("item");
  table.key ??= guessedKey(item);
  const missing = table.key.find((name) => item[name] === undefined);
  if (missing !== undefined)
    return invalid(`One or more parameter values were invalid: Missing the key ${missing} in the item`);
  const at = indexOf(table, item);
  const old = table.items[at];
  const refused = refusedBy(input, old);
  if (refused) return refused;
  if (at < 0) table.items.push(item);
  else table.items[at] = item;
  return output(input.ReturnValues === "ALL_OLD" && old ? { Attributes: old } : {});
}

function updateItem(table: Table, { input }: ServiceCall): ServiceAnswer {
  refuseLegacy(input);
  const { Key: key } = input;
  if (!isJsonObject(key)) return noMember("key");
  table.key ??= Object.keys(key);
  const at = indexOf(table, key);
  const old = table.items[at];
  const refused = refusedBy(input, old);
  if (refused) return refused;
  const update = compileUpdate(textOf(input.UpdateExpression) ?? "", namesOf(input));
  const applied = update.apply(old ?? key);
  if (typeof applied === "string") return invalid(applied);
  if (at < 0) table.items.push(applied);
  else table.items[at] = applied;
  const touched = (item: JsonObject | undefined): JsonObject =>
    Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => update.touched.has(name)));
  const returned = { ALL_OLD: old, ALL_NEW: applied, UPDATED_OLD: touched(old), UPDATED_NEW: touched(applied) };
  const attributes = returned[textOf(input.ReturnValues) as keyof typeof returned];
  return output(attributes && Object.keys(attributes).length > 0 ? { Attributes: attributes } : {});
}

function deleteItem(table: Table, { input }: ServiceCall): ServiceAnswer {
  refuseLegacy(input);
  if (!isJsonObject(input.Key)) return noMember("key");
  table.key ??= Object.keys(input.Key);
  const at = indexOf(table, input.Key);
  const old = table.items[at];
  const refused = refusedBy(input, old);
  if (refused) return refused;
  if (at >= 0) table.items.splice(at, 1);
  return output(input.ReturnValues === "ALL_OLD" && old ? { Attributes: old } : {});
}

function search(table: Table, { input }: ServiceCall, by: string | undefined): ServiceAnswer {
  refuseLegacy(input);
  const names = namesOf(input);
  const wanted = by === undefined ? undefined : textOf(input[by]);
  if (by !== undefined && wanted === undefined)
    return invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  const isFound = wanted === undefined ? () => true : compileCondition(wanted, names);
  const filter = textOf(input.FilterExpression);
  const isKept = filter === undefined ? () => true : compileCondition(filter, names);
  const scanned = table.items.filter((item) => isFound(item));
  const most = typeof input.Limit === "number" ? input.Limit : scanned.length;
  const items = scanned.slice(0, most).filter((item) => isKept(item));
  return output({
    Count: items.length,
    Items: items.map((item) => projected(item, input)),
    ScannedCount: Math.min(most, scanned.length),
  });
}

const invalid = (message: string): ServiceAnswer => fault("ValidationException", message);

function refusedBy(input: JsonObject, item: JsonObject | undefined): ServiceAnswer | undefined {
  const condition = textOf(input.ConditionExpression);
  if (condition === undefined || compileCondition(condition, namesOf(input))(item ?? {})) return undefined;
  const code = "ConditionalCheckFailedException";
  return fault(code, "The conditional request failed", 400, code);
}

/** Attributes at the top of an item; deeper paths are refused. */
function projected(item: JsonObject, input: JsonObject): JsonObject {
  const expression = textOf(input.ProjectionExpression);
  if (expression === undefined) return item;
  const { names } = namesOf(input);
  const wanted = expression.split(",").map((part) => part.trim());
  const deep = wanted.find((name) => /[.[]/.test(name));
  if (deep) throw new Unsupported(`"${deep}" in ProjectionExpression is not supported: name whole attributes.`);
  const found = wanted.map((name) => textOf(names[name]) ?? name);
  return Object.fromEntries(Object.entries(item).filter(([name]) => found.includes(name)));
}

function indexOf({ key = [], items }: Table, wanted: JsonObject): number {
  return items.findIndex((item) => key.every((name) => sameAttribute(item[name], wanted[name])));
}

const sameAttribute = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

function guessedKey(item: JsonObject): readonly string[] {
  const usual = [["pk", "sk"], ["PK", "SK"], ["id"], ["Id"], ["ID"], ["pk"], ["PK"]];
  return usual.find((names) => names.every((name) => item[name] !== undefined)) ?? Object.keys(item).slice(0, 1);
}
