import type { ObjectSpec } from "../spec.ts";

const parameters = {
  Parameters: { type: "template", only: "JSONPath", instead: "Arguments", doc: "What the call gets." },
  Arguments: { type: "template", only: "JSONata", instead: "Parameters", doc: "What the call gets." },
} as const;

/** Reference, section 7.7. */
export const itemReader = {
  noun: "item reader",
  doc: "Reads the items of a distributed Map.",
  unknown: "unknown-field",
  fields: {
    Resource: {
      type: "resource",
      required: true,
      missing: "map-item-reader-resource",
      code: "map-item-reader-resource",
      doc: "How the items are read: `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`.",
    },
    ...parameters,
    ReaderConfig: { type: "record", of: "ReaderConfig", doc: "What the file looks like." },
  },
} as const satisfies ObjectSpec;

export const readerConfig = {
  noun: "reader configuration",
  doc: "What the file with the items looks like.",
  unknown: "unknown-field",
  fields: {
    InputType: {
      type: "string",
      oneOf: ["CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"],
      code: "map-reader-config",
      doc: "The file's format.",
    },
    CSVHeaderLocation: {
      type: "string",
      oneOf: ["FIRST_ROW", "GIVEN"],
      code: "map-reader-config",
      doc: "Whether the first row names the columns, or `CSVHeaders` does.",
    },
    CSVHeaders: { type: "strings", code: "map-reader-config", doc: "The names of the columns." },
    CSVDelimiter: {
      type: "string",
      oneOf: ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"],
      code: "map-reader-config",
      doc: "What separates the columns: `COMMA` unless given.",
    },
    ItemsPointer: { type: "string", doc: "A JSON Pointer to the items within the file." },
    MaxItems: {
      type: "integer",
      min: 1,
      max: 100_000_000,
      expression: true,
      code: "map-reader-config",
      doc: "How many items are read at most.",
    },
    MaxItemsPath: { type: "referencePath", only: "JSONPath", doc: "Where that number is." },
    ManifestType: {
      type: "string",
      oneOf: ["S3_INVENTORY", "ATHENA_DATA"],
      code: "map-reader-config",
      doc: "What kind of manifest the file is.",
    },
    Transformation: {
      type: "string",
      oneOf: ["NONE", "LOAD_AND_FLATTEN"],
      code: "map-reader-config",
      doc: "Whether each listed object is an item, or is read for items.",
    },
  },
  groups: [{ fields: ["MaxItems", "MaxItemsPath"], many: "paired-static-and-path" }],
} as const satisfies ObjectSpec;

export const itemBatcher = {
  noun: "item batcher",
  doc: "Hands items on in batches.",
  unknown: "unknown-field",
  fields: {
    BatchInput: { type: "template", doc: "Data that each batch gets besides its items." },
    MaxItemsPerBatch: {
      type: "integer",
      min: 1,
      expression: true,
      code: "map-item-batcher",
      doc: "How many items a batch has at most.",
    },
    MaxItemsPerBatchPath: { type: "referencePath", only: "JSONPath", doc: "Where that number is." },
    MaxInputBytesPerBatch: {
      type: "integer",
      min: 1,
      max: 262_144,
      expression: true,
      code: "map-item-batcher",
      doc: "How large a batch is at most, in bytes.",
    },
    MaxInputBytesPerBatchPath: { type: "referencePath", only: "JSONPath", doc: "Where that number is." },
  },
  groups: [
    {
      fields: ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"],
      none: "map-item-batcher",
    },
    { fields: ["MaxItemsPerBatch", "MaxItemsPerBatchPath"], many: "paired-static-and-path" },
    { fields: ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"], many: "paired-static-and-path" },
  ],
} as const satisfies ObjectSpec;

export const resultWriter = {
  noun: "result writer",
  doc: "Writes the results of a distributed Map.",
  unknown: "unknown-field",
  fields: {
    Resource: { type: "resource", doc: "How the results are written: `arn:aws:states:::s3:putObject`." },
    ...parameters,
    WriterConfig: { type: "record", of: "WriterConfig", doc: "What the results look like." },
  },
  groups: [{ fields: ["Resource", "WriterConfig"], none: "map-result-writer" }],
} as const satisfies ObjectSpec;

export const writerConfig = {
  noun: "writer configuration",
  doc: "What the results of a distributed Map look like.",
  unknown: "unknown-field",
  fields: {
    Transformation: {
      type: "string",
      oneOf: ["NONE", "COMPACT", "FLATTEN"],
      code: "map-result-writer",
      doc: "Whether each result has its execution's data, is the output alone, or is joined with the others.",
    },
    OutputType: {
      type: "string",
      oneOf: ["JSON", "JSONL"],
      code: "map-result-writer",
      doc: "The format of the files.",
    },
  },
  groups: [{ fields: ["Transformation", "OutputType"], none: "map-result-writer" }],
} as const satisfies ObjectSpec;
