/** An integration that Step Functions made for itself. Names, types and flags are those of the service's own API. */
export interface Integration {
  /** `lambda`, as in the resource. */
  readonly service: string;
  readonly action: string;
  /** The service's name for people. */
  readonly title: string;
  /** What the action does, in a line; `note` is what else to know. */
  readonly doc: string;
  readonly note?: string;
  readonly patterns: readonly IntegrationPattern[];
  /** Patterns about which sources disagree: neither offered nor reported. */
  readonly unsurePatterns?: readonly IntegrationPattern[];
  readonly parameters: readonly IntegrationParameter[];
  /** Groups of parameters of which at least one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** The members of a plain result by name: `{"StatusCode": "integer"}`. What a `.sync` task gives is not known. */
  readonly output?: { readonly [name: string]: string };
  /** Whole names of errors: `Lambda.TooManyRequestsException`. */
  readonly errors?: readonly string[];
  /** The action as IAM names it: `lambda:InvokeFunction`. */
  readonly api?: string;
  /** The page of the developer guide. */
  readonly docs: string;
}

/** What the items of a distributed Map are read by, or its results written: no resource of a Task. */
export interface MapResource {
  /** `arn:aws:states:::s3:getObject` */
  readonly arn: string;
  readonly field: "ItemReader" | "ResultWriter";
  readonly doc: string;
  readonly parameters: readonly IntegrationParameter[];
  readonly docs: string;
}

export type IntegrationPattern = "request-response" | "sync" | "sync:2" | "waitForTaskToken";

export interface IntegrationParameter {
  readonly name: string;
  /** `string`, `integer`, `number`, `boolean`, `timestamp`, `blob`, `object`, `json`, `list<T>`, `map<T>`, or a shape. */
  readonly type: string;
  readonly required?: true;
  readonly doc?: string;
  readonly enum?: readonly string[];
  readonly deprecated?: boolean;
  /** The API has it, the guide doesn't name it: offered last, never reported. */
  readonly listed?: false;
}

/** A type of parameters: an object with members, of a union exactly one, or a choice of texts. */
export interface Shape {
  readonly members?: { readonly [name: string]: string };
  readonly required?: readonly string[];
  readonly union?: boolean;
  readonly enum?: readonly string[];
}

/** What `data/optimized.json` holds. */
export interface OptimizedCatalogueData {
  readonly botocore: string;
  /** The day of what the data was made from. */
  readonly asOf: string;
  readonly docsBase: string;
  readonly integrations: readonly Integration[];
  readonly mapResources: readonly MapResource[];
  readonly shapes: { readonly [name: string]: Shape };
}
