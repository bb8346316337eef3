export type { SdkAction, SdkParameter, SdkService } from "./aws-sdk.ts";
export { type Catalogue, type CatalogueTexts, createCatalogue } from "./catalogue.ts";
export type { Integration, IntegrationParameter, IntegrationPattern, MapResource, Shape } from "./optimized.ts";
export { type FieldValidationMode, resultFault } from "./result-fault.ts";
export { resultProblem } from "./result-problem.ts";
export { describedShape, type ResultShape } from "./result-shape.ts";
export { skeletonOf } from "./skeleton.ts";
