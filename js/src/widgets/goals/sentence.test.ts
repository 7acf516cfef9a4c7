import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordsOf } from "../../shared/testing";
import { sayFrom } from "../../shared/words";
import { changeSaid, goalParts, lacksOf } from "./sentence";
import { BLANK, type Fields } from "./state";

interface Case {
  name: string;
  goal: Partial<Fields>;
  links: number;
  sentence: string;
  change: string;
  lacks: string[];
}

// The kernel is held to the same cases by tests/test_goal_sentences.py.
const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../tests/goal_cases.json"), "utf-8"),
) as Case[];
const t = sayFrom(wordsOf("goals"));

test.each(CASES)("$name: the sentence, the change and what is missing", (one) => {
  const goal = { ...BLANK, ...one.goal };
  const parts = goalParts(t, goal);
  const said = parts.map(({ text }) => text).join("");
  if (one.sentence) expect(said).toBe(one.sentence);
  expect(changeSaid(t, goal)).toBe(one.change);
  expect(lacksOf(t, goal, one.links, "2026-05-10").map(({ key }) => key)).toEqual(one.lacks);
});

test("blanks are marked apart from what people wrote in brackets themselves", () => {
  const parts = goalParts(t, { ...BLANK, population: "[who]", source: "[year]" });
  expect(parts.filter(({ isBlank }) => isBlank).map(({ text }) => text)).toEqual([
    "[a day]",
    "[what is counted]",
    "[rise or fall]",
    "[the number now]",
    "[year]",
    "[the number to reach]",
  ]);
});

test("what is no number yet is a blank, and is still missing", () => {
  const goal: Fields = { ...BLANK, baseline: "about 40", target: 30 };
  expect(goalParts(t, goal).some(({ text }) => text === "[the number now]")).toBe(true);
  expect(changeSaid(t, goal)).toBe("");
  expect(lacksOf(t, goal, 1, "2026-05-10").map(({ key }) => key)).toContain("baseline");
});

test("a reason says the numbers and the days it is about", () => {
  const goal: Fields = {
    ...BLANK,
    by: "2026-01-31",
    direction: "rise",
    baseline: 12.5,
    target: 10,
  };
  const said = lacksOf(t, { ...goal, unit: "%" }, 0, "2026-05-10").map(({ text }) => text);
  expect(said).toContain(
    "The day is too early: the goal was begun on May 10, 2026, and it would be due on January 31, 2026.",
  );
  expect(said).toContain(
    "The numbers go the other way: the number should rise, and 10% is below 12.5%.",
  );
});
