import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Recommendation, type State } from "./recommendations";

const NALOXONE: Recommendation = {
  id: "r1",
  revision: 2,
  text: "Hand out naloxone at the jail <b>",
  to_whom: "The commissioners",
  theme_ids: ["t1"],
  need_ids: ["n1"],
  goal_ids: [],
};
const VAN: Recommendation = {
  ...NALOXONE,
  id: "r2",
  text: "Buy a van",
  to_whom: "",
  theme_ids: [],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("recommendations"),
    may: ["answer"],
    recommendations: [NALOXONE, VAN],
    themes: [{ id: "t1", label: "Help comes late" }],
    needs: [{ id: "n1", label: "Nobody has naloxone" }],
    goals: [{ id: "g1", label: "Fewer deaths" }],
    activities: [
      { id: "a1", label: "Train the nurses", status: "under_way", recommendation_id: "r1" },
    ],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("an empty list says how to begin", async () => {
  const { el } = show({ recommendations: [], activities: [] });
  expect(el.textContent).toContain("Begin with a need");
  expect(await findings()).toEqual([]);
});

test("a recommendation stands with what it comes from, who hears it, and what carries it out", async () => {
  show();
  const [first, second] = screen
    .getAllByRole("listitem")
    .filter((one) => one.classList.contains("ci-record"));
  const jail = within(first as HTMLElement);
  expect(jail.getByText("Hand out naloxone at the jail <b>", { selector: "strong" })).toBeTruthy();
  for (const words of ["The commissioners", "Help comes late", "Nobody has naloxone"])
    expect(jail.getByText(words)).toBeTruthy();
  expect(jail.getByText("Train the nurses").parentElement?.textContent).toContain("under way");
  expect(jail.queryByText(/Nothing is done about it/)).toBeNull();
  const van = within(second as HTMLElement);
  expect(van.getByText(/Nothing is done about it yet/)).toBeTruthy();
  expect(van.queryByText("Who should hear it?")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a recommendation is added with the needs it serves", async () => {
  const { user, sent, model } = show({ recommendations: [] });
  await user.click(button("Add a recommendation"));
  await user.click(button("Save"));
  expect(sent()).toEqual([]);
  await user.type(screen.getByRole("textbox", { name: /What should be done/ }), "Open a clinic");
  await user.type(screen.getByRole("textbox", { name: /Who should hear/ }), "The county");
  await user.click(screen.getByRole("checkbox", { name: "Nobody has naloxone" }));
  await user.click(screen.getByRole("checkbox", { name: "Fewer deaths" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      text: "Open a clinic",
      to_whom: "The county",
      theme_ids: [],
      need_ids: ["n1"],
      goal_ids: ["g1"],
    },
  ]);
});

test("who looks on sees the list and no way to change it", () => {
  const { el } = show({ may: [] });
  expect(el.textContent).toContain("Buy a van");
  expect(el.textContent).toContain("People on the team write here.");
  expect(screen.queryByRole("button", { name: /Add|Change|Drop/ })).toBeNull();
});
