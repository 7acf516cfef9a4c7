import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./take_home";

const HEARD = [
  { id: "t1", label: "A van on Tuesdays", team: "Elm County" },
  { id: "i1", label: "Bus passes", team: "" },
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("take_home"),
    may: ["answer"],
    taken: [],
    heard: HEARD,
    home: "Ash County",
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("it says whose record it goes to before anything is taken", async () => {
  const { el } = show();
  expect(el.textContent).toContain("goes into the record of Ash County");
  expect(el.textContent).toContain("Heard from Elm County");
  expect(await findings()).toEqual([]);
});

test("one tap takes something home, a second takes nothing more, and the keyboard stays", async () => {
  const { user, sent, save } = show();
  await user.click(button("Take this home A van on Tuesdays"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: expect.any(String),
      base_revision: 0,
      what: "A van on Tuesdays",
      plan: "",
      source_ids: ["t1"],
    },
  ]);
  const done = button("On your list A van on Tuesdays");
  expect(document.activeElement).toBe(done);
  save();
  await user.click(done);
  expect(sent()).toHaveLength(1);
  expect(await findings()).toEqual([]);
});

test("what one takes can be put in one's own words, with what the team could do", async () => {
  const { user, sent } = show({ heard: [] });
  await user.click(button("Take something home"));
  await user.keyboard("Ask the churches");
  await user.type(screen.getByRole("textbox", { name: /make of it/ }), "On Monday");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ what: "Ask the churches", plan: "On Monday", source_ids: [] }]);
});

test("who has no team here is told so, and who looks on too", () => {
  const { el, leave } = show({ home: "" });
  expect(el.textContent).toContain("without a team");
  expect(screen.queryByRole("button")).toBeNull();
  leave();
  expect(show({ home: "", may: [] }).el.textContent).toContain("You are looking on");
});
