import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./goals";
import { BLANK, type Goal, type State } from "./goals/state";

const WHOLE: Goal = {
  ...BLANK,
  id: "g1",
  revision: 2,
  start: "2026-05-10",
  aim: "Rides to the clinic",
  need_ids: ["n1"],
  by: "2027-03-31",
  population: "people leaving jail",
  measure: "the share who keep their first appointment",
  unit: "%",
  direction: "rise",
  baseline: 20,
  source: "Clinic",
  year: 2025,
  target: 60,
  owner: { person_id: "p7", name: "", role: "", said_yes: [] },
  partner_ids: ["b1"],
};
const BEGUN: Goal = {
  ...BLANK,
  id: "g2",
  revision: 1,
  start: "2026-05-10",
  aim: "Naloxone <b>",
  horizon: "long",
};
const CRITERIA = [
  {
    id: "strategic",
    letter: "S",
    name: "Strategic",
    about: "It answers a need.",
    checks: ["links"],
    ask: "Does it?",
  },
  {
    id: "time_bound",
    letter: "T",
    name: "Time-bound",
    about: "It has a day.",
    checks: ["by"],
    ask: "",
  },
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("goals"),
    may: ["answer"],
    goals: [WHOLE, BEGUN],
    begins: "2026-05-10",
    needs: [
      { id: "n1", label: "Rides" },
      { id: "n2", label: "Naloxone at night" },
    ],
    levers: [{ id: "l1", label: "Trust" }],
    partners: [{ id: "b1", label: "Hope Church" }],
    members: [{ id: "p7", label: "Ana" }],
    criteria_name: "SMARTIE",
    criteria: CRITERIA,
    answers: {},
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: RegExp) => screen.getByLabelText(name);
const growing = () => screen.getByRole("region", { name: "Your goal as a sentence" });
const lacking = () => screen.getByRole("region", { name: "Still missing" });
const clashes = () =>
  [...document.querySelectorAll(".ci-goal-clash")].map((one) => one.textContent);
const sentence = () => growing().querySelector(".ci-goal-sentence")?.textContent;
const SENTENCE =
  "By March 31, 2027, for people leaving jail, the share who keep their first appointment will rise from 20% (Clinic, 2025) to 60%.";

test("an empty list offers a beginning from each need and each lever", async () => {
  const { el } = show({ goals: [] });
  expect(el.textContent).toContain("No goal is written yet.");
  expect(button("Begin with a need nobody serves yet: Rides")).toBeTruthy();
  expect(button("Begin with a word of our map: Trust")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a goal's card begins with its sentence, and with its aim as long as there is none", async () => {
  const { el } = show();
  const near = within(screen.getByRole("region", { name: /^Near/ }));
  const strong = [...el.querySelectorAll("strong[dir]")].map((one) => one.textContent);
  expect(strong).toEqual([SENTENCE, "Naloxone <b>"]);
  expect(el.textContent).toContain("That is 40 percentage points more.");
  expect(el.textContent).toContain("Carried by Ana");
  expect(el.textContent).toContain("With Hope Church");
  expect(near.getByText("Rides")).toBeTruthy();
  expect(near.getByText("Nothing is missing that can be checked here.")).toBeTruthy();
  const far = within(screen.getByRole("region", { name: "Further on" }));
  expect(far.getByText("11 things are still missing")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("the letters say what is there, what is missing and what people are asked", () => {
  show({ goals: [BEGUN] });
  const letters = screen.getByText("What the letters of SMARTIE ask").parentElement;
  const said = [...(letters?.querySelectorAll("li") ?? [])].map((one) => one.textContent);
  expect(said[0]).toContain("Not there yet. People are asked.");
  expect(said[1]).toContain("It has a day. Not there yet.");
  expect(said[1]).not.toContain("People are asked.");
});

test("a need that has a goal is no beginning any more, as soon as it is sent", async () => {
  const { user, sent } = show({ goals: [WHOLE] });
  expect(screen.queryByRole("button", { name: /nobody serves yet: Rides/ })).toBeNull();
  await user.click(button("Begin with a need nobody serves yet: Naloxone at night"));
  await user.type(field(/What do you want to reach/), "Naloxone at every hour");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ aim: "Naloxone at every hour", need_ids: ["n2"] }]);
  expect(screen.queryByRole("button", { name: /nobody serves yet/ })).toBeNull();
  expect(screen.getByText("Naloxone at every hour", { selector: "strong" })).toBeTruthy();
});

test("one tap begins a goal from a lever", async () => {
  const { user, sent } = show({ goals: [] });
  await user.click(button("Begin with a word of our map: Trust"));
  expect(document.activeElement).toBe(field(/What do you want to reach/));
  expect((screen.getByRole("checkbox", { name: "Trust" }) as HTMLInputElement).checked).toBe(true);
  await user.type(field(/What do you want to reach/), "More trust");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ lever_ids: ["l1"], need_ids: [], owner: null, by: null }]);
});

