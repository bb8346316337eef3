import { array } from "./array.ts";
import { arrayContains } from "./array-contains.ts";
import { arrayGetItem } from "./array-get-item.ts";
import { arrayLength } from "./array-length.ts";
import { arrayPartition } from "./array-partition.ts";
import { arrayRange } from "./array-range.ts";
import { arrayUnique } from "./array-unique.ts";
import { base64Decode } from "./base64-decode.ts";
import { base64Encode } from "./base64-encode.ts";
import { format } from "./format.ts";
import { hash } from "./hash.ts";
import type { IntrinsicFunction } from "./intrinsic-function.ts";
import { jsonMerge } from "./json-merge.ts";
import { jsonToString } from "./json-to-string.ts";
import { mathAdd } from "./math-add.ts";
import { mathRandom } from "./math-random.ts";
import { stringSplit } from "./string-split.ts";
import { stringToJson } from "./string-to-json.ts";
import { uuid } from "./uuid.ts";

const all: readonly IntrinsicFunction[] = [
  format,
  stringToJson,
  jsonToString,
  array,
  arrayPartition,
  arrayContains,
  arrayRange,
  arrayGetItem,
  arrayLength,
  arrayUnique,
  base64Encode,
  base64Decode,
  hash,
  jsonMerge,
  mathRandom,
  mathAdd,
  stringSplit,
  uuid,
];

/** The 18 intrinsic functions by their names, `States.Format`. Reference, section 4. */
export const intrinsicFunctions: ReadonlyMap<string, IntrinsicFunction> = new Map(all.map((one) => [one.name, one]));
