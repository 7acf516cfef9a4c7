/** A record in plain texts, for where it has no place on its list any more. */

import { textsIn } from "./outbox_said";
import { type Field, isThere, nameOf, valueIn } from "./record_list_fields";
import { said } from "./record_list_said";
import type { Say } from "./words";

/** Return what was written into a record's fields; all but its sentences with their labels. */
export function textsSaid<F>(t: Say, fields: readonly Field<F>[], values: F): string[] {
  return fields.flatMap((field) => {
    const value = valueIn(field, values);
    if (field.kind === "check" || !isThere(field, values)) return [];
    const words = said(t, field, value, values);
    if (typeof words !== "string") return field.kind === "links" ? [] : textsIn(value);
    const isSentence = field.kind === "text" || field.kind === "writing";
    return words ? [isSentence ? words : `${nameOf(t, field)}: ${words}`] : [];
  });
}
