import { expect, test } from "vitest";
import {
  addWord,
  begin,
  dropLink,
  dropWord,
  isSameMap,
  MOST_LINKS,
  MOST_WORDS,
  placeWord,
  redo,
  renameWord,
  replaceLink,
  setLink,
  step,
  undo,
} from "./map";
import type { OwnMap } from "./state";

const DECK = [{ key: "deck:stigma", label: "Stigma" }];
const EMPTY: OwnMap = { words: [], links: [] };
const link = (source: string, target: string, weight = 1) => ({ source, target, weight });

/** A map of words named by their ids. */
function mapOf(ids: string, ...links: ReturnType<typeof link>[]): OwnMap {
  const words = [...ids].reduce((map, id) => addWord(map, id, `Word ${id}`), EMPTY);
  return links.reduce(setLink, words);
}

test("a word of the deck stands for the deck's, however it is written, and one's own for itself", () => {
  const map = addWord(addWord(EMPTY, "a", "  STIGMA ", DECK), "b", "Trust", DECK);
  expect(map.words).toEqual([
    { id: "a", label: "STIGMA", stands_for: "deck:stigma", x: null, y: null },
    { id: "b", label: "Trust", stands_for: "", x: null, y: null },
  ]);
});

test("the same word is not added twice, nor an empty one, nor one too many", () => {
  const map = addWord(EMPTY, "a", "Trust");
  expect(addWord(map, "b", " trust  ")).toBe(map);
  expect(addWord(map, "b", "   ")).toBe(map);
  let full = EMPTY;
  for (let n = 0; n < MOST_WORDS + 5; n += 1) full = addWord(full, `w${n}`, `Word ${n}`);
  expect(full.words).toHaveLength(MOST_WORDS);
});

test("a word that is written otherwise keeps its sentences, and stands for what it now says", () => {
  const map = setLink(
    addWord(addWord(EMPTY, "a", "Stigma", DECK), "b", "Trust", DECK),
    link("a", "b"),
  );
  const other = renameWord(map, "a", "Shame", DECK);
  expect(other.words[0]).toMatchObject({ label: "Shame", stands_for: "" });
  expect(other.links).toEqual(map.links);
  expect(renameWord(other, "a", "stigma", DECK).words[0]?.stands_for).toBe("deck:stigma");
  expect(renameWord(map, "a", "STIGMA", DECK).words[0]).toMatchObject({
    label: "STIGMA",
    stands_for: "deck:stigma",
  });
  expect(renameWord(map, "a", "trust", DECK)).toBe(map);
  expect(renameWord(map, "a", "  ", DECK)).toBe(map);
});

test("a dropped word takes its sentences with it and no others", () => {
  const map = mapOf("abc", link("a", "b"), link("b", "c"), link("c", "a"));
  const left = dropWord(map, "a");
  expect(left.words.map((word) => word.id)).toEqual(["b", "c"]);
  expect(left.links).toEqual([link("b", "c")]);
  expect(dropWord(map, "z")).toBe(map);
});

test("two words are linked once in each direction, and no word to itself or to one not here", () => {
  const map = mapOf("ab", link("a", "b"));
  expect(setLink(map, link("a", "b", -0.25)).links).toEqual([link("a", "b", -0.25)]);
  expect(setLink(map, link("b", "a")).links).toHaveLength(2);
  for (const one of [link("a", "b"), link("a", "a"), link("a", "z")])
    expect(setLink(map, one)).toBe(map);
  const many = mapOf("abcdefghijklmnopqrs");
  const all = many.words.flatMap(({ id }) => many.words.map((word) => link(id, word.id)));
  expect(all.reduce(setLink, many).links).toHaveLength(MOST_LINKS);
});

test("a sentence that is said otherwise stays in its place and takes that of its like", () => {
  const map = mapOf("abc", link("a", "b"), link("b", "c"), link("c", "a"));
  expect(replaceLink(map, link("a", "b"), link("a", "c")).links[0]).toEqual(link("a", "c"));
  expect(replaceLink(map, link("a", "b"), link("a", "b", -1)).links[0]).toEqual(link("a", "b", -1));
  const merged = replaceLink(map, link("c", "a"), link("a", "b", 0.25)).links;
  expect(merged).toEqual([link("b", "c"), link("a", "b", 0.25)]);
  expect(replaceLink(map, link("a", "b"), link("c", "c"))).toBe(map);
  expect(dropLink(map, "b", "a")).toBe(map);
});

test("a word stays where it was put, in whole numbers", () => {
  const map = placeWord(mapOf("ab"), "a", 10.4, -3.6);
  expect(map.words[0]).toMatchObject({ x: 10, y: -4 });
  expect(placeWord(map, "a", 10.3, -4)).toBe(map);
});

test("any way back and on again leads through the very same maps", () => {
  const maps = [EMPTY, mapOf("a"), mapOf("ab"), mapOf("ab", link("a", "b")), mapOf("b")];
  let trail = begin(EMPTY);
  for (const map of maps.slice(1)) trail = step(trail, map);
  for (const map of maps.slice(0, -1).reverse()) {
    trail = undo(trail);
    expect(trail.now).toBe(map);
  }
  expect(undo(trail).now).toBe(EMPTY);
  for (const map of maps.slice(1)) {
    trail = redo(trail);
    expect(trail.now).toBe(map);
  }
  expect(redo(trail).now).toBe(maps.at(-1));
});

test("a change after a step back lets go of what was undone, and no change is no step", () => {
  const trail = undo(step(step(begin(EMPTY), mapOf("a")), mapOf("ab")));
  const other = step(trail, mapOf("c"));
  expect(other.future).toEqual([]);
  expect(step(other, other.now)).toBe(other);
});

test("two maps are the same where their words and links are", () => {
  const map = mapOf("ab", link("a", "b"));
  expect(isSameMap(map, structuredClone(map))).toBe(true);
  expect(isSameMap(map, placeWord(map, "a", 1, 1))).toBe(false);
  expect(isSameMap(map, setLink(map, link("a", "b", 0.5)))).toBe(false);
  expect(isSameMap(map, setLink(map, link("b", "a")))).toBe(false);
});
