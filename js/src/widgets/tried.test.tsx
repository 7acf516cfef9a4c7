import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State, type Tried } from "./tried";

const VAN: Tried = {
  id: "t1",
  revision: 1,
  what: "A van <b>on Tuesdays",
  came_of_it: "Eleven rides",
  advice: "Ask the insurer first",
  again: "changed",
  line: "treatment",
  team: "Ash County",
  is_ours: true,
};
const TREE: Tried = {
  ...VAN,
  id: "t2",
  what: "A phone tree",
  came_of_it: "",
  advice: "",
  again: "",
  line: "",
  team: "Elm County",
  is_ours: false,
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("tried"),
    may: ["keep_records"],
    tried: [VAN, TREE],
    question: "Who drives whom?",
    lines: [{ id: "treatment", label: "Treatment" }],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("before anybody writes, the page says who reads it", async () => {
  const { el } = show({ tried: [] });
  const text = el.textContent ?? "";
  expect(text.indexOf("Every team of the program may read")).toBeGreaterThan(-1);
  expect(text.indexOf("Every team of the program may read")).toBeLessThan(
    text.indexOf("Tell what we tried"),
  );
  expect(text).toContain("Who drives whom?");
  expect(await findings()).toEqual([]);
});

test("each thing stands there with its team, and only what was said", async () => {
  const { el } = show();
  const [van, tree] = [...el.querySelectorAll<HTMLElement>(".ci-record")];
  expect(van?.textContent).toContain("A van <b>on Tuesdays");
  expect(van?.textContent).toContain("From Ash County");
  expect(van?.textContent).toContain("Yes, but differently");
  expect(tree?.textContent).toContain("From Elm County");
  expect(tree?.textContent).not.toContain("Would you do it again");
  expect(await findings()).toEqual([]);
});

test("what another team told cannot be changed, only looked back at", () => {
  const { el } = show();
  const [van, tree] = [...el.querySelectorAll<HTMLElement>(".ci-record")];
  expect(within(van as HTMLElement).getByRole("button", { name: /^Change/ })).toBeTruthy();
  expect(within(tree as HTMLElement).queryByRole("button", { name: /Change|Take it back/ })).toBe(
    null,
  );
});

test("telling sends the words and never a team", async () => {
  const { user, sent, el } = show({ tried: [] });
  await user.click(button("Tell what we tried"));
  await user.keyboard("A bus pass");
  await user.click(screen.getByRole("radio", { name: "No" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: expect.any(String),
      base_revision: 0,
      what: "A bus pass",
      came_of_it: "",
      advice: "",
      again: "no",
      line: "",
    },
  ]);
  // Until it is saved, nothing is said of where it is from.
  expect(el.querySelector(".ci-record")?.textContent).not.toContain("without a team");
});
