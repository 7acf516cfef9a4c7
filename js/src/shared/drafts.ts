/** Words that were typed and not added yet: which there are, and throwing them away. */

import { keep, recall } from "./keep";
import { keysOf, type Standing, standing } from "./kept_keys";
import { PUT_AWAY } from "./outbox_kept";
import { textsIn } from "./outbox_said";

const KIND = "ciwidgets.draft";

/** A draft with what it says. */
export interface Draft extends Standing {
  said: string[];
}

/** Return a person's drafts on this device that hold words. */
export function draftsOf(person: string): Draft[] {
  return keysOf(KIND, person)
    .map((key) => ({ ...standing(key), said: wordsIn(recall<unknown>(key)) }))
    .filter(({ said }) => said.length > 0);
}

/** Throw a draft away, also where a form still has it open. */
export function dropDraft({ key }: Draft): void {
  keep(key, null);
  window.dispatchEvent(new CustomEvent(PUT_AWAY, { detail: { key } }));
}

/** The words of a draft: one text, the forms of a list (`useForms`), or fields by their names. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOfForm);
  if (typeof value !== "string" || !value.startsWith("{")) return textsIn(value);
  try {
    return textsIn(JSON.parse(value));
  } catch {
    return textsIn(value);
  }
}

/** What was changed in a form; what it was opened with is kept elsewhere. */
function wordsOfForm(form: unknown): string[] {
  const { start, now } = (form ?? {}) as { start?: object; now?: object };
  if (!start || !now) return [];
  const before = start as Record<string, unknown>;
  return Object.entries(now).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(before[name])
      ? []
      : textsIn({ [name]: typeof value === "number" ? String(value) : value }),
  );
}
