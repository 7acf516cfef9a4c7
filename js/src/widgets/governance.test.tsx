import { screen, within } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Note, type State } from "./governance";

const EMPTY: Note = {
  id: "g1",
  revision: 0,
  rhythm: "",
  membership: "",
  joining: "",
  decides: [],
  keeps_records: "",
  handover: "",
};
const NOTE: Note = {
  ...EMPTY,
  revision: 3,
  rhythm: "First Monday <b>",
  decides: [{ what: "Money", who: "all who are there" }],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("governance"),
    may: ["answer"],
    note: NOTE,
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

afterEach(() => vi.restoreAllMocks());

test("nobody’s note says how to begin, and is written in its own one record", async () => {
  const { user, sent, el } = show({ note: EMPTY });
  expect(el.textContent).toContain("half a page is enough");
  expect(screen.queryByRole("button", { name: "Print this note" })).toBeNull();
  await user.click(button("Write the note"));
  await user.type(screen.getByRole("textbox", { name: /When and how often/ }), "Mondays");
  await user.click(button("Add something to be decided"));
  await user.keyboard("The budget");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  const { id, revision: _, ...blank } = EMPTY;
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: id,
      base_revision: 0,
      ...blank,
      rhythm: "Mondays",
      decides: [{ what: "The budget", who: "" }],
    },
  ]);
  expect(el.textContent).toContain("Mondays");
});

test("the note reads like a page, and what is empty is left out", async () => {
  show();
  const terms = screen.getAllByRole("term").map((one) => one.textContent);
  expect(terms).toEqual(["When and how often do you meet?", "Who decides what?"]);
  expect(screen.getByText("First Monday <b>")).toBeTruthy();
  expect(screen.getByText("Money: all who are there")).toBeTruthy();
  expect(button(/Earlier versions/)).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("it is changed on top of what is there and conflicts part by part", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change the note"));
  await user.type(screen.getByRole("textbox", { name: /When and how often/ }), ", 6 pm");
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ base_revision: 3, rhythm: "First Monday <b>, 6 pm" });
  const theirs = { ...NOTE, revision: 4, rhythm: "Tuesdays" };
  model.reply({ type: "conflict", record_id: "g1", text: "Someone", revision: 4, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Tuesdays")).toBeTruthy();
});

test("printing prints the note alone, and leaves the page as it was", async () => {
  const { user } = show();
  const classes: string[] = [];
  vi.spyOn(window, "print").mockImplementation(() => {
    classes.push(document.documentElement.className);
  });
  await user.click(button("Print this note"));
  expect(classes).toEqual(["ci-print-governance"]);
  expect(document.documentElement.className).toBe("");
});

test("a guest reads the note and cannot change it; nobody is shown none", () => {
  const { el, model } = show({ may: [] });
  expect(el.textContent).toContain("First Monday");
  expect(screen.queryByRole("button", { name: "Change the note" })).toBeNull();
  model.change({ note: {} });
  expect(el.textContent).not.toContain("First Monday");
});
