const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The Base64 text of a text's UTF-8 bytes, in one line. */
export function base64Encoded(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let place = 0; place < 4; place++) encoded += place > left ? "=" : ALPHABET[(group >> (18 - 6 * place)) & 63];
  }
  return encoded;
}

/** The text whose UTF-8 bytes a Base64 text stands for. Line breaks count for nothing; undefined for what isn't Base64. */
export function base64Decoded(encoded: string): string | undefined {
  const digits = encoded.replace(/[\s=]+/g, "");
  if (digits.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(digits)) return undefined;
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const digit of digits) {
    bits = ((bits << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return utf8Text(bytes);
}

/** The bytes of a text in UTF-8; half a surrogate pair becomes a question mark, as in Java. */
function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code >= 0xd800 && code < 0xe000) bytes.push(0x3f);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The text of bytes in UTF-8; what is no UTF-8 becomes the replacement character. */
function utf8Text(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const rest = bytes.slice(at + 1, at + length);
    const isValid =
      length === 1 || (first >= 0xc2 && first < 0xf5 && rest.length === length - 1 && rest.every(continues));
    const lead = length === 1 ? first : first & (0xff >> (length + 1));
    const code = rest.reduce((sum, byte) => (sum << 6) | (byte & 63), lead);
    const isCharacter = isValid && code >= (LEAST[length] ?? 0) && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
    text += isCharacter ? String.fromCodePoint(code) : "\ufffd";
    at += isCharacter ? length : 1;
  }
  return text;
}

/** The least character that is written in so many bytes. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

const continues = (byte: number): boolean => (byte & 0xc0) === 0x80;
