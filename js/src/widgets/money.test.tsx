import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import { sayFrom } from "../shared/words";
import widget from "./money";
import { byDay, type Line, type State, type Sums } from "./money/state";
import { purseSaid } from "./money/sums";

const FUEL: Line = {
  id: "l1",
  revision: 1,
  ledger: "implementation",
  sort: "spent",
  amount: 12_550,
  on: "2026-05-04",
  what: "Fuel <b>",
  activity_id: "a1",
};
const FIRST: Line = {
  ...FUEL,
  id: "l2",
  ledger: "project_manager",
  sort: "received",
  amount: 1_000_000,
  what: "First share",
  activity_id: "",
};
const FUNDS: Sums = {
  name: "implementation",
  received: 20_000,
  planned: 0,
  spent: 12_550,
  left: 7_450,
  free: 7_450,
};
const POST: Sums = { ...FUNDS, name: "project_manager", received: 1_000_000, spent: 0 };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("money"),
    may: ["answer"],
    lines: [FUEL, FIRST],
    sums: [{ ...POST, left: 1_000_000, free: 1_000_000 }, FUNDS],
    activities: [{ id: "a1", label: "A van" }],
    is_brief: false,
    by_activity: [{ activity_id: "a1", cost: 10_000, planned: 0, spent: 12_550, is_over: true }],
    ...changed,
  });
}

const t = sayFrom(wordsOf("money"));

test("where a purse stands is said in sentences, to the cent", () => {
  expect(purseSaid(t, FUNDS)).toEqual(["$74.50 is left of $200."]);
  expect(purseSaid(t, { ...FUNDS, planned: 5_000, free: 2_450 })[1]).toBe(
    "$50 of that is planned for, so $24.50 is free.",
  );
  expect(purseSaid(t, { ...FUNDS, planned: 10_000, free: -2_550 })[1]).toBe(
    "$100 is planned, $25.50 more than is left.",
  );
  expect(purseSaid(t, { ...FUNDS, spent: 30_000, left: -10_000, free: -10_000 })).toEqual([
    "$100 more was spent than came in.",
  ]);
  expect(purseSaid(t, { ...FUNDS, received: 0, spent: 0, left: 0, free: 0 })).toHaveLength(1);
});

test("each line stands in its own purse, and an activity that cost more says so", async () => {
  show();
  const funds = within(screen.getByRole("region", { name: "The team’s own funds" }));
  expect(funds.getByText("Spent: $125.50")).toBeTruthy();
  expect(funds.queryByText("Came in: $10,000")).toBeNull();
  expect(screen.getByText("More was spent than it was expected to cost.")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("an amount is typed in dollars and kept in cents; none is not taken", async () => {
  const { user, sent } = show();
  await user.click(screen.getByRole("button", { name: "Add a line" }));
  await user.type(screen.getByRole("textbox", { name: "For what?" }), "Coffee");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByText("Please write an amount of more than 0.")).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: "How much, in dollars?" }), "1,200.5");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent().at(-1)).toMatchObject({ type: "save", amount: 120_050, what: "Coffee" });
});

test("the newest lines stand first, and before them those without a day", () => {
  const days = [{ ...FUEL, on: "2026-01-01" }, FUEL, { ...FUEL, on: null }];
  expect(days.sort(byDay).map(({ on }) => on)).toEqual([null, "2026-05-04", "2026-01-01"]);
});

test("from month to month a line is added at once, and the sums stand in sentences", async () => {
  const { el } = show({ is_brief: true });
  expect(screen.queryByRole("table")).toBeNull();
  expect(el.querySelector("dl")).toBeNull();
  const [first] = screen.getAllByRole("listitem");
  const add = screen.getByRole("button", { name: "Add a line" });
  expect(first?.compareDocumentPosition(add)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  expect(await findings()).toEqual([]);
});
