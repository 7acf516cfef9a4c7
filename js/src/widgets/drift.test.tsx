import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./drift";
import type { State } from "./drift/state";

const NOTHING: State = {
  ...exerciseState("drift"),
  may: [],
  questions: [],
  days: [],
  times: [],
  conditions: [],
  seen: {},
  fell: [],
};
const MUCH: Partial<State> = {
  questions: ["Your last three meetings had no time for “Rides <b>”. Would you like to?"],
  days: ["2026-04-01", "2026-05-01", "2026-06-01"],
  times: [
    {
      goal: "Rides <b>",
      spent: [
        { minutes: 0, untimed: 0 },
        { minutes: 0, untimed: 1 },
        { minutes: 20, untimed: 2 },
      ],
    },
    { goal: "", spent: Array(3).fill({ minutes: 15, untimed: 0 }) },
  ],
  conditions: ["“We hear from one another”: 4 of 9 said “Mostly” at Forum 1."],
  seen: {
    occasions: ["Forum 1", "Forum 2"],
    rows: [{ text: "We hear from one another.", at: [{ n: 4, of: 9 }, {}] }],
  },
};

const rowsOf = (name: string) =>
  [...screen.getAllByRole("region", { name }).flatMap((one) => [...one.querySelectorAll("tr")])]
    .filter((row, place, all) => all.indexOf(row) === place)
    .map((row) => [...row.children].map((cell) => cell.textContent));

test("before there is anything to compare, the page says what it needs", async () => {
  const { el } = showExercise<State>(widget, NOTHING);
  expect(el.textContent).toContain("at least three meetings");
  expect(el.textContent).toContain("Nothing can be shown yet.");
  expect(screen.queryByRole("table")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("what meetings had time for is a question first, and then a table", async () => {
  const { el } = showExercise<State>(widget, { ...NOTHING, ...MUCH });
  expect(screen.getByText(/Would you like to\?/)).toBeTruthy();
  expect(el.textContent).not.toContain("Nothing stands out");
  expect(rowsOf("What your meetings had time for")).toEqual([
    ["Goal", "June 1, 2026", "May 1, 2026", "April 1, 2026"],
    ["Rides <b>", "20 + ?", "?", "0"],
    ["For none of our goals", "15", "15", "15"],
  ]);
  expect(await findings()).toEqual([]);
});

test("where nothing stands out that is said, and nobody is praised or blamed", () => {
  const { el } = showExercise<State>(widget, { ...NOTHING, ...MUCH, questions: [] });
  expect(el.textContent).toContain("Nothing stands out. That is fine too.");
});

test("what may not be shown of a forum is said as that", () => {
  showExercise<State>(widget, { ...NOTHING, ...MUCH });
  expect(rowsOf("How you see your work together")).toEqual([
    ["Statement", "Forum 1", "Forum 2"],
    ["We hear from one another.", "4 of 9", "not shown"],
  ]);
});

test("the line for faculty is there for those the kernel sends it to", () => {
  const { model } = showExercise<State>(widget, { ...NOTHING, ...MUCH });
  expect(screen.queryByRole("heading", { name: "For the faculty" })).toBeNull();
  model.change({ fell: ["“We hear from one another” is seen lower than the time before."] });
  expect(screen.getByRole("heading", { name: "For the faculty" })).toBeTruthy();
});
