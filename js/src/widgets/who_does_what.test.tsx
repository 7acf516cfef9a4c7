import { screen, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./who_does_what";

const SAID = {
  reinforce: ["For “Fewer deaths”, Clinic and Sheriff reinforce each other."],
  same: ["Two plan what sounds the same: “A” and “B”. Is it the same thing?"],
  nobody: ["Nobody works for “More treatment” yet. Who could?"],
  idle: ["Nothing here yet for Church."],
  no_goal: ["“Posters” is for no goal yet."],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("who_does_what"),
    may: [],
    partners: [
      { id: "p1", label: "Clinic <b>" },
      { id: "p2", label: "Sheriff" },
      { id: "p3", label: "Church" },
    ],
    goals: [
      {
        id: "g1",
        label: "Fewer deaths",
        work: [
          { id: "a1", label: "Kits", status: "planned", partner_ids: ["p1", "p2"] },
          { id: "a2", label: "Rides", status: "done", partner_ids: ["p1"] },
          { id: "a3", label: "Talks", status: "planned", partner_ids: ["p1"] },
          { id: "a4", label: "Posters", status: "under_way", partner_ids: [] },
        ],
      },
      { id: "g2", label: "More treatment", work: [] },
    ],
    said: SAID,
    ...changed,
  });
}

test("before anything is planned there is no table, and what to do is asked", async () => {
  const { el } = show({
    goals: [{ id: "g2", label: "More treatment", work: [] }],
    said: { nobody: SAID.nobody },
  });
  expect(screen.queryByRole("table")).toBeNull();
  expect(el.textContent).toContain("Once there is a goal");
  expect(el.textContent).toContain("Nobody works for “More treatment” yet. Who could?");
  expect(el.textContent).not.toContain("reinforce");
  expect(await findings()).toEqual([]);
});

test("the table says in words who does how much for which goal", async () => {
  show();
  const table = within(screen.getByRole("table"));
  expect(table.getAllByRole("columnheader").map((one) => one.textContent)).toEqual([
    "Goal",
    "Clinic <b>",
    "Sheriff",
    "No partner yet",
  ]);
  const rows = table.getAllByRole("row").slice(1);
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ["○ 2 planned✓ 1 done", "○ 1 planned", "● 1 under way"],
    ["–nothing yet", "–nothing yet", "–nothing yet"],
  ]);
  expect(within(rows[0] as HTMLElement).getByRole("rowheader").textContent).toBe("Fewer deaths");
  expect(await findings()).toEqual([]);
});

test("the same stands goal by goal, folded, and open on a phone", async () => {
  const { el, leave } = show();
  const folded = el.querySelector("details");
  expect(folded?.open).toBe(false);
  const goal = within(el.querySelector(".ci-by-goal section") as HTMLElement);
  expect(goal.getAllByText("Kits").length).toBe(2);
  expect(goal.getByText("No partner yet").nextElementSibling?.textContent).toBe(
    "Posters under way",
  );
  leave();
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
  expect(show().el.querySelector("details")?.open).toBe(true);
  vi.restoreAllMocks();
});

test("what follows is said in sentences, each under what it is", () => {
  show();
  const part = (name: string) => screen.getByRole("region", { name }).textContent;
  expect(part("Where partners reinforce each other")).toContain(SAID.reinforce[0]);
  expect(part("Is it the same thing?")).toContain(SAID.same[0]);
  expect(part("Goals nobody works for yet")).toContain(SAID.nobody[0]);
  expect(part("Partners with nothing here yet")).toContain(SAID.idle[0]);
  expect(part("Activities without a goal")).toContain(SAID.no_goal[0]);
});

test("where nobody reinforces anybody that is said, and empty questions are left out", () => {
  const { el } = show({ said: {} });
  expect(el.textContent).toContain("no goal has two partners");
  expect(screen.queryByRole("region", { name: "Is it the same thing?" })).toBeNull();
});

test("a long answer shows its first sentences and folds the others", async () => {
  const reinforce = [1, 2, 3, 4].map((n) => `Goal ${n} has two partners.`);
  const { user } = show({ said: { reinforce } });
  const part = within(screen.getByRole("region", { name: "Where partners reinforce each other" }));
  const fold = part.getByText("2 more").closest("details");
  expect(fold?.open).toBe(false);
  expect(fold?.textContent).toBe("2 moreGoal 3 has two partners.Goal 4 has two partners.");
  await user.click(part.getByText("2 more"));
  expect(await findings()).toEqual([]);
});

test("goal by goal, what is done for each is folded under how much there is", () => {
  const { el } = show();
  const folds = [...el.querySelectorAll<HTMLDetailsElement>(".ci-by-goal details")];
  expect(folds.map((fold) => [fold.open, fold.querySelector("summary")?.textContent])).toEqual([
    [false, "4 activities: Fewer deaths"],
  ]);
});
