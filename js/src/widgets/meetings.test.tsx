import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./meetings";
import { blankOn, type Meeting, type State } from "./meetings/state";

const JUNE: Meeting = {
  ...blankOn("2026-06-03"),
  id: "m1",
  revision: 2,
  came: { law: 2, health: 1 },
  partner_ids: ["p1"],
  people: [{ person_id: "", name: "Mrs. Vance <b>", role: "a neighbor", said_yes: [] }],
  items: [{ text: "The van", goal_id: "g1", minutes: 30 }],
  decisions: [{ text: "We buy it.", by: "all" }],
  note: "Short.",
  next_on: "2026-07-01",
};
const MAY: Meeting = { ...blankOn("2026-05-06"), id: "m2", revision: 1 };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("meetings"),
    may: ["answer"],
    meetings: [JUNE, MAY],
    today: "2026-06-15",
    sectors: [
      { id: "law", label: "Law" },
      { id: "health", label: "Health" },
    ],
    goals: [{ id: "g1", label: "Fewer deaths" }],
    partners: [{ id: "p1", label: "Hope Church" }],
    people_named: [{ id: "ada", label: "Ada" }],
    attendance: {
      days: ["2026-05-06", "2026-06-03"],
      totals: [4, 3],
      sectors: [
        { id: "law", name: "Law", came: [4, 2] },
        { id: "health", name: "Health", came: [0, 1] },
      ],
    },
    question: "Nobody from Faith came. Is there somebody who could ask them?",
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("a team without a meeting is told that five lines are enough", async () => {
  const { el } = show({ meetings: [], attendance: {}, question: "" });
  expect(el.textContent).toContain("what you decided are enough");
  expect(el.textContent).toContain("Once a meeting is counted");
  expect(screen.queryByRole("table")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a meeting reads as it was written, and what nobody wrote is left out", async () => {
  show();
  const [june, may] = screen.getAllByRole("listitem").filter((one) => one.matches(".ci-record"));
  expect(june?.textContent).toContain("June 3, 2026 · A meeting of the team · 3 people came");
  for (const words of ["We buy it.", "Hope Church", "Mrs. Vance <b> (a neighbor)", "July 1, 2026"])
    expect(june?.textContent).toContain(words);
  expect(june?.textContent).toContain("The van · Fewer deaths · 30 minutes");
  expect(june?.textContent).toContain("We buy it. (all)");
  expect(may?.querySelector("dd")).toBeNull();
  expect(may?.querySelector("details summary")?.textContent).toContain("May 6, 2026");
  expect(await findings()).toEqual([]);
});

test("who came over time is a table, and its question stands above it in words", () => {
  show();
  const table = screen.getByRole("table");
  const rows = [...table.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(rows).toEqual([
    ["Law", "2", "4"],
    ["Health", "1", "0"],
    ["Together", "3", "4"],
  ]);
  expect(within(table).getAllByRole("columnheader")).toHaveLength(3);
  expect(screen.getByText(/Nobody from Faith came/)).toBeTruthy();
});

test("a meeting is written down on its day with counts, a decision and what it was about", async () => {
  const { user, sent, model } = show({ meetings: [] });
  await user.click(button("Write down a meeting"));
  await user.type(screen.getByRole("textbox", { name: "Law" }), "3");
  await user.type(screen.getByRole("textbox", { name: "Health" }), "0");
  await user.click(button("Add a decision"));
  await user.keyboard("We wait.");
  expect(screen.queryByRole("combobox")).toBeNull();
  await user.click(button("Say more about it"));
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "What was it?" }));
  await user.click(button("Add something you talked about"));
  await user.keyboard("Money");
  await user.selectOptions(screen.getByRole("combobox", { name: "For which goal?" }), "g1");
  const minutes = screen.getByRole("textbox", { name: /How many minutes/ });
  await user.clear(minutes);
  await user.type(minutes, "20");
  await user.click(screen.getByRole("checkbox", { name: "Hope Church" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      ...blankOn("2026-06-15"),
      came: { law: 3 },
      decisions: [{ text: "We wait.", by: "" }],
      items: [{ text: "Money", goal_id: "g1", minutes: 20 }],
      partner_ids: ["p1"],
    },
  ]);
});

test("the form stands above the meetings, short at first, and what is filled in shows", async () => {
  const { user } = show();
  const [first] = screen.getAllByRole("listitem");
  const write = button("Write down a meeting");
  expect(first?.compareDocumentPosition(write)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  await user.click(button(/^Change June 3/));
  // Of what is folded, what somebody wrote is there to be changed.
  expect(screen.getByRole("textbox", { name: /Anything else/ })).toHaveProperty("value", "Short.");
  expect(screen.queryByRole("combobox", { name: "What was it?" })).toBeNull();
});

test("a decision that was begun and is empty of words is not lost on the way", async () => {
  const { user, sent, el } = show({ meetings: [] });
  await user.click(button("Write down a meeting"));
  await user.click(button("Add a decision"));
  await user.type(screen.getByRole("textbox", { name: /Decided by whom/ }), "all");
  await user.click(button("Save"));
  expect(sent()).toEqual([]);
  expect(el.textContent).toContain("Please look at what is marked here.");
});

test("a closed list and a guest see the meetings and cannot write", () => {
  const { el, model } = show({ phase: "closed", may: [] });
  expect(el.textContent).toContain("We buy it.");
  expect(screen.queryByRole("button", { name: /Write down/ })).toBeNull();
  model.change({ phase: "open" });
  expect(el.textContent).toContain("People on the team write here.");
});
