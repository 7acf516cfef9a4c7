import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Lesson, type State } from "./lessons";

const SHAME: Lesson = { id: "l1", revision: 2, text: "Shame keeps people from calling <b>." };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("lessons"),
    may: ["keep_records"],
    lessons: [SHAME],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("an empty list says how to begin", async () => {
  const { el } = show({ lessons: [] });
  expect(el.textContent).toContain("Begin with what surprised most of you.");
  expect(await findings()).toEqual([]);
});

test("a statement is written, saved and stands in the list at once", async () => {
  const { user, sent, model, el } = show();
  await user.click(button("Add a statement"));
  await user.click(button("Save"));
  expect(el.textContent).toContain("Please write something first.");
  await user.type(screen.getByRole("textbox"), " Nobody decides alone. ");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  const record_id = model.sent[0]?.record_id;
  expect(sent()).toEqual([
    { type: "save", record_id, base_revision: 0, text: "Nobody decides alone." },
  ]);
  expect([...el.querySelectorAll(".ci-lesson")].map((one) => one.textContent)).toEqual([
    SHAME.text,
    "Nobody decides alone.",
  ]);
});

test("a statement is changed and dropped by anybody on the team", async () => {
  const { user, sent, save, el } = show();
  await user.click(button(/^Change/));
  await user.type(screen.getByRole("textbox"), " Still.");
  await user.click(button("Save"));
  save(3);
  await user.click(button(/^Drop/));
  await user.click(button("Yes, take it off"));
  expect(sent()).toMatchObject([{ base_revision: 2 }, { type: "drop", base_revision: 3 }]);
  expect(el.querySelector(".ci-lesson")).toBeNull();
});

test("in a conflict both wordings are there to choose from", async () => {
  const { user, model } = show();
  await user.click(button(/^Change/));
  await user.type(screen.getByRole("textbox"), " Mine");
  await user.click(button("Save"));
  const theirs = { ...SHAME, revision: 3, text: "Theirs" };
  model.reply({ type: "conflict", record_id: "l1", text: "", revision: 3, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Theirs")).toBeTruthy();
  expect(choice.getByText(`${SHAME.text} Mine`)).toBeTruthy();
});

test("a closed list and a guest's have no buttons", () => {
  const { el, model } = show({ may: [] });
  expect(screen.queryByRole("button")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
  model.change({ phase: "closed" });
  expect(el.textContent).toContain(SHAME.text);
});
