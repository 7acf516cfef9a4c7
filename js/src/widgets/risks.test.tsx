import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Risk, type State } from "./risks";

const LEAVES: Risk = {
  id: "r1",
  revision: 1,
  sort: "risk",
  text: "The one who knows leaves",
  likely: "maybe",
  answer: "Two learn each task",
  goal_ids: [],
  owner: null,
};
const STOP: Risk = {
  ...LEAVES,
  id: "r2",
  sort: "stop_doing",
  likely: "",
  answer: "",
  text: "The second report",
};

function show(risks: Risk[] = [LEAVES, STOP]) {
  return showExercise<State>(widget, {
    ...exerciseState("risks"),
    may: ["answer"],
    risks,
    goals: [],
    people_named: [],
  });
}

test("what could go wrong and what one would stop stand apart", async () => {
  show();
  const heads = [...document.querySelectorAll("h4")].map((one) => one.textContent);
  expect(heads).toEqual(["What could go wrong", "What we would stop doing"]);
  expect(screen.getByText("Perhaps")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("what one would stop asks for no likelihood", async () => {
  const { user, sent } = show([]);
  await user.click(screen.getByRole("button", { name: "Add what we would stop doing" }));
  expect(screen.queryByRole("group", { name: "How likely is it?" })).toBeNull();
  await user.type(screen.getByRole("textbox", { name: /What is it, in one sentence/ }), "A report");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent().at(-1)).toMatchObject({ type: "save", sort: "stop_doing", text: "A report" });
});
