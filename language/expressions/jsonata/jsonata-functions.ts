import { derived } from "../../text/index.ts";

/** A function of JSONata as the service has it. */
export interface JsonataFunction {
  /** Without `$`. */
  readonly name: string;
  /** In order; those that may be left out end with a question mark, one that may be repeated with dots. */
  readonly parameters: readonly string[];
  readonly doc: string;
  /** Whether the service adds it to JSONata, or gives it parameters of its own. */
  readonly isOfService: boolean;
}

type Row = readonly [name: string, parameters: string, doc: string];

const TEXTS: readonly Row[] = [
  ["string", "value?, prettify?", "Writes a value as text, JSON for arrays and objects."],
  ["length", "text?", "Counts the characters of a text."],
  ["substring", "text?, start, length?", "Gives a part of a text; a negative start counts from its end."],
  ["substringBefore", "text?, mark", "Gives what stands before a mark, or the whole text."],
  ["substringAfter", "text?, mark", "Gives what stands after a mark, or the whole text."],
  ["uppercase", "text?", "Writes a text in upper case."],
  ["lowercase", "text?", "Writes a text in lower case."],
  ["trim", "text?", "Removes blanks around a text, and makes one of several within it."],
  ["pad", "text?, width, fill?", "Fills a text up to a width, on its left where the width is negative."],
  ["contains", "text?, pattern", "Tells whether a text holds another text or matches a regular expression."],
  ["split", "text?, separator, limit?", "Cuts a text into an array at a text or a regular expression."],
  ["join", "texts, separator?", "Joins the texts of an array into one."],
  ["match", "text?, pattern, limit?", "Lists what a regular expression matches in a text, with places and groups."],
  ["replace", "text?, pattern, replacement, limit?", "Replaces what a text or a regular expression matches."],
  ["base64encode", "text?", "Encodes a text in Base64."],
  ["base64decode", "text?", "Decodes a text from Base64."],
  ["encodeUrlComponent", "text?", "Encodes a text for use in a part of a URL."],
  ["encodeUrl", "text?", "Encodes a text as a whole URL."],
  ["decodeUrlComponent", "text?", "Decodes a part of a URL."],
  ["decodeUrl", "text?", "Decodes a whole URL."],
];

const NUMBERS: readonly Row[] = [
  ["number", "value?", "Makes a number of a text or of true and false."],
  ["abs", "number?", "Gives the number without its sign."],
  ["floor", "number?", "Rounds down."],
  ["ceil", "number?", "Rounds up."],
  ["round", "number?, precision?", "Rounds to decimal places, halves to the even neighbour."],
  ["power", "base?, exponent", "Raises a number to a power."],
  ["sqrt", "number?", "Gives the square root."],
  ["formatNumber", "number?, picture, options?", "Writes a number after a picture such as `#,##0.00`."],
  ["formatBase", "number?, radix?", "Writes a number in a base from 2 to 36, 10 unless given."],
  ["formatInteger", "number?, picture", "Writes an integer after a picture: digits, roman numerals, words."],
  ["parseInteger", "text?, picture", "Reads an integer that is written after a picture."],
  ["sum", "numbers", "Adds the numbers of an array."],
  ["max", "numbers", "Gives the greatest number of an array."],
  ["min", "numbers", "Gives the least number of an array."],
  ["average", "numbers", "Gives the mean of the numbers of an array."],
];

const VALUES: readonly Row[] = [
  ["boolean", "value?", "Makes true or false of a value: empty values, 0 and null are false."],
  ["not", "value?", "Gives the contrary of a value's truth."],
  ["exists", "value", "Tells whether an expression names anything."],
  ["type", "value", "Names the type of a value."],
  ["count", "array", "Counts the elements of an array."],
  ["append", "first, second", "Joins two arrays or values into one array."],
  ["sort", "array, comesAfter?", "Sorts an array, after a function of two elements where given."],
  ["reverse", "array", "Turns the order of an array around."],
  ["shuffle", "array", "Puts the elements of an array into a random order."],
  ["distinct", "array", "Gives an array without its repeated elements."],
  ["zip", "arrays...", "Makes arrays of the elements that stand at the same place of several arrays."],
  ["keys", "object?", "Lists the keys of an object, or of all objects of an array."],
  ["lookup", "object?, key", "Gives the value under a key."],
  ["spread", "object?", "Makes an array of objects with one key each."],
  ["merge", "objects", "Makes one object of several; later ones hold."],
  ["sift", "object?, function", "Keeps the members of an object for which a function is true."],
  ["each", "object?, function", "Makes an array of what a function makes of each member of an object."],
  ["clone", "value?", "Copies a value."],
  ["error", "message?", "Fails the evaluation with a message."],
  ["assert", "condition, message?", "Fails the evaluation with a message unless the condition is true."],
];

const FUNCTIONS_AND_TIME: readonly Row[] = [
  ["map", "array, function", "Makes an array of what a function makes of each element."],
  ["filter", "array, function", "Keeps the elements for which a function is true."],
  ["single", "array, function?", "Gives the only element for which a function is true, and fails unless there is one."],
  ["reduce", "array, function, first?", "Combines the elements one after the other by a function of two values."],
  ["now", "picture?, timezone?", "Gives the present moment as text, the same everywhere in an expression."],
  ["millis", "", "Gives the present moment in milliseconds, the same everywhere in an expression."],
  ["fromMillis", "milliseconds?, picture?, timezone?", "Writes a moment as text, after a picture where given."],
  ["toMillis", "text?, picture?", "Reads a moment, after a picture where given."],
];

const OF_SERVICE: readonly Row[] = [
  ["partition", "array, size", "Cuts an array into arrays of a size; the last one may be shorter."],
  ["range", "first, last, step", "Makes an array of numbers from the first to the last, both included."],
  ["hash", "text, algorithm", "Gives the digest of a text: MD5, SHA-1, SHA-256, SHA-384 or SHA-512."],
  ["random", "seed?", "Gives a number of at least 0 and less than 1; the same seed gives the same number."],
  ["uuid", "", "Gives a new UUID of version 4."],
  ["parse", "text", "Reads a JSON text; it stands in for `$eval`, which the service lacks."],
];

/** Every function that an expression may call, by its name without `$`. Reference, section 5. */
export const jsonataFunctions: ReadonlyMap<string, JsonataFunction> = new Map(
  [...TEXTS, ...NUMBERS, ...VALUES, ...FUNCTIONS_AND_TIME, ...OF_SERVICE].map((row) => {
    const [name, parameters, doc] = row;
    return [
      name,
      { name, parameters: parameters ? parameters.split(", ") : [], doc, isOfService: OF_SERVICE.includes(row) },
    ];
  }),
);

interface Arity {
  readonly least: number;
  readonly most: number;
}

/** How many arguments a function takes; without an end where one may be repeated. */
export const jsonataArity = derived(({ parameters }: JsonataFunction): Arity => {
  const least = parameters.filter((parameter) => !parameter.endsWith("?")).length;
  const most = parameters.some((parameter) => parameter.endsWith("...")) ? Number.POSITIVE_INFINITY : parameters.length;
  return { least, most };
});
