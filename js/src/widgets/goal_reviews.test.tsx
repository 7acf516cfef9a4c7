import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./goal_reviews";
import type { AskedGoal, State } from "./goal_reviews/state";

const RIDES: AskedGoal = {
  id: "g1",
  aim: "Rides <b>",
  parts: [
    { text: "By ", is_blank: false },
    { text: "[a day]", is_blank: true },
    { text: ", people leaving jail", is_blank: false },
  ],
  is_mine: false,
  people: 0,
  is_held: false,
  lines: [],
  notes: [],
};
const NIGHT: AskedGoal = { ...RIDES, id: "g2", aim: "Naloxone at night", parts: [] };
const QUESTIONS = [
  { id: "realistic", letter: "R", name: "Realistic", ask: "Can we do this?" },
  { id: "equitable", letter: "E", name: "Equitable", ask: "Is it fair?" },
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("goal_reviews"),
    may: ["answer"],
    goals: [RIDES, NIGHT],
    questions: QUESTIONS,
    mine: {},
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const group = (name: RegExp) => within(screen.getByRole("group", { name }));

test("without a goal it says what will be here", async () => {
  const { el } = show({ goals: [] });
  expect(el.textContent).toContain("There is no goal to ask about yet.");
  expect(await findings()).toEqual([]);
});

test("each goal is told by its sentence, with its blanks marked, or by its aim", async () => {
  const { el } = show();
  expect([...el.querySelectorAll("strong")].map((one) => one.textContent)).toEqual([
    "By [a day], people leaving jail",
    "Naloxone at night",
  ]);
  expect([...el.querySelectorAll("mark")].map((one) => one.textContent)).toEqual(["[a day]"]);
  expect(await findings()).toEqual([]);
});

test("answers are kept with what was written, one set a goal", async () => {
  const { user, sent, save, model } = show();
  await user.click(button("Answer about this goal about: Rides <b>"));
  expect(document.activeElement?.getAttribute("type")).toBe("radio");
  await user.click(group(/Can we/).getByRole("radio", { name: "Not yet" }));
  await user.click(group(/fair/).getByRole("radio", { name: "Not sure" }));
  await user.type(screen.getAllByRole("textbox")[0] as HTMLElement, " Only with a van ");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  const message = {
    type: "save",
    goal_id: "g1",
    base_revision: 0,
    answers: { realistic: "not_yet", equitable: "not_sure" },
    notes: { realistic: "Only with a van" },
  };
  expect(sent()).toEqual([message]);
  expect(screen.getByText("Only with a van")).toBeTruthy();
  save();
  model.change({
    mine: {
      g1: {
        answers: { realistic: "not_yet", equitable: "not_sure" },
        notes: { realistic: "Only with a van" },
        revision: 1,
      },
    },
  });
  await user.click(button(/Change my answers/));
  await user.click(group(/Can we/).getByRole("radio", { name: "Yes" }));
  await user.click(button("Save"));
  expect(sent()[1]).toMatchObject({ base_revision: 1, answers: { realistic: "yes" } });
});

test("any of the questions may be left open, and an answer can be taken back", async () => {
  const { user, sent, save } = show();
  await user.click(button(/about: Naloxone/));
  const open = group(/fair/).getByRole("radio", { name: "I leave this open" });
  expect((open as HTMLInputElement).checked).toBe(true);
  await user.click(group(/Can we/).getByRole("radio", { name: "Yes" }));
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ answers: { realistic: "yes" }, notes: {} });
  save();
  await user.click(button(/Change my answers/));
  await user.click(group(/Can we/).getByRole("radio", { name: "I leave this open" }));
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ answers: {}, notes: {} });
});

