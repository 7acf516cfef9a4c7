import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Lesson, type State } from "./lessons";

const SHAME: Lesson = {
  id: "l1",
  revision: 2,
  text: "Shame keeps people from calling <b>.",
  is_public: false,
  line: "",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("lessons"),
    may: ["keep_records"],
    lessons: [SHAME],
    lines: [{ id: "naloxone", label: "Naloxone" }],
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
    {
      type: "save",
      record_id,
      base_revision: 0,
      text: "Nobody decides alone.",
      is_public: false,
      line: "",
    },
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

test("who decides what the public reads says so of a statement, and what it is about", async () => {
  const { user, sent, el } = show({ may: ["keep_records", "publish"] });
  await user.click(button(/^Change/));
  expect(screen.queryByRole("combobox")).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: /Other communities may read this/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: /about/ }), "Naloxone");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ text: SHAME.text, is_public: true, line: "naloxone" }]);
  expect(el.querySelector(".ci-tag")?.textContent).toBe("Other communities may read this");
});

test("a statement that was changed after its release says that it waits for a new yes", () => {
  show({ lessons: [{ ...SHAME, lost_release: true }] });
  expect(screen.getByText(/no longer read it. Ask your project manager/)).toBeTruthy();
});

test("everyone else sees what other communities may read, and who decides it", async () => {
  const { user, sent } = show({ lessons: [{ ...SHAME, is_public: true, line: "naloxone" }] });
  expect(screen.getByText("Other communities may read this")).toBeTruthy();
  await user.click(button(/^Change/));
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.getByText(/Your project manager decides/)).toBeTruthy();
  await user.type(screen.getByRole("textbox"), " Still.");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ is_public: true, line: "naloxone" }]);
});
