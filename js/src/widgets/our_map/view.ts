/** What of a map is looked at, and what of that can be drawn. */

import type { DrawnWord } from "../../shared/map_boxes";
import type { DrawnLink } from "../../shared/map_geometry";
import { linkSentence, strength } from "../../shared/map_sentence";
import type { Say } from "../../shared/words";
import { isOf, isOurs, type MapLink, type Mark } from "./state";

export type Weigh = "people" | "sectors";
export type Which = "all" | Exclude<Mark, "">;

/** What somebody chose to see. */
export interface Choice {
  weigh: Weigh;
  which: Which;
  /** Only the links of this word; "" for all. */
  word: string;
}

export const EVERYTHING: Choice = { weigh: "people", which: "all", word: "" };

// More than this is a tangle, not a picture.
const MOST = { words: 60, links: 160, of_one_word: 40 };
const STRENGTHS = ["map_low", "map_medium", "map_high"];

/** A link as it is drawn and said. */
export interface SaidLink extends DrawnLink {
  sentence: string;
}

export interface View {
  words: DrawnWord[];
  links: SaidLink[];
  /** How many links fit what was chosen; more than `links` where that is too much to draw. */
  all: number;
  isTooLarge: boolean;
}

/** Return a link's weight, one vote a person or one vote a sector. */
export function weightOf(link: MapLink, weigh: Weigh): number {
  const balanced = weigh === "sectors" && isOurs(link) ? link.balanced : null;
  return balanced ?? link.weight;
}

/** Return the word for how strong a link is. */
export function howStrong(t: Say, weight: number, strengths: readonly number[]): string {
  return t(STRENGTHS[strength(weight, strengths)] ?? "mark_none");
}

/** Return what is drawn of a map. */
export function viewOf(
  t: Say,
  { words, links }: { words: readonly DrawnWord[]; links: readonly MapLink[] },
  { weigh, which, word }: Choice,
  strengths: readonly number[],
): View {
  const labels = new Map(words.map(({ key, label }) => [key, label]));
  const fitting = links.filter(
    (link) =>
      (which === "all" || isOf(link, which)) &&
      (!word || link.source === word || link.target === word),
  );
  const strongest = (one: MapLink, other: MapLink): number =>
    Math.abs(weightOf(other, weigh)) - Math.abs(weightOf(one, weigh));
  const chosen = word ? [...fitting].sort(strongest).slice(0, MOST.of_one_word) : fitting;
  const touched = new Set(chosen.flatMap(({ source, target }) => [source, target]));
  // A word that is on no link stands in the picture of the whole map.
  const isWhole = which === "all" && !word;
  const drawn = words.filter(({ key }) => isWhole || touched.has(key) || key === word);
  const isTooLarge = drawn.length > MOST.words || chosen.length > MOST.links;
  const said = (link: MapLink): SaidLink => {
    const weight = weightOf(link, weigh);
    const [source, target] = [link.source, link.target].map((key) => labels.get(key) ?? key);
    const ends = { source: source ?? "", target: target ?? "" };
    let sentence = weigh === "people" ? (link.sentence ?? "") : "";
    if (!sentence && weight === 0) sentence = t("said_none", ends);
    sentence ||= linkSentence(t, ends.source, ends.target, weight, strengths);
    const mark = isOurs(link) ? link.mark : "";
    return { source: link.source, target: link.target, weight, mark, sentence };
  };
  return {
    words: isTooLarge ? [] : drawn,
    links: isTooLarge ? [] : chosen.map(said),
    all: fitting.length,
    isTooLarge,
  };
}
