import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Group, type State } from "./breakouts";

const RIDES: Group = {
  id: "g1",
  revision: 2,
  title: "Rides",
  question: "Who drives whom?",
  is_open: true,
  code: "K7QM-3TXW",
  url: "http://hall.example/breakout#team=K7QM-3TXW",
  qr: ["101", "010", "111"],
  came: 7,
  told: 1,
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("breakouts"),
    may: ["lead_room"],
    people: 0,
    groups: [RIDES],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("a group shows its code, a square to scan, and how much is going on", async () => {
  const { el, user } = show();
  expect(el.textContent).toContain("Code K7QM-3TXW");
  expect(el.textContent).toContain("7 have come · 1 thing told");
  await user.click(screen.getByText(/Code and QR code/));
  expect(screen.getByRole("img", { name: /group Rides, with its code K7QM-3TXW/ })).toBeTruthy();
  expect(el.textContent).toContain("http://hall.example/breakout");
  expect(await findings()).toEqual([]);
});

test("a group is made with a title and a question", async () => {
  const { user, sent } = show({ groups: [] });
  await user.click(button("Make a group"));
  await user.keyboard("Table 3: beds");
  await user.type(screen.getByRole("textbox", { name: /What do they talk about/ }), "Where?");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    { type: "save", base_revision: 0, title: "Table 3: beds", question: "Where?", is_open: true },
  ]);
});

test("closing asks first as a step does, hides the code, and can be taken back", async () => {
  const { user, sent, save, el } = show();
  await user.click(button("Close the group Rides"));
  expect(screen.getByRole("group", { name: /its code lets nobody in any more/ })).toBeTruthy();
  expect(sent()).toEqual([]);
  await user.click(button("Leave it open"));
  await user.click(button("Close the group Rides"));
  await user.click(button("Close it"));
  expect(sent()).toMatchObject([{ type: "save", record_id: "g1", is_open: false }]);
  expect(el.textContent).not.toContain("K7QM");
  expect(el.textContent).toContain("Closed: its code lets nobody in");
  expect(document.activeElement).toBe(button("Open it again Rides"));
  save(3);
  await user.click(button("Open it again Rides"));
  await user.click(button("Open it"));
  expect(sent().at(-1)).toMatchObject({ is_open: true, base_revision: 3 });
});

test("who does not lead sees whom it is for", () => {
  const { el } = show({ phase: "waiting", may: [], groups: [] });
  expect(el.textContent).toContain("This is for a facilitator");
  expect(screen.queryByRole("button")).toBeNull();
});
