import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./activities";
import {
  type Activity,
  byGoal,
  isLate,
  type State,
  servedElsewhere,
  withoutWork,
} from "./activities/state";

const GOALS = [
  { id: "g1", label: "Fewer deaths" },
  { id: "g2", label: "More treatment" },
  { id: "g3", label: "A van" },
];
const KITS: Activity = {
  id: "a1",
  revision: 2,
  name: "Hand out kits <b>",
  goal_ids: ["g1", "g2"],
  partner_ids: ["p1"],
  recommendation_id: "r1",
  line: "naloxone",
  owner: { person_id: "m1", name: "", role: "", said_yes: [] },
  begins: "2026-02-01",
  by: "2026-04-01",
  cost: 120_050,
  status: "planned",
};
const RIDES: Activity = {
  ...KITS,
  id: "a2",
  revision: 1,
  name: "Rides to court",
  goal_ids: ["g2"],
  recommendation_id: "",
  begins: null,
  by: "2026-03-01",
  cost: null,
  status: "done",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("activities"),
    may: ["answer"],
    activities: [KITS, RIDES],
    goals: GOALS,
    open_goals: ["g1", "g2"],
    partners: [{ id: "p1", label: "Clinic" }],
    people_named: [{ id: "m1", label: "Noor" }],
    lines: [{ id: "naloxone", label: "Naloxone" }],
    recommendations: [
      { id: "r1", label: "Naloxone at the jail", goal_ids: ["g1"] },
      { id: "r2", label: "Open a clinic", goal_ids: ["g2"] },
    ],
    is_brief: false,
    today: "2026-05-01",
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const heads = () => [...document.querySelectorAll("h4")].map((one) => one.textContent);
const card = (name: string) =>
  within(screen.getByText(name, { selector: "strong" }).closest("li") as HTMLElement);

test("an empty list says how to begin", async () => {
  const { el } = show({ activities: [], open_goals: [], recommendations: [] });
  expect(el.textContent).toContain("Begin with one thing that somebody could do this month.");
  expect(screen.queryByRole("group", { name: "Show them by" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("an activity says who does what, by when, with whom, for what, at what cost", async () => {
  show();
  const kits = card("Hand out kits <b>");
  for (const words of ["Noor", "Clinic", "Fewer deaths; More treatment", "Naloxone", "$1,200.50"])
    expect(kits.getByText(words)).toBeTruthy();
  expect(card("Rides to court").getByText("By March 1, 2026")).toBeTruthy();
  expect(card("Rides to court").queryByText("Costs")).toBeNull();
  expect(kits.getByText("Naloxone at the jail")).toBeTruthy();
  expect(heads()).toEqual(["Planned", "Done"]);
  expect(await findings()).toEqual([]);
});

test("a day that has passed is said in words, and not of what is done", () => {
  const { el, model } = show();
  expect(el.textContent).not.toContain("from February 1, 2026");
  const text = "It was due on April 1, 2026.";
  expect(card("Hand out kits <b>").getByText(text)).toBeTruthy();
  expect(card("Rides to court").queryByText(/It was due/)).toBeNull();
  expect(el.textContent).toContain("The day of 1 activity has passed.");
  model.change({ today: "2026-04-01" });
  expect(el.textContent).not.toContain("has passed");
  expect(el.textContent).toContain("By April 1, 2026 · from February 1, 2026");
  expect(el.textContent).not.toContain("by now");
});

test("where an activity stands is said without opening its form, and the keyboard stays with it", async () => {
  const { user, sent, el } = show();
  const stands = card("Hand out kits <b>").getByRole("combobox", { name: "Where does it stand?" });
  await user.selectOptions(stands, "done");
  const { id, revision, ...kits } = KITS;
  expect(sent()).toEqual([
    { type: "save", record_id: id, base_revision: revision, ...kits, status: "done" },
  ]);
  expect(heads()).toEqual(["Done"]);
  expect(el.textContent).not.toContain("by now");
  expect(document.activeElement).toBe(card("Hand out kits <b>").getByRole("combobox"));
});

test("grouped by goal each activity stands once, and goals it also serves are told", async () => {
  const { el, user } = show();
  await user.click(screen.getByRole("radio", { name: "goal" }));
  expect(heads()).toEqual(["Fewer deaths", "More treatment"]);
  expect(screen.getAllByText("Hand out kits <b>", { selector: "strong" }).length).toBe(1);
  expect(el.textContent).toContain(
    "“More treatment” is also served by what stands under another goal: Hand out kits <b>.",
  );
  expect(await findings()).toEqual([]);
});

test("one press begins an activity for a recommendation without one", async () => {
  const { user, sent } = show();
  expect(screen.queryByRole("button", { name: /the recommendation “Naloxone at/ })).toBeNull();
  await user.click(button("Begin something for the recommendation “Open a clinic”"));
  expect(screen.getByRole("textbox", { name: /What is to be done/ })).toHaveProperty(
    "value",
    "Open a clinic",
  );
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    { type: "save", name: "Open a clinic", recommendation_id: "r2", goal_ids: ["g2"] },
  ]);
  expect(screen.queryByRole("button", { name: /Open a clinic”/ })).toBeNull();
});

test("one press begins an activity for a goal that nobody works for and that is still open", async () => {
  const { user, sent } = show({ activities: [RIDES], recommendations: [] });
  expect(screen.queryByRole("button", { name: /“A van”/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /“More treatment”/ })).toBeNull();
  await user.click(button("Begin something for the goal “Fewer deaths”"));
  await user.type(screen.getByRole("textbox", { name: /What is to be done/ }), "Train nurses");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ name: "Train nurses", goal_ids: ["g1"], status: "planned" }]);
});

test("what would end before it begins stays in its form", async () => {
  const { user, sent, el } = show({ activities: [{ ...KITS, by: "2026-01-01" }] });
  await user.click(button(/^Change/));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(el.textContent).toContain("It would be done before it begins.");
  expect(sent()).toEqual([]);
});

test("a closed list and who looks on see where things stand in words", () => {
  const { el } = show({ phase: "closed", may: [] });
  expect(screen.queryByRole("combobox")).toBeNull();
  expect(card("Rides to court").getByText("Done", { selector: ".ci-tag" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Begin|Add|Change|Drop/ })).toBeNull();
  expect(el.textContent).toContain("The day of 1 activity has passed.");
});

test("late is what should be done, was not stopped, and had its day before today", () => {
  const on = (status: Activity["status"], by: string | null) =>
    isLate({ ...KITS, status, by }, "2026-05-01");
  expect([on("planned", "2026-04-30"), on("under_way", "2026-04-30")]).toEqual([true, true]);
  expect([on("done", "2026-04-30"), on("stopped", "2026-04-30")]).toEqual([false, false]);
  expect([on("planned", "2026-05-01"), on("planned", null)]).toEqual([false, false]);
});

test("no activity is lost between goals", () => {
  const all = [KITS, RIDES, { ...RIDES, id: "a3", goal_ids: ["gone"] }];
  const groups = byGoal(all, GOALS, "none");
  expect(groups.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(["a1", "a2", "a3"]);
  expect(groups.at(-1)).toMatchObject({ title: "none", items: [{ id: "a3" }] });
  expect(servedElsewhere(all, GOALS)).toEqual([{ goal: GOALS[1], names: [KITS.name] }]);
});

test("what was stopped carries nothing out", () => {
  const stopped: Activity = { ...KITS, status: "stopped" };
  const waiting = withoutWork([stopped], GOALS, [{ id: "r1", label: "", goal_ids: [] }]);
  expect([waiting.goals.length, waiting.recommendations.length]).toEqual([3, 1]);
});

test("from month to month only where it stands is asked, and the rest is folded", async () => {
  const { user, sent } = show({ is_brief: true });
  expect(heads()).toEqual(["Planned"]);
  expect(screen.queryByText("Rides to court")).toBeNull();
  expect(screen.queryByRole("radio")).toBeNull();
  const kits = card("Hand out kits <b>");
  expect(kits.getByText("Who, with whom and what for").closest("details")?.open).toBe(false);
  expect(await findings()).toEqual([]);
  await user.selectOptions(kits.getByRole("combobox"), "done");
  expect(sent()).toMatchObject([{ status: "done" }]);
  // What was just said to be done does not vanish under the hand.
  expect(card("Hand out kits <b>").getByRole("combobox")).toHaveProperty("value", "done");
});
