/** A name or a short line, as the record keeps it (`Name` in `model/text.py`). */

import type { Say } from "./words";
import { clean } from "./writing";

export const MOST_LETTERS_IN_NAME = 80;

/** Return why a name cannot be saved, in words, or nothing. */
export function nameProblem(t: Say, name: string, isNeeded = true): string {
  const letters = [...clean(name)].length;
  if (letters > MOST_LETTERS_IN_NAME) return t("too_long", { n: letters - MOST_LETTERS_IN_NAME });
  return isNeeded && !letters ? t("write_first") : "";
}
