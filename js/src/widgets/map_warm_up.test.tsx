import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./map_warm_up";

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("map_warm_up"),
    may: ["answer"],
    strengths: [0.25, 0.62, 1],
    ...changed,
  });
}

const question = (name: RegExp) => within(screen.getByRole("region", { name }));
const said = (name: RegExp) => question(name).getByRole("status").textContent;

test("the map is there as a picture and as sentences that say the same", async () => {
  const { el } = show();
  expect(screen.getByRole("img", { name: /made-up map of four words/ })).toBeTruthy();
  const sentences = [...el.querySelectorAll(".ci-warm-up-map ul:not(.ci-map-key) > li")];
  expect(sentences.map((one) => one.textContent)).toEqual([
    "More “light in the evening” leads to more “life in the park”, a little.",
    "More “litter” leads to a drop in “life in the park”, strongly.",
    "More “life in the park” leads to more “care by neighbors”, clearly.",
    "More “care by neighbors” leads to a drop in “litter”, clearly.",
  ]);
  expect(await findings()).toEqual([]);
});

test("three questions of three answers each are asked with native radios", async () => {
  show();
  expect(screen.getAllByRole("radio")).toHaveLength(9);
  for (const one of screen.getAllByRole("radio")) expect(one.closest("label")).toBeTruthy();
  expect(question(/Finding a loop/).getByRole("group").textContent).toContain(
    "litter → life in the park → care by neighbors → litter",
  );
});

test("every answer is met with its reason, and one may choose again", async () => {
  const { user } = show();
  expect(said(/Following two/)).toBe("");
  await user.click(question(/Following two/).getByRole("radio", { name: /less of it/ }));
  expect(said(/Following two/)).toContain("Less of what brings less is more.");
  expect(said(/Following two/)).not.toMatch(/wrong|no,|false|correct|score/i);
  await user.click(question(/Following two/).getByRole("radio", { name: /more of it/ }));
  expect(said(/Following two/)).toMatch(/^Yes\./);
  expect(await findings()).toEqual([]);
});

test("when all three were tried the page says what comes next, and nothing was sent", async () => {
  const { user, sent, el } = show();
  for (const name of [/Reading one/, /Following two/, /Finding a loop/]) {
    expect(el.textContent).not.toContain("Now you can draw your own");
    for (const one of question(name).getAllByRole("radio")) {
      await user.click(one);
      expect(said(name)).not.toMatch(/^$|\{|_why/);
    }
  }
  expect(el.textContent).toContain("Now you can draw your own");
  expect(sent()).toEqual([]);
});
