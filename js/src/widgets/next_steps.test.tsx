import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./next_steps";
import { BLANK, daysAgo, type NextStep, type State } from "./next_steps/state";

const CALL: NextStep = {
  ...BLANK,
  id: "s1",
  revision: 1,
  text: "Call the clinic <b>",
  owner: { person_id: "ada", name: "", role: "", said_yes: [] },
  by: "2026-06-12",
  goal_id: "g1",
  meeting_id: "m1",
};
const RENT: NextStep = { ...BLANK, id: "s2", revision: 1, text: "Rent a room" };
const DONE: NextStep = { ...BLANK, id: "s3", revision: 2, text: "Print", status: "done" };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("next_steps"),
    may: ["answer"],
    steps: [CALL, RENT, DONE],
    today: "2026-06-15",
    goals: [{ id: "g1", label: "Fewer deaths" }],
    meetings: [{ id: "m1", label: "2026-06-03" }],
    people_named: [{ id: "ada", label: "Ada" }],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const heads = () => [...document.querySelectorAll("h4")].map((one) => one.textContent);

test("an empty list says how to begin", async () => {
  const { el } = show({ steps: [] });
  expect(el.textContent).toContain("who does what until when");
  expect(await findings()).toEqual([]);
});

test("what is open comes first, and what is late says so in words", async () => {
  const { el } = show();
  expect(heads()).toEqual(["The day has passed", "Open", "Done"]);
  const late = within(screen.getByRole("region", { name: "The day has passed" }));
  expect(late.getByText("It was due on June 12, 2026.")).toBeTruthy();
  expect(late.getByText("Ada")).toBeTruthy();
  expect(late.getByText("June 3, 2026")).toBeTruthy();
  expect(el.textContent).toContain("Nobody has taken this on yet.");
  expect(await findings()).toEqual([]);
});

test.each([
  ["2026-06-14", "It was due on June 14, 2026."],
  ["2026-06-15", "Until today"],
  ["2026-06-16", "Until June 16, 2026"],
])("a step of %s reads: %s", (by, words) => {
  const { el } = show({ steps: [{ ...RENT, by }] });
  expect(el.textContent).toContain(words);
});

test("days are counted over a change of the clock", () => {
  expect(daysAgo("2026-03-07", "2026-03-09")).toBe(2);
  expect(daysAgo("2026-11-02", "2026-10-31")).toBe(-2);
});

test("done is one tap, and so is taking it back", async () => {
  const { user, sent, save } = show();
  await user.click(button("Done Call the clinic <b>"));
  const { id, revision, ...fields } = CALL;
  expect(sent()).toEqual([
    { type: "save", record_id: id, base_revision: revision, ...fields, status: "done" },
  ]);
  expect(heads()).toEqual(["Open", "Done"]);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Our next steps" }));
  save(2);
  await user.click(button("Not done after all Call the clinic <b>"));
  expect(sent().at(-1)).toMatchObject({ status: "open", base_revision: 2 });
});

test("a step is added with an owner and a day", async () => {
  const { user, sent } = show({ steps: [] });
  await user.click(button("Add a next step"));
  await user.click(button("Save"));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /What will be done/ }));
  await user.keyboard("Ask the school");
  await user.type(screen.getByLabelText("Until when?"), "2026-07-01");
  await user.selectOptions(screen.getByRole("combobox", { name: /Who does it/ }), "ada");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    { type: "save", text: "Ask the school", by: "2026-07-01", owner: { person_id: "ada" } },
  ]);
});

test("a guest sees no button that changes anything", () => {
  show({ may: [] });
  expect(screen.queryByRole("button", { name: /Done|Change|Add/ })).toBeNull();
});

test("of a long list of what is done the latest stand there, and all on demand", async () => {
  const many = Array.from({ length: 12 }, (_one, n) => ({
    ...DONE,
    id: `d${n}`,
    text: `Done ${n}`,
    by: `2026-01-${10 + n}`,
  }));
  const { user } = show({ steps: many });
  const texts = () =>
    [...document.querySelectorAll(".ci-record strong")].map((one) => one.textContent);
  expect(texts()).toEqual(Array.from({ length: 8 }, (_one, n) => `Done ${11 - n}`));
  await user.click(button("Show all 12 that are done"));
  expect(texts()).toHaveLength(12);
  expect(screen.queryByRole("button", { name: /Show all/ })).toBeNull();
});
