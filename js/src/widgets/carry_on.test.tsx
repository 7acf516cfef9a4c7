import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type CarryOn, type State } from "./carry_on";

const RIDES: CarryOn = {
  id: "c1",
  revision: 1,
  goal_id: "g1",
  what: "Rides go on",
  who: { person_id: "", name: "", role: "the county nurse", said_yes: [] },
  partner_ids: ["p1"],
  money: "",
  first_step: "Ask the county",
};
const BREAKFAST: CarryOn = { ...RIDES, id: "c2", goal_id: "", what: "Breakfast", partner_ids: [] };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("carry_on"),
    may: ["answer"],
    carried: [RIDES, BREAKFAST],
    left: [{ id: "g2", label: "Fewer deaths" }],
    question: "Nobody carries this goal on yet: “Fewer deaths”. Who could?",
    goals: [
      { id: "g1", label: "More rides" },
      { id: "g2", label: "Fewer deaths" },
    ],
    partners: [{ id: "p1", label: "Hope Church" }],
    people_named: [],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const heads = () => [...document.querySelectorAll("h4")].map((one) => one.textContent);

test("goals that go on stand apart from what the network keeps", async () => {
  const { el } = show();
  expect(heads()).toEqual(["Goals somebody carries on", "What the network keeps"]);
  expect(el.textContent).toContain("For the goal More rides");
  expect(el.textContent).toContain("the county nurse");
  expect(el.textContent).toContain("Hope Church");
  expect(el.textContent).toContain("Nobody carries this goal on yet");
  expect(await findings()).toEqual([]);
});

test("a goal nobody carries is one tap from a form that knows it", async () => {
  const { user, sent } = show();
  await user.click(button("Carry on: Fewer deaths"));
  const goal = screen.getByRole<HTMLSelectElement>("combobox", { name: /Which goal/ });
  expect(goal.value).toBe("g2");
  await user.type(screen.getByRole("textbox", { name: /What goes on/ }), "The van drives");
  await user.click(screen.getByRole("checkbox", { name: "Hope Church" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    { type: "save", goal_id: "g2", what: "The van drives", partner_ids: ["p1"], who: null },
  ]);
});

test("where everything is carried nothing is asked", () => {
  const { el } = show({ left: [], question: "" });
  expect(el.querySelector(".ci-question-asked")).toBeNull();
  expect(screen.queryByRole("button", { name: /Carry on/ })).toBeNull();
});

test("an empty list says what belongs on it", () => {
  expect(show({ carried: [] }).el.textContent).toContain("Go goal by goal");
});
