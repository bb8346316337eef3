import { pointerSteps, type ServiceText } from "../text/index.ts";

/** The service's text for what doesn't fit its schema of definitions, about the place that a JSON Pointer names. */
export function schemaFault(message: string, path: string): ServiceText {
  return { code: "SCHEMA_VALIDATION_FAILED", message, location: serviceLocation(path) };
}

/** What the service says of a resource that it doesn't know. Recorded for an optimized integration. */
export const resourceFault = (resource: string, statePath: string): ServiceText =>
  schemaFault(
    `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    `${statePath}/Resource`,
  );

/** A place as the service names it: `/` for the whole, an index in brackets: `/States/Which/Choices[0]/Next`. */
export function serviceLocation(path: string): string {
  const [first, ...steps] = pointerSteps(path);
  let [location, container] = [`/${first ?? ""}`, first];
  for (const step of steps) {
    location += /^\d+$/.test(step) && container !== "States" ? `[${step}]` : `/${step}`;
    container = step;
  }
  return location;
}
