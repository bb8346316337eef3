import { gives, intrinsic } from "./intrinsic-function.ts";

export const stringSplit = intrinsic({
  name: "States.StringSplit",
  doc: "Splits a text at every character of the second text; empty pieces are left out.",
  parameters: [
    { name: "text", type: "string" },
    { name: "separators", type: "string" },
  ],
  result: "array",
  call([text, separators]) {
    const marks = new Set(separators);
    const pieces: string[] = [];
    let piece = "";
    for (const character of text) {
      if (!marks.has(character)) piece += character;
      else {
        pieces.push(piece);
        piece = "";
      }
    }
    return gives([...pieces, piece].filter((part) => part !== ""));
  },
});
