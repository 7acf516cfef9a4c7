import { expect, test } from "vitest";
import { likeness, pairsAlike } from "./alike";

test("the same words in another order are the same", () => {
  expect(likeness("Rides to treatment", "treatment rides")).toBe(1);
});

test("an ending, a capital or an accent does not hide a likeness", () => {
  expect(likeness("Transport to the clinic", "transporting people to clinics")).toBeGreaterThan(
    0.5,
  );
  expect(likeness("café meetings", "Cafe Meeting")).toBeGreaterThan(0.75);
});

test("different needs with the same small words are not alike", () => {
  expect(likeness("We need more beds", "We need more training in schools")).toBeLessThan(0.5);
});

test("languages without blanks are compared too", () => {
  expect(likeness("需要更多床位", "更多床位")).toBeGreaterThan(0.5);
});

test("texts of marks alone are like nothing", () => {
  expect(likeness("!!!", "!!!")).toBe(0);
  expect(pairsAlike([])).toEqual([]);
});

test("the pairs most alike come first, and each pair once", () => {
  const pairs = pairsAlike([
    { id: "a", text: "Rides to the clinic" },
    { id: "b", text: "Naloxone in every car" },
    { id: "c", text: "rides to clinics" },
    { id: "d", text: "Rides to the clinic at night" },
  ]);
  expect(pairs.map(({ one, other }) => one + other)).toEqual(["ac", "ad", "cd"]);
  expect(pairs[0]?.likeness).toBe(1);
});
