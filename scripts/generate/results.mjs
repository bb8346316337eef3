// Writes language/catalogue/data/results.json: what the services' APIs give, from botocore's service models.
//   node scripts/generate/results.mjs FOLDER      FOLDER is botocore's `data`
// The other data of the catalogue is delivered beside the project; this part is made here since it needs the models.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(import.meta.dirname, "../..");
const optimized = JSON.parse(readFileSync(join(root, "language/catalogue/data/optimized.json"), "utf8"));

/** The `aws-sdk` services that state machines call most; results of the others aren't checked. */
const sdkServices =
  `athena batch bedrockagentruntime bedrockruntime cloudformation cloudwatch cloudwatchlogs codebuild codepipeline
  cognitoidentityprovider comprehend dynamodb ec2 ecr ecs emr eventbridge firehose glue iam kinesis kms lambda
  organizations polly rds rdsdata redshiftdata rekognition s3 scheduler secretsmanager ses sesv2 sfn sns sqs ssm sts
  textract transcribe translate`.split(/\s+/);

/** The models behind the optimized integrations, by the service's name in resources. */
const modelOf = { states: "sfn", events: "eventbridge", elasticmapreduce: "emr", bedrockagentcore: "bedrockagentcore" };

/** What a job gives that is waited for: the answer of the call that describes it. */
const jobs = {
  "states:startExecution.sync": { service: "sfn", operation: "DescribeExecution", as: {} },
  "states:startExecution.sync:2": { service: "sfn", operation: "DescribeExecution", as: { Input: "j", Output: "j" } },
};

/** Bounds that Step Functions was recorded to check by (in December 2025), where the models have others since. */
const recorded = { "aws-sdk:lambda": { MemorySize: "i128,10240" } };

/**
 * @typedef {{ readonly type: string, readonly members?: Record<string, { readonly shape: string }>,
 *   readonly required?: readonly string[], readonly enum?: readonly string[], readonly min?: number, readonly max?: number,
 *   readonly member?: { readonly shape: string }, readonly value?: { readonly shape: string }, readonly document?: boolean }} Shape
 * @typedef {{ readonly metadata: { readonly serviceId: string }, readonly shapes: Record<string, Shape>,
 *   readonly operations: Record<string, { readonly output?: { readonly shape: string } }> }} Model
 */

/** @param {string} data */
function readModels(data) {
  /** @type {Map<string, Model>} */
  const found = new Map();
  for (const service of readdirSync(data)) {
    const versions = existsSync(join(data, service)) && !service.includes(".") ? readdirSync(join(data, service)) : [];
    const file = versions
      .toSorted()
      .map((version) => join(data, service, version, "service-2.json.gz"))
      .findLast((path) => existsSync(path));
    if (!file) continue;
    const model = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
    found.set(arnName(model.metadata.serviceId), model);
  }
  return found;
}

