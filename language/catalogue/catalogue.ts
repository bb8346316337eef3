import { lazy } from "../text/index.ts";
import { type SdkAction, type SdkCatalogueData, type SdkService, sdkAction } from "./aws-sdk.ts";
import type { Integration, MapResource, OptimizedCatalogueData, Shape } from "./optimized.ts";
import { type ResultData, type ResultShape, resultShape } from "./result-shape.ts";

/**
 * What is known of the services that a Task state may call. Whatever it doesn't know may exist all the same: services
 * grow. Nothing is read before somebody asks for it.
 */
export interface Catalogue {
  /** The integrations made for Step Functions, such as `lambda:invoke`; Reference, section 9.2. */
  readonly integrations: readonly Integration[];
  /** The day that the data is of, `2026-05-19`: whatever came later is unknown to it. */
  readonly asOf: string;
  /** The page of the developer guide about an integration. */
  docsOf(integration: Pick<Integration, "docs">): string;
  /** What readers of items and writers of results name as their resource. */
  readonly mapResources: readonly MapResource[];
  /** By service and action; a pattern such as `.sync` doesn't count: `integration("lambda", "invoke.waitForTaskToken")`. */
  integration(service: string, action: string): Integration | undefined;
  /** A type that parameters name: `athena.EncryptionConfiguration`. */
  shape(name: string): Shape | undefined;
  /** The services of `aws-sdk` resources by their names in an ARN: `dynamodb`. Reference, section 9.5. */
  readonly sdkServices: ReadonlyMap<string, SdkService>;
  /** `sdkAction("dynamodb", "getItem")`; undefined where the service has no such action, or its actions are unknown. */
  sdkAction(service: string, action: string): SdkAction | undefined;
  /** Services whose API exists but that no `aws-sdk` resource is known to name. */
  readonly unlistedServices: readonly string[];
  /**
   * What a task gets from a service, `aws-sdk:s3` and `getObject`, with its pattern if it waits for a job; undefined where
   * that isn't known.
   */
  result(service: string, action: string): ResultShape | undefined;
}

/** Where the catalogue's data comes from: the texts of `optimized.json`, `aws-sdk.json` and `results.json` in `data`. */
export interface CatalogueTexts {
  optimized(): string;
  awsSdk(): string;
  results(): string;
}

export function createCatalogue(texts: CatalogueTexts): Catalogue {
  const optimized = lazy(() => JSON.parse(texts.optimized()) as OptimizedCatalogueData);
  const sdk = lazy(() => JSON.parse(texts.awsSdk()) as SdkCatalogueData);
  const results = lazy(() => JSON.parse(texts.results()) as ResultData);
  const byName = lazy(() => new Map(optimized().integrations.map((it) => [`${it.service}:${it.action}`, it])));
  const services = lazy(() => new Map(Object.entries(sdk().services)));
  return {
    get integrations() {
      return optimized().integrations;
    },
    get asOf() {
      return optimized().asOf;
    },
    docsOf: ({ docs }) => optimized().docsBase.replace("{docs}", docs),
    get mapResources() {
      return optimized().mapResources;
    },
    integration: (service, action) => byName().get(`${service}:${plainAction(action)}`),
    shape: (name) => (Object.hasOwn(optimized().shapes, name) ? optimized().shapes[name] : undefined),
    get sdkServices() {
      return services();
    },
    sdkAction(service, action) {
      const known = services().get(service);
      return known && sdkAction(known, sdk().types, plainAction(action));
    },
    get unlistedServices() {
      return sdk().unlisted;
    },
    result: (service, action) => resultShape(results(), service, action),
  };
}

/** `invoke` for `invoke.waitForTaskToken`. */
const plainAction = (action: string): string => action.split(".", 1)[0] ?? action;
