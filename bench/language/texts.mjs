import { stringify } from "yaml";
import { machine } from "./machine.mjs";

/** Stands for the salt in texts that are kept, in no other place. */
const SALT = "sSALT";

const kept = new Map();

/** The text of a machine, in as few lines as people write it in. */
export function textOf({ notation, language, states }, salt) {
  const key = `${notation} ${language} ${states}`;
  if (!kept.has(key)) kept.set(key, written(notation, machine(language, states, SALT)));
  return kept.get(key).replaceAll(SALT, salt);
}

function written(notation, definition) {
  return notation === "json"
    ? JSON.stringify(definition, null, 2)
    : stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** A text after something was typed into an expression in the middle of it; edits differ by their numbers. */
export function withEdit(text, number) {
  const middle = text.indexOf("'order/", text.length >> 1);
  const found = middle < 0 ? text.lastIndexOf("'order/") : middle;
  if (found < 0) throw new Error("The text has no expression to type in.");
  const at = found + "'order/".length;
  return `${text.slice(0, at)}a${number}${text.slice(at)}`;
}

/** Where completion is asked for, about in the middle of the text: the name of a state, a field's name, an expression. */
export function placesIn(text, { notation, language }) {
  const middle = text.length >> 1;
  const after = (sought, from = middle) => text.indexOf(sought, from) + sought.length;
  const key = notation === "json" ? '"Next": "' : "Next: ";
  return [
    after(key),
    after(notation === "json" ? '"Resou' : "Resou"),
    after(language === "JSONata" ? "{% $states." : ".$".concat(notation === "json" ? '": "$.' : ": $.")),
  ];
}
