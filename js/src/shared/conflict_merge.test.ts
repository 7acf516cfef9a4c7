import { expect, test } from "vitest";
import { isSame, mergeFields } from "./conflict_merge";

interface Fields {
  text: string;
  reason: string;
  ids: string[];
}

const START: Fields = { text: "Rides", reason: "", ids: ["a", "b"] };
const NAMES = ["text", "reason", "ids"] as const;

const merge = (mine: Partial<Fields>, theirs: Partial<Fields>, start: Fields | undefined = START) =>
  mergeFields<Fields>(NAMES, start, { ...START, ...mine }, { ...START, ...theirs });

test("what only one side changed takes that side by itself", () => {
  expect(merge({ text: "Rides at night" }, { reason: "No bus" })).toEqual({
    merged: { text: "Rides at night", reason: "No bus", ids: ["a", "b"] },
    asked: [],
    taken: ["reason"],
  });
});

test("what both changed is asked about, and mine stands until then", () => {
  const { merged, asked } = merge({ text: "Mine" }, { text: "Theirs" });
  expect([merged.text, asked]).toEqual(["Mine", ["text"]]);
});

test("the same change on both sides is no question", () => {
  expect(merge({ text: "Same" }, { text: "Same" })).toMatchObject({ asked: [], taken: [] });
});

test("without what both began with every difference is asked about", () => {
  const none = mergeFields<Fields>(NAMES, undefined, START, { ...START, reason: "No bus" });
  expect([none.asked, none.taken]).toEqual([["reason"], []]);
});

test("a field that theirs does not tell stays mine", () => {
  expect(mergeFields<Fields>(NAMES, START, { ...START, ids: ["c"] }, { text: "Rides" })).toEqual({
    merged: { ...START, ids: ["c"] },
    asked: [],
    taken: [],
  });
});

test("the order of ticks and of names within says nothing, the order of parts does", () => {
  expect(isSame(["a", "b"], ["b", "a"])).toBe(true);
  expect(isSame({ a: 1, b: ["x"] }, { b: ["x"], a: 1 })).toBe(true);
  expect(isSame([{ text: "a" }, { text: "b" }], [{ text: "b" }, { text: "a" }])).toBe(false);
  expect(isSame(null, "")).toBe(false);
});
