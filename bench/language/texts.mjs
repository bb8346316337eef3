import { stringify } from "yaml";
import { machine } from "./machine.mjs";

/** The text of a machine, and the places in it where completion is asked for: as few lines as people write it in. */
export function textOf({ notation, language, states }, salt) {
  const definition = machine(language, states, salt);
  const text =
    notation === "json"
      ? JSON.stringify(definition, null, 2)
      : stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false });
  return text;
}

/** A text after one more character was typed into an expression in the middle of it. */
export function withOneEdit(text) {
  const middle = text.indexOf("'order/", text.length >> 1);
  const found = middle < 0 ? text.lastIndexOf("'order/") : middle;
  if (found < 0) throw new Error("The text has no expression to type in.");
  const at = found + "'order/".length;
  return `${text.slice(0, at)}a${text.slice(at)}`;
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