/** @param {string} id `Secrets Manager` is `secretsmanager` in resources. */
function arnName(id) {
  return id
    .replace(/^(Amazon|AWS)\s*/, "")
    .replace(/\s*Service$/, "")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

/** @param {string} name */
function sdkResults(name) {
  const model = models.get(name);
  if (!model) throw new Error(`There is no model of ${name}.`);
  const table = createTable(model, sdkName, Reflect.get(recorded, `aws-sdk:${name}`));
  for (const [operation, { output }] of Object.entries(model.operations)) {
    if (output) table.actions[lowered(operation)] = table.shape(output.shape);
  }
  return table.row();
}

/** @param {string} name */
function optimizedResults(name) {
  const model = models.get(Reflect.get(modelOf, name) ?? name.replaceAll("-", ""));
  const table = createTable(model, raised);
  for (const { service, action, output = {} } of optimized.integrations) {
    if (service !== name) continue;
    const api = model?.operations[raised(action)]?.output;
    table.actions[action] = table.shaped(output, api?.shape);
  }
  for (const [resource, { service, operation, as }] of Object.entries(jobs)) {
    const api = resource.startsWith(`${name}:`) ? models.get(service)?.operations[operation]?.output : undefined;
    if (api) table.actions[resource.slice(name.length + 1)] = table.shape(api.shape, as);
  }
  return table.row();
}

/**
 * The shapes of a service as texts: `ExecutionArn!=s1,256;StartDate!=t`. A `!` marks what is always there; the types are
 * letters, with the bounds of a length or a number behind them; `o3` is the shape 3, `e3` the choice 3, `l` a list and
 * `m` a map of the type that follows.
 * @param {Model | undefined} model
 * @param {(name: string) => string} rename
 * @param {Record<string, string>} [always] Types of members, whatever the model says.
 */
function createTable(model, rename, always = {}) {
  /** @type {string[]} */
  const shapes = [];
  /** @type {string[]} */
  const choices = [];
  /** @type {Record<string, number>} */
  const actions = {};
  /** @type {Map<string, number>} */
  const known = new Map();

  /** @param {string} name @param {Record<string, string>} [as] */
  function shape(name, as = {}) {
    const key = JSON.stringify([name, as]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const index = shapes.push("") - 1;
    known.set(key, index);
    const { members = {}, required = [] } = model?.shapes[name] ?? {};
    const parts = Object.entries(members).map(([member, { shape: of }]) => {
      const written = as[rename(member)] ?? always[rename(member)] ?? typeText(of);
      return memberText(rename(member), required.includes(member), written);
    });
    shapes[index] = parts.join(";");
    return index;
  }

  /** @param {string} name @returns {string} */
  function typeText(name) {
    const it = model?.shapes[name];
    if (!it || it.document) return "j";
    if (it.type === "structure") return `o${shape(name)}`;
    if (it.type === "list") return `l${typeText(it.member?.shape ?? "")}`;
    if (it.type === "map") return `m${typeText(it.value?.shape ?? "")}`;
    if (it.enum) return `e${choice(it.enum)}`;
    return `${letters[it.type] ?? "j"}${boundsText(it)}`;
  }

  /** @param {readonly string[]} values */
  function choice(values) {
    const joined = values.join("|");
    const index = choices.indexOf(joined);
    return index < 0 ? choices.push(joined) - 1 : index;
  }

  /** What the integration is known to give, with the details of the API's own answer. @param {Record<string, string>} output @param {string | undefined} api */
  function shaped(output, api) {
    const { members = {}, required = [] } = (api && model?.shapes[api]) || {};
    const own = new Map(Object.keys(members).map((member) => [rename(member), member]));
    const parts = Object.entries(output).map(([name, type]) => {
      const member = own.get(name);
      const of = member === undefined ? undefined : members[member]?.shape;
      const written = of === undefined || type === "json" ? catalogueType(type) : typeText(of);
      return memberText(name, member !== undefined && required.includes(member), written);
    });
    return shapes.push(parts.join(";")) - 1;
  }

  return { actions, shape, shaped, row: () => ({ actions, shapes, ...(choices.length > 0 && { choices }) }) };
}

/** @param {Shape} shape */
function boundsText({ type, min, max }) {
  if (type === "timestamp" || type === "boolean") return "";
  return `${min ?? ""}${max === undefined ? "" : `,${max}`}`;
}

/** @type {Record<string, string>} */
const letters = {
  string: "s",
  character: "s",
  integer: "i",
  long: "i",
  float: "f",
  double: "f",
  boolean: "b",
  timestamp: "t",
  blob: "x",
};

/** A type in the words of the catalogue. @param {string} type @returns {string} */
function catalogueType(type) {
  const inner = /^(list|map)(?:<(.*)>)?$/.exec(type);
  if (inner) return `${inner[1] === "list" ? "l" : "m"}${catalogueType(inner[2] ?? "json")}`;
  if (type === "object") return "mj";
  return { string: "s", integer: "i", number: "f", boolean: "b", timestamp: "t", blob: "x" }[type] ?? "j";
}

/** @param {string} name @param {boolean} isRequired @param {string} type */
const memberText = (name, isRequired, type) => `${name}${isRequired ? "!" : ""}=${type}`;

/** @param {string} name */
const raised = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** @param {string} name */
const lowered = (name) => name.charAt(0).toLowerCase() + name.slice(1);

/** An acronym at the beginning becomes one word: `DBInstance` is `DbInstance`. @param {string} name */
function sdkName(name) {
  const acronym = /^[A-Z]{2,}(?=[A-Z][a-z]|[^A-Za-z]|$)/.exec(raised(name))?.[0];
  return acronym ? raised(acronym.toLowerCase()) + name.slice(acronym.length) : raised(name);
}

const folder = process.argv[2];
if (!folder) throw new Error("Name botocore's data folder.");
const models = readModels(folder);

/** @type {Record<string, unknown>} */
const services = {};
for (const name of new Set(optimized.integrations.map((/** @type {{ service: string }} */ it) => it.service))) {
  services[/** @type {string} */ (name)] = optimizedResults(/** @type {string} */ (name));
}
for (const name of sdkServices) services[`aws-sdk:${name}`] = sdkResults(name);
const rows = Object.entries(services).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
const text = `{"botocore":${JSON.stringify(optimized.botocore)},\n"services":{\n${rows.join(",\n")}\n}}\n`;
writeFileSync(join(root, "language/catalogue/data/results.json"), text);
