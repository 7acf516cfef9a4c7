import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./case_exercise";
import type { State } from "./case_exercise/state";

const CASES = ["sheriff", "threes"].map((id) => ({
  id,
  title: `Case of the ${id}`,
  story: "Somebody asks <b>.",
  question: `What about the ${id}?`,
  choices: ["Give it", "Keep it", "Ask first"],
}));
const REASONS = CASES.map(({ id }) => ({
  id,
  choices: [
    { verdict: "wrong" as const, reason: `No: ${id}.` },
    { verdict: "partly" as const, reason: "In a way." },
    { verdict: "right" as const, reason: "With a yes." },
  ],
  rule: "Ask for a yes.",
  sources: ["42 CFR 2.31"],
}));

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("case_exercise"),
    title: "Eight cases",
    about: "",
    cases: CASES,
    mine: { answers: {}, revision: 0 },
    reasons: [],
    result: {},
    ...changed,
  });
}

const one = (number: number) => within(screen.getByRole("region", { name: `Case ${number} of 2` }));

test("it is said first that this is practice and no legal advice", async () => {
  const { el } = show();
  expect(el.querySelector(".ci-notice")?.textContent).toContain("not legal advice");
  expect(one(1).getAllByRole("radio")).toHaveLength(4);
  expect(await findings()).toEqual([]);
});

test("answers save themselves, all together, and can be cleared", async () => {
  const { user, sent, save, model } = show();
  await user.click(one(1).getByRole("radio", { name: "Ask first" }));
  expect(sent()).toEqual([{ type: "save", base_revision: 0, answers: { sheriff: 3 } }]);
  save(1);
  model.change({ mine: { answers: { sheriff: 3 }, revision: 1 } });
  await user.click(one(2).getByRole("radio", { name: "I do not know yet" }));
  expect(sent().at(-1)).toEqual({
    type: "save",
    base_revision: 1,
    answers: { sheriff: 3, threes: "dont_know" },
  });
  save(2);
  expect(screen.getByText(/That is all of them/)).toBeTruthy();
  await user.click(one(1).getByRole("button", { name: /Clear my answer/ }));
  expect(sent().at(-1)).toMatchObject({ answers: { threes: "dont_know" } });
  expect(sent().at(-1)).not.toHaveProperty("answers.sheriff");
});

test("a closed step shows how many chose what, one's own answer, and every reason", async () => {
  const { el } = show({
    phase: "closed",
    may: [],
    mine: { answers: { sheriff: 1 }, revision: 1 },
    reasons: REASONS,
    result: {
      answered: 6,
      too_few: false,
      later: 0,
      cases: [
        { id: "sheriff", counts: [4, 0, 2], dont_know: 1 },
        { id: "threes", counts: [], dont_know: 0 },
      ],
    },
  });
  expect(screen.queryAllByRole("radio")).toEqual([]);
  const answers = one(1)
    .getAllByRole("listitem")
    .map((item) => item.textContent);
  expect(answers[0]).toContain("Give it Your answer");
  expect(answers[0]).toContain("4 people");
  expect(answers[0]).toContain("No No: sheriff.");
  expect(answers[2]).toContain("2 people");
  expect(answers[2]).toContain("Right With a yes.");
  expect(one(1).getByText("1 person did not know yet.")).toBeTruthy();
  expect(one(1).getByText(/42 CFR 2.31/)).toBeTruthy();
  expect(one(2).getByText(/Fewer than five people answered this case/)).toBeTruthy();
  expect(one(2).queryByText(/people$/)).toBeNull();
  expect(el.querySelectorAll(".ci-track")).toHaveLength(3);
  expect(await findings()).toEqual([]);
});

test("with fewer than five the reasons are there, and no answers", () => {
  const { el } = show({
    phase: "closed",
    may: [],
    reasons: REASONS,
    result: { answered: 3, too_few: true, later: 0, cases: [] },
  });
  expect(screen.getAllByText(/Fewer than five people answered/)).toHaveLength(1);
  expect(el.querySelectorAll(".ci-track")).toHaveLength(0);
  expect(el.textContent).toContain("With a yes.");
});

test("two devices of one person meet in a choice", async () => {
  const { user, model } = show();
  await user.click(one(1).getByRole("radio", { name: "Give it" }));
  const theirs = { answers: { sheriff: 2 } };
  model.reply({ type: "conflict", record_id: "r", text: "", revision: 4, theirs });
  const choice = within(screen.getByRole("region", { name: /also answered in another place/ }));
  expect(choice.getByText("Give it")).toBeTruthy();
  expect(choice.getByText("Keep it")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a facilitator looks on and chooses nothing", () => {
  show({ may: [] });
  expect(one(1).getByRole("group")).toHaveProperty("disabled", true);
  expect(screen.getByText(/You are looking on/)).toBeTruthy();
});
