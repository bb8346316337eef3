import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the full catalogue of service integrations lies; it is delivered beside the project. */
const shared = join(process.env.STATECRAFT_SHARED ?? join(import.meta.dirname, "../../../shared"), "catalogue");

/** Whether the catalogue can be written anew here. */
export const hasCatalogue = existsSync(shared);

/** The catalogue's data as the product ships it; none where there is nothing to write it from. */
export const catalogueFiles = hasCatalogue
  ? [
      { file: "language/catalogue/data/optimized.json", write: optimized },
      { file: "language/catalogue/data/aws-sdk.json", write: awsSdk },
    ]
  : [];

/**
 * @typedef {Record<string, unknown>} Row
 * @typedef {Row & { readonly required: boolean, readonly doc: string }} Parameter
 * @typedef {Row & { readonly parameters: readonly Parameter[] }} Integration
 */

/** The integrations without what follows from the rest: ARNs, and flags that are the same for all. */
function optimized() {
  /** @type {{ botocore: string, docsBase: string, integrations: readonly Integration[], shapes: Row }} */
  const { botocore, docsBase, integrations, shapes } = read("optimized.json");
  const rows = integrations.map(({ arn: _arn, express: _express, api: _api, parameters, ...kept }) => ({
    ...kept,
    parameters: parameters.map(({ required, doc, ...parameter }) => ({
      ...parameter,
      ...(required && { required }),
      ...(doc && { doc }),
    })),
  }));
  const list = rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"botocore":${JSON.stringify(botocore)},\n"docsBase":${JSON.stringify(docsBase)},\n"integrations":[\n${list}\n],\n"shapes":${members(shapes)}}\n`;
}

/** The services of `aws-sdk` resources, a service a line. */
function awsSdk() {
  /** @type {{ botocore: string, types: Row, services: Row }} */
  const { botocore, types, services } = read("aws-sdk.json");
  return `{"botocore":${JSON.stringify(botocore)},\n"types":${JSON.stringify(types)},\n"services":${members(services)}}\n`;
}

/** @param {Row} rows An object, a member a line. */
const members = (rows) =>
  `{\n${Object.entries(rows)
    .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
    .join(",\n")}\n}`;

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(join(shared, file), "utf8"));