test("the sentence grows with what is typed, and what is missing gets shorter", async () => {
  const { user, sent } = show({ goals: [] });
  await user.click(button(/of your own/));
  expect(sentence()).toBe(
    "By [a day], for [who], [what is counted] will [rise or fall] from [the number now] ([where it is from], [year]) to [the number to reach].",
  );
  expect(within(lacking()).getAllByRole("listitem")).toHaveLength(11);
  expect(growing().querySelectorAll("mark")).toHaveLength(8);
  expect(await findings()).toEqual([]);
  await user.type(field(/What do you want to reach/), "Fewer calls");
  await user.type(field(/By which day/), "2026-04-30");
  await user.type(field(/Who is it about/), "residents");
  await user.type(field(/What is counted/), "overdose calls");
  await user.type(field(/In what is it counted/), "calls a year");
  await user.selectOptions(field(/rise or fall/), "fall");
  await user.type(field(/What is the number now/), "1,200");
  await user.type(field(/Where does that number/), "EMS");
  await user.type(field(/From which year/), "2025");
  await user.type(field(/Which number do you want/), "1300.5");
  expect(sentence()).toBe(
    "By April 30, 2026, for residents, overdose calls will fall from 1,200 (EMS, 2025) to 1,300.5 calls a year.",
  );
  const lacks = within(lacking())
    .getAllByRole("listitem")
    .map((one) => one.textContent);
  expect(clashes()).toEqual([
    "The day is too early: the goal was begun on May 10, 2026, and it would be due on April 30, 2026.",
    "The numbers go the other way: the number should fall, and 1,300.5 is above 1,200.",
  ]);
  expect(lacks).toEqual([
    "Who carries it: what everybody carries, nobody does.",
    "A need, or a word of our map, that it comes from: then everyone can see why it is here.",
  ]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ baseline: 1200, target: 1300.5, year: 2025, by: "2026-04-30" }]);
});

test("what is no number is refused kindly, and nothing is lost", async () => {
  const { user, sent, el } = show({ goals: [BEGUN] });
  await user.click(button(/Change Naloxone/));
  await user.type(field(/What is the number now/), "about 40");
  expect(sentence()).toContain("[the number now]");
  await user.click(button("Save"));
  expect(sent()).toEqual([]);
  expect(document.activeElement).toBe(field(/What is the number now/));
  expect(el.querySelector(".ci-error")?.textContent).toContain("about 40");
  expect(await findings()).toEqual([]);
});

test("a goal is held against the day it was begun itself, not today's", async () => {
  const { user } = show({ goals: [{ ...WHOLE, start: "2027-06-01" }], begins: "2026-05-10" });
  await user.click(button(/Change Rides/));
  expect(clashes()[0]).toContain("the goal was begun on June 1, 2027");
});

test("what people said of two goals is told twice, and each part of the page by one name", async () => {
  const said = { people: 2, is_held: false, lines: ["Realistic: 2 yes."], notes: [] };
  show({ answers: { g1: said, g2: said } });
  expect(screen.getAllByText("Realistic: 2 yes.")).toHaveLength(2);
  expect(await findings()).toEqual([]);
});

test("what people say is on the card once it may be seen, and where it stands before", () => {
  const { el, model } = show({ goals: [WHOLE] });
  expect(el.textContent).toContain("Nobody has answered about it yet.");
  model.change({ answers: { g1: { people: 1, is_held: false, lines: [], notes: [] } } });
  expect(el.textContent).toContain("One person has answered about it.");
  model.change({ answers: { g1: { people: 2, is_held: true, lines: [], notes: [] } } });
  expect(el.textContent).toContain("You can read what they say once you have answered too.");
  const lines = ["Realistic: 2 yes."];
  model.change({ answers: { g1: { people: 2, is_held: false, lines, notes: ["Ask <b> first"] } } });
  const said = within(el.querySelector(".ci-goal-said") as HTMLElement);
  expect(said.getByText("Realistic: 2 yes.")).toBeTruthy();
  expect(said.getByText("Ask <b> first")).toBeTruthy();
});

test("numbers that go the other way are said on the card, beside what is missing", async () => {
  const { el } = show({ goals: [{ ...WHOLE, target: 12, need_ids: [] }] });
  expect(clashes()).toEqual([
    "The numbers go the other way: the number should rise, and 12% is below 20%.",
  ]);
  expect(screen.getByText("1 thing is still missing")).toBeTruthy();
  expect(el.querySelector("details .ci-goal-clash")).toBeNull();
  expect(el.textContent).not.toContain("Nothing is missing");
  expect(await findings()).toEqual([]);
});

test("a new goal takes the last place, also after one that is still on its way", async () => {
  const { user, sent } = show({ goals: [WHOLE, { ...BEGUN, rank: 4 }] });
  await user.click(button(/of your own/));
  await user.type(field(/What do you want to reach/), "Two more vans");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ aim: "Two more vans", rank: 5 }]);
  await user.click(button(/of your own/));
  expect((field(/Which place/) as HTMLInputElement).value).toBe("6");
});

test("a goal that is reached stands apart and asks for nothing more", () => {
  const { el } = show({ goals: [{ ...BEGUN, status: "reached" }] });
  expect(screen.getByRole("region", { name: "Reached or set aside" })).toBeTruthy();
  expect(el.textContent).not.toContain("still missing");
  expect(el.textContent).not.toContain("Nobody has answered");
});

test("the nearest come first: near before far, then by their place", () => {
  const { el } = show({
    goals: [BEGUN, { ...BEGUN, id: "g3", aim: "B", horizon: "short", rank: 2 }, WHOLE],
  });
  const strong = [...el.querySelectorAll("strong[dir]")].map((one) => one.textContent);
  expect(strong).toEqual([SENTENCE, "B", "Naloxone <b>"]);
});

test("a closed list and a guest see the goals and cannot change them", async () => {
  const { el } = show({ phase: "closed", may: [] });
  expect(el.textContent).toContain(SENTENCE);
  expect(screen.queryByRole("button", { name: /Begin|Change|Drop/ })).toBeNull();
  expect(await findings()).toEqual([]);
});