test("a form without any answer, or a reason without one, takes the keyboard", async () => {
  const { user, sent } = show();
  await user.click(button(/about: Naloxone/));
  await user.click(button("Save"));
  expect(group(/Can we/).getByText(/Please answer at least one question/)).toBeTruthy();
  await user.click(group(/Can we/).getByRole("radio", { name: "Yes" }));
  await user.click(group(/fair/).getByRole("radio", { name: "Yes" }));
  await user.type(screen.getAllByRole("textbox")[1] as HTMLElement, "The north has no bus");
  await user.click(group(/fair/).getByRole("radio", { name: "I leave this open" }));
  await user.click(button("Save"));
  expect(sent()).toEqual([]);
  expect(group(/fair/).getByText(/You wrote why. Please choose an answer too/)).toBeTruthy();
  expect(document.activeElement?.closest("[data-invalid]")?.textContent).toContain("Is it fair?");
  expect(await findings()).toEqual([]);
});

test("what others said is told once one has answered too", () => {
  const { el, model } = show({ goals: [{ ...RIDES, people: 2, is_held: true }] });
  expect(el.textContent).toContain(
    "2 people have answered. You can read what they say once you have answered too.",
  );
  model.change({ goals: [{ ...RIDES, people: 3, lines: ["Realistic: 3 yes."] }] });
  expect(el.textContent).toContain("Realistic: 3 yes.");
});

test("who leaves the form finds the button again, and what was begun survives a reload", async () => {
  const { user, leave } = show();
  await user.click(button(/about: Naloxone/));
  await user.click(group(/fair/).getByRole("radio", { name: "Yes" }));
  leave();
  const again = show();
  const yes = group(/fair/).getByRole("radio", { name: "Yes" }) as HTMLInputElement;
  expect(yes.checked).toBe(true);
  await again.user.click(button("Cancel"));
  expect(document.activeElement).toBe(button(/about: Naloxone/));
  expect(again.sent()).toEqual([]);
});

test("who carries a goal is not asked about it", () => {
  show({ goals: [{ ...RIDES, is_mine: true }] });
  expect(screen.getByText(/You carry this goal/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("what people say is shown without names once two have answered", async () => {
  const { el, model } = show({ goals: [RIDES] });
  expect(el.textContent).toContain("Two answers are wanted.");
  model.change({ goals: [{ ...RIDES, people: 1 }] });
  expect(el.textContent).toContain("One more answer is wanted.");
  model.change({
    goals: [{ ...RIDES, people: 2, lines: ["Realistic: 2 yes."], notes: ["With <b> a van"] }],
  });
  const said = within(el.querySelector(".ci-goal-said") as HTMLElement);
  expect(said.getByText("Realistic: 2 yes.")).toBeTruthy();
  expect(said.getByText("With <b> a van")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("two tabs of one person meet in a choice between both", async () => {
  const { user, model, sent } = show({ goals: [RIDES] });
  await user.click(button(/about: Rides/));
  await user.click(group(/Can we/).getByRole("radio", { name: "Yes" }));
  await user.click(group(/fair/).getByRole("radio", { name: "Yes" }));
  await user.click(button("Save"));
  const theirs = {
    goal_id: "g1",
    answers: { realistic: "not_yet", equitable: "yes" },
    notes: { realistic: "No money" },
  };
  model.reply({ type: "conflict", record_id: "r", text: "", revision: 1, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("No money")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Save mine instead" }));
  expect(sent().at(-1)).toMatchObject({ base_revision: 1, answers: { realistic: "yes" } });
});

test("what was refused opens again with what was said", async () => {
  const { user, model } = show({ goals: [RIDES] });
  await user.click(button(/about: Rides/));
  await user.click(group(/Can we/).getByRole("radio", { name: "Yes" }));
  await user.click(group(/fair/).getByRole("radio", { name: "Not yet" }));
  await user.click(button("Save"));
  model.reply({ type: "refused", text: "That goal is not on your team’s list any more." });
  const notYet = group(/fair/).getByRole("radio", { name: "Not yet" }) as HTMLInputElement;
  expect(notYet.checked).toBe(true);
});

test("a guest looks on", async () => {
  const { el } = show({ may: [] });
  expect(el.textContent).toContain("You are looking on.");
  expect(screen.queryByRole("button")).toBeNull();
  expect(await findings()).toEqual([]);
});
