import { devNull } from "node:os";

export interface FunctionEnvironment {
  readonly functionName: string;
  readonly handler: string;
  /** The folder that holds the function's code. */
  readonly root: string;
  readonly region: string;
  readonly memorySize?: number | undefined;
  readonly timeoutSeconds: number;
  /** The function's own variables. */
  readonly variables: { readonly [name: string]: string };
  /** Whether it may use the credentials of this machine; it then reaches AWS. */
  readonly realCredentials: boolean;
}

/** Variables of the editor and of the machine's own set-up that a function must not see. */
const HIDDEN = /^(AWS_|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_PATH$|NODE_INSPECT|npm_|PYTHONPATH$|PYTHONHOME$)/i;

/** Variables that lead to credentials: a function's own don't count unless it may use real ones. */
const CREDENTIALS =
  /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|DEFAULT_PROFILE|SHARED_CREDENTIALS_FILE|CONFIG_FILE|EC2_METADATA.*|CONTAINER_.*|WEB_IDENTITY_.*|ROLE_.*|CREDENTIAL_.*|SSO_.*)$/i;

/**
 * The environment of a function's process: nothing in it leads to real credentials or to AWS. Shared credential and
 * config files are pointed at nothing, and the instance's metadata is off; the function's own variables come last.
 */
export function functionEnvironment(of: FunctionEnvironment, api: string): { readonly [name: string]: string } {
  const isKept = (name: string): boolean => !HIDDEN.test(name) || (of.realCredentials && CREDENTIALS.test(name));
  const inherited = Object.entries(process.env).filter(([name, value]) => value !== undefined && isKept(name));
  const own = Object.entries(of.variables).filter(([name]) => of.realCredentials || !CREDENTIALS.test(name));
  return {
    ...Object.fromEntries(inherited as [string, string][]),
    ...(!of.realCredentials && noCredentials),
    AWS_REGION: of.region,
    AWS_DEFAULT_REGION: of.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_statecraft",
    AWS_LAMBDA_FUNCTION_NAME: of.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.memorySize ?? 128),
    AWS_LAMBDA_FUNCTION_TIMEOUT: String(of.timeoutSeconds),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${of.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "statecraft",
    AWS_LAMBDA_RUNTIME_API: api,
    LAMBDA_TASK_ROOT: of.root,
    _HANDLER: of.handler,
    ...Object.fromEntries(own),
  };
}

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";

const noCredentials = {
  AWS_ACCESS_KEY_ID: "statecraft",
  AWS_SECRET_ACCESS_KEY: "statecraft",
  AWS_SESSION_TOKEN: "statecraft",
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_CONFIG_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
  // SDKs send nothing to AWS; the function's own variables may name another endpoint.
  AWS_ENDPOINT_URL: NOWHERE,
};
