/** What can be done to a map, and how it is undone. Each change returns a new map, or the same. */

import { clean } from "../../shared/writing";
import type { DeckWord, MapLink, MapWord, OwnMap } from "./state";

/** As many as the record keeps (`model/maps.py`). */
export const MOST_WORDS = 60;
export const MOST_LINKS = 300;
const MOST_STEPS_BACK = 100;

/** What names a link on a page. */
export function linkId({ source, target }: Pick<MapLink, "source" | "target">): string {
  return `${source}>${target}`;
}

/** The same word written in another way: letter case, blanks and forms of letters left out. */
export function plain(label: string): string {
  return clean(label).normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Return the word of a map that is written like this. */
export function wordLike(map: OwnMap, label: string): MapWord | undefined {
  return map.words.find((word) => plain(word.label) === plain(label));
}

/** Return the deck's key for a label, or nothing where the deck has no such word. */
function standsFor(deck: readonly DeckWord[], label: string): string {
  return deck.find((one) => plain(one.label) === plain(label))?.key ?? "";
}

/** Add a word; one the deck has stands for the deck's. */
export function addWord(
  map: OwnMap,
  id: string,
  label: string,
  deck: readonly DeckWord[] = [],
): OwnMap {
  const written = clean(label);
  if (!written || map.words.length >= MOST_WORDS || wordLike(map, written)) return map;
  const word = { id, label: written, stands_for: standsFor(deck, written), x: null, y: null };
  return { ...map, words: [...map.words, word] };
}

/** Write a word otherwise; it stands for what the deck has under its new wording, or for itself. */
export function renameWord(
  map: OwnMap,
  id: string,
  label: string,
  deck: readonly DeckWord[] = [],
): OwnMap {
  const written = clean(label);
  const other = wordLike(map, written);
  if (!written || (other && other.id !== id)) return map;
  const isSame = other !== undefined;
  return withWord(map, id, (word) => ({
    ...word,
    label: written,
    stands_for: isSame ? word.stands_for : standsFor(deck, written),
  }));
}

/** Put a word where a hand placed it. */
export function placeWord(map: OwnMap, id: string, x: number, y: number): OwnMap {
  return withWord(map, id, (word) => ({ ...word, x: Math.round(x), y: Math.round(y) }));
}

/** Drop a word, and the links it has. */
export function dropWord(map: OwnMap, id: string): OwnMap {
  const words = map.words.filter((word) => word.id !== id);
  if (words.length === map.words.length) return map;
  return { words, links: map.links.filter((link) => link.source !== id && link.target !== id) };
}

/** Link two words, or change the link they have in this direction. */
export function setLink(map: OwnMap, link: MapLink): OwnMap {
  const { source, target } = link;
  const isHere = (id: string) => map.words.some((word) => word.id === id);
  if (source === target || !isHere(source) || !isHere(target)) return map;
  const place = map.links.findIndex((one) => linkId(one) === linkId(link));
  if (place < 0)
    return map.links.length < MOST_LINKS ? { ...map, links: [...map.links, link] } : map;
  if (map.links[place]?.weight === link.weight) return map;
  return { ...map, links: map.links.map((one, at) => (at === place ? link : one)) };
}

/** Drop a link. */
export function dropLink(map: OwnMap, source: string, target: string): OwnMap {
  const links = map.links.filter((one) => linkId(one) !== linkId({ source, target }));
  return links.length === map.links.length ? map : { ...map, links };
}

/** Say a sentence otherwise: the new one stands in the old one's place. */
export function replaceLink(map: OwnMap, old: MapLink, link: MapLink): OwnMap {
  if (linkId(old) === linkId(link)) return setLink(map, link);
  const place = map.links.findIndex((one) => linkId(one) === linkId(old));
  const without = dropLink(dropLink(map, old.source, old.target), link.source, link.target);
  if (place < 0 || setLink(without, link) === without) return map;
  return {
    ...without,
    links: [...without.links.slice(0, place), link, ...without.links.slice(place)],
  };
}

function withWord(map: OwnMap, id: string, change: (word: MapWord) => MapWord): OwnMap {
  const place = map.words.findIndex((word) => word.id === id);
  const before = map.words[place];
  if (!before) return map;
  const after = change(before);
  return isSameWord(before, after)
    ? map
    : { ...map, words: map.words.map((word) => (word === before ? after : word)) };
}

function isSameWord(one: MapWord, other: MapWord): boolean {
  return (
    one.id === other.id &&
    one.label === other.label &&
    one.stands_for === other.stands_for &&
    one.x === other.x &&
    one.y === other.y
  );
}

/** Whether two maps are the same, links and words in the same order. */
export function isSameMap(one: OwnMap, other: OwnMap): boolean {
  return (
    one.words.length === other.words.length &&
    one.links.length === other.links.length &&
    one.words.every((word, place) => isSameWord(word, other.words[place] as MapWord)) &&
    one.links.every((link, place) => {
      const beside = other.links[place];
      return beside && linkId(link) === linkId(beside) && link.weight === beside.weight;
    })
  );
}

/** A map, what it was before, and what was undone. */
export interface Trail {
  readonly past: readonly OwnMap[];
  readonly now: OwnMap;
  readonly future: readonly OwnMap[];
}

export function begin(now: OwnMap): Trail {
  return { past: [], now, future: [] };
}

/** Go on to a changed map; what had been undone is let go. */
export function step(trail: Trail, next: OwnMap): Trail {
  if (next === trail.now) return trail;
  return { past: [...trail.past, trail.now].slice(-MOST_STEPS_BACK), now: next, future: [] };
}

export function undo({ past, now, future }: Trail): Trail {
  const before = past.at(-1);
  if (!before) return { past, now, future };
  return { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redo({ past, now, future }: Trail): Trail {
  const [next, ...later] = future;
  return next ? { past: [...past, now], now: next, future: later } : { past, now, future };
}
