/** A service that `aws-sdk` resources may call. */
export interface SdkService {
  /** `Amazon DynamoDB`. */
  readonly name: string;
  /** What its errors begin with: `DynamoDb`. */
  readonly prefix: string;
  /** What IAM calls it. */
  readonly iam: string;
  /** Its exceptions, without the prefix. */
  readonly errors: readonly string[];
  /** `required;optional;errors` for each action; null where the actions are not known. */
  readonly actions: { readonly [action: string]: string } | null;
  readonly deprecated?: readonly string[];
  /** Actions of the API that Step Functions refuses. */
  readonly unsupported?: readonly string[];
  readonly since?: string;
  readonly derived?: boolean;
  readonly retired?: boolean;
}

/** One action of such a service. */
export interface SdkAction {
  readonly parameters: readonly SdkParameter[];
  /** Whole names: `DynamoDb.ResourceNotFoundException`. */
  readonly errors: readonly string[];
}

export interface SdkParameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** What `data/aws-sdk.json` holds. */
export interface SdkCatalogueData {
  readonly botocore: string;
  readonly asOf: string;
  /** Services of AWS that Step Functions is not known to reach. */
  readonly unlisted: readonly string[];
  /** Types by their letters: `{"s": "string"}`. */
  readonly types: { readonly [letter: string]: string };
  readonly services: { readonly [name: string]: SdkService };
}

/** Reads an action: it is kept as a text such as `sTableName,mKey;bConsistentRead;0,3`, whose numbers count errors. */
export function sdkAction(
  { actions, errors, prefix }: SdkService,
  types: SdkCatalogueData["types"],
  action: string,
): SdkAction | undefined {
  const text = actions && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (text === undefined) return undefined;
  const [required = "", optional = "", raised = ""] = text.split(";");
  const parameters = (list: string, isRequired: boolean): readonly SdkParameter[] =>
    partsOf(list).map((part) => ({ name: part.slice(1), type: types[part.charAt(0)] ?? "json", required: isRequired }));
  const named = partsOf(raised).map((index) => `${prefix}.${errors[Number(index)] ?? ""}`);
  return {
    parameters: [...parameters(required, true), ...parameters(optional, false)],
    // Every service has one for what its API doesn't name.
    errors: [...named, `${prefix}.${prefix}Exception`],
  };
}

const partsOf = (list: string): readonly string[] => (list === "" ? [] : list.split(","));
