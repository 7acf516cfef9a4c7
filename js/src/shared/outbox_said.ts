/** What a person has typed, found in any message or draft without knowing its exercise. */

import type { Entry } from "./outbox_types";

// Fields that hold names of things and choices from lists, which nobody typed.
const NAMED =
  /^(type|id|ids|.*_ids?|base_revision|stands_for|source|target|items|picks|audiences|model|way|group)$/;
// "dont_know", and the ids that pages and kernels make up.
const CODE = /^([a-z]+(_[a-z]+)+|(?=\S*\d)(?=\S*[A-Z])[A-Za-z0-9_-]{22,})$/;

/** Return the texts in a value, each as it was typed, in order. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    const text = value.trim();
    return text && !CODE.test(text) ? [text] : [];
  }
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!value || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, one]) => (NAMED.test(name) ? [] : textsIn(one)));
}

/** Return what a person typed into a message; nothing for one that is a choice or a vote. */
export function saidOf({ said, message }: Entry): readonly string[] {
  return said ?? textsIn(message);
}

/** Whether a newer message says all that an older one of its kind says. */
export function covers(newer: Entry, older: Entry): boolean {
  if (newer.message.type !== older.message.type) return false;
  const words = saidOf(older);
  const now = saidOf(newer);
  if (words.length) return words.every((text) => now.some((one) => one.includes(text)));
  return newer.replaces !== undefined
    ? newer.replaces === older.replaces
    : newer.record !== undefined && newer.record === older.record;
}
