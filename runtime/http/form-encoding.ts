import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";

/** How arrays are written in a form: `a[0]=1`, `a=1&a=2`, `a=1,2`, `a[]=1`. Reference, section 9.6. */
export type ArrayFormat = "INDICES" | "REPEAT" | "COMMAS" | "BRACKETS";

/** An object as `application/x-www-form-urlencoded`; members of objects within are written `a[b]=1`. Iterative. */
export function formEncoding(body: JsonObject, format: ArrayFormat): string {
  const pairs: string[] = [];
  const open: (readonly [name: string, value: Json])[] = Object.entries(body).toReversed();
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, value] = next;
    if (Array.isArray(value)) {
      if (format === "COMMAS" && value.every((each) => typeof each !== "object")) {
        pairs.push(`${encodeURIComponent(name)}=${value.map(encoded).join(",")}`);
      } else for (const pair of namesOf(name, value, format).toReversed()) open.push(pair);
    } else if (isJsonObject(value)) {
      const members = Object.entries(value).map(([key, held]) => [`${name}[${key}]`, held] as const);
      for (const member of members.toReversed()) open.push(member);
    } else pairs.push(`${encodeURIComponent(name)}=${encoded(value)}`);
  }
  return pairs.join("&");
}

function namesOf(name: string, values: readonly Json[], format: ArrayFormat) {
  const suffix = (index: number): string => (format === "REPEAT" ? "" : format === "BRACKETS" ? "[]" : `[${index}]`);
  return values.map((value, index) => [`${name}${suffix(index)}`, value] as const);
}

const encoded = (value: Json): string => encodeURIComponent(value === null ? "" : String(value));
