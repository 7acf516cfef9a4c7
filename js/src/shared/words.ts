/** The page's own words, which come from the catalogue in `ciwidgets/words`. */

import { createContext } from "preact";
import { useMemo } from "preact/hooks";
import type { Model, PageState } from "./afm";
import { useTrait } from "./hooks";

export type Blanks = Record<string, string | number>;
/** Say a sentence of the catalogue, its {blanks} filled in. */
export type Say = (key: string, blanks?: Blanks) => string;

/**
 * Return the function that says a sentence.
 *
 * With a blank named `n`, `key_one` or `key_other` is said as the number asks for. A key the
 * catalogue lacks is said as itself: a test finds it before a person does.
 */
export function sayFrom(words: Record<string, string>): Say {
  return (key, blanks = {}) => {
    const plural = "n" in blanks ? (Number(blanks.n) === 1 ? `${key}_one` : `${key}_other`) : key;
    const sentence = words[plural] ?? words[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
  };
}

/** An exercise's `t`, for what stands deep within it and is given no words. */
export const Words = createContext<Say>((key) => key);

/** Return a widget's `t("key", {n: 3})`. */
export function useWords<State extends PageState>(model: Model<State>): Say {
  const words = useTrait(model, "words") as Record<string, string>;
  return useMemo(() => sayFrom(words), [words]);
}
