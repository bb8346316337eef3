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

/** The day of botocore 1.43.11: what came to be later is unknown to the tables. */
const AS_OF = "2026-05-19";

/**
 * @typedef {Record<string, unknown>} Row
 * @typedef {Row & { readonly required: boolean, readonly doc: string }} Parameter
 * @typedef {Row & { readonly parameters: readonly Parameter[] }} Integration
 */

/** The integrations without what follows from the rest: ARNs, and flags that are the same for all. */
function optimized() {
  /** @type {{ botocore: string, docsBase: string, integrations: readonly Integration[], mapResources: readonly Integration[], shapes: Row }} */
  const { botocore, docsBase, integrations, mapResources, shapes } = read("optimized.json");
  const list = integrations.map(({ arn: _arn, express: _express, ...kept }) => shortened(kept)).join(",\n");
  const readers = mapResources.map(shortened).join(",\n");
  return `{"botocore":${JSON.stringify(botocore)},\n"asOf":"${AS_OF}",\n"docsBase":${JSON.stringify(docsBase)},\n"integrations":[\n${list}\n],\n"mapResources":[\n${readers}\n],\n"shapes":${members(shapes)}}\n`;
}

/** @param {Integration} row Without the flags that are not set, and without empty texts. */
const shortened = ({ parameters, ...kept }) =>
  JSON.stringify({
    ...kept,
    parameters: parameters.map(({ required, doc, ...parameter }) => ({
      ...parameter,
      ...(required && { required }),
      ...(doc && { doc }),
    })),
  });

/** The services of `aws-sdk` resources, a service a line. */
function awsSdk() {
  /** @type {{ botocore: string, types: Row, services: Row }} */
  const { botocore, types, services } = read("aws-sdk.json");
  const unlisted = Object.keys(read("aws-sdk-unlisted.json").services);
  return `{"botocore":${JSON.stringify(botocore)},\n"asOf":"${AS_OF}",\n"unlisted":${JSON.stringify(unlisted)},\n"types":${JSON.stringify(types)},\n"services":${members(services)}}\n`;
}

/** @param {Row} rows An object, a member a line. */
const members = (rows) =>
  `{\n${Object.entries(rows)
    .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
    .join(",\n")}\n}`;

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(join(shared, file), "utf8"));
