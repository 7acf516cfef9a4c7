import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Note, type State } from "./coaching_notes";

const NOTE: Note = {
  id: "n1",
  revision: 1,
  on: "2026-06-03",
  text: "Ask what\nhelped <b>",
  meant_for: "team",
  topic: "Rhythm",
  is_mine: true,
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("coaching_notes"),
    may: ["keep_records"],
    notes: [NOTE],
    today: "2026-06-15",
    readers: ["project_manager", "team"],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const radios = () => screen.getAllByRole("radio").map((one) => one.closest("label")?.textContent);

test("each note says who reads it", async () => {
  const { el } = show();
  expect(el.textContent).toContain("June 3, 2026 · Rhythm");
  expect(el.textContent).toContain("Ask what\nhelped <b>");
  expect(el.textContent).toContain("Read by: The whole team");
  expect(await findings()).toEqual([]);
});

test("a project manager is offered only those they may write for", async () => {
  const { user, sent } = show({ notes: [] });
  await user.click(button("Write a note"));
  expect(radios()).toEqual(["The faculty and the project manager", "The whole team"]);
  await user.type(screen.getByRole("textbox", { name: "The note" }), "We are late.");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    {
      type: "save",
      on: "2026-06-15",
      text: "We are late.",
      topic: "",
      meant_for: "project_manager",
    },
  ]);
});

test("faculty may write for the faculty alone", async () => {
  const { user, sent } = show({ readers: ["faculty", "project_manager", "team"] });
  await user.click(button("Write a note"));
  await user.click(screen.getByRole("radio", { name: "The faculty alone" }));
  await user.type(screen.getByRole("textbox", { name: "The note" }), "For us.");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ meant_for: "faculty" }]);
});

test("a note of somebody else has no button to change it, and no one to take it off", async () => {
  show({ notes: [NOTE, { ...NOTE, id: "n2", topic: "Numbers", is_mine: false }] });
  const named = (name: RegExp) => screen.queryAllByRole("button", { name });
  expect(named(/^Change/).map((one) => one.textContent)).toEqual(["Change Rhythm"]);
  expect(named(/Numbers/)).toEqual([]);
  expect(button("Write a note")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("who only reads has no form and no button to change a note", () => {
  const { el } = show({ may: [] });
  expect(el.textContent).toContain("The coach and the project manager write here.");
  expect(screen.queryByRole("button", { name: /Change|Drop|Write/ })).toBeNull();
});

test("whoever nothing is meant for is not told how much there is", () => {
  const { el } = show({ notes: [], may: [] });
  expect(el.textContent).toContain("There is no note for you here.");
});
