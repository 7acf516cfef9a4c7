/** What the kernel tells the themes, and where each idea stands on this page. */

import type { ExerciseState, Message } from "../../shared/afm";
import { type Alike, pairsAlike } from "../../shared/alike";
import type { Fact } from "../../shared/facts";
import type { TeamRecord } from "../../shared/records";

/** One thing on the wall; `originals` holds the words of each where several stand together. */
export interface Item {
  id: string;
  text: string;
  originals: string[];
}

/** What is sent of a theme; `items` only counts for a new one, ideas are moved by themselves. */
export interface ThemeFields {
  title: string;
  fact_ids: string[];
  items: string[];
}

export type Theme = ThemeFields & TeamRecord;

export const NEW_THEME: ThemeFields = { title: "", fact_ids: [], items: [] };

/** Traits of `widgets/themes.py`. */
export interface State extends ExerciseState {
  /** The step the ideas are written in. */
  board: string;
  items: Item[];
  themes: Theme[];
  facts: Fact[];
}

/** Return the theme each idea stands in, with what was done here on top of the kernel's state. */
export function placesNow(themes: Theme[], pending: readonly Message[]): Map<string, string> {
  const places = new Map(themes.flatMap(({ id, items }) => items.map((item) => [item, id])));
  const known = new Set(themes.map(({ id }) => id));
  const put = (items: unknown, theme: string): void => {
    for (const item of items as string[])
      if (theme) places.set(item, theme);
      else places.delete(item);
  };
  for (const message of pending) {
    const id = String(message.record_id);
    if (message.type === "place") put(message.items, String(message.theme_id));
    if (message.type === "save" && !known.has(id)) put(message.items, id);
    if (message.type === "drop")
      for (const [item, theme] of places) if (theme === id) places.delete(item);
  }
  return places;
}

/** Ideas that may belong together: two that stand in no theme, or one of them and a theme. */
export interface Hint {
  key: string;
  items: Item[];
  theme: string;
}

// Of ideas that say the same half the words are the same; of ideas of one kind, some.
const LEAST_ALIKE = 0.35;

/** Return which ideas, and names of themes, look alike, the most alike first. */
export function alikeItems(items: Item[], themes: { id: string; title: string }[]): Alike[] {
  const named = themes.map(({ id, title }) => ({ id, text: title }));
  return pairsAlike([...items, ...named], LEAST_ALIKE);
}

/** Return the hints that are left: each idea stands in one, and none that was put aside comes back. */
export function hintsNow(
  items: Item[],
  pairs: Alike[],
  places: Map<string, string>,
  aside: string[],
): Hint[] {
  const hints: Hint[] = [];
  const ideas = new Set(items.map(({ id }) => id));
  // What is no idea is a theme's name, and stands for the theme.
  const placeOf = (id: string): string => places.get(id) ?? (ideas.has(id) ? "" : id);
  const hinted = new Set<string>();
  for (const { one, other } of pairs) {
    const loose = [one, other].filter((id) => !placeOf(id));
    const theme = placeOf(one) || placeOf(other);
    const key = [...loose, theme].join(" ");
    if (!loose.length || aside.includes(key) || loose.some((id) => hinted.has(id))) continue;
    for (const id of loose) hinted.add(id);
    hints.push({ key, theme, items: items.filter(({ id }) => loose.includes(id)) });
  }
  return hints;
}
