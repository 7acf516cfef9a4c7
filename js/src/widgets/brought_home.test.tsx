import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State, type Told } from "./brought_home";

const VAN: Told = {
  id: "t1",
  what: "A van on Tuesdays",
  came_of_it: "Eleven rides",
  advice: "",
  again: "yes",
  line: "Treatment",
  team: "Elm County",
  group: "Rides",
  occasion: "Forum 2",
  is_ours: false,
};
const BROUGHT = {
  id: "b1",
  revision: 1,
  what: "A phone tree",
  plan: "",
  source_ids: ["t9"],
  heard_in: "Rides",
  team: "Elm County",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("brought_home"),
    may: ["answer"],
    brought: [BROUGHT],
    told: [VAN, { ...VAN, id: "t2", what: "Ours", is_ours: true }],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

test("what came home says where it was heard, and that nothing is made of it yet", async () => {
  const { el } = show();
  expect(el.textContent).toContain("Heard from Elm County, in the group “Rides”");
  expect(el.textContent).toContain("Nobody has written yet");
  expect(await findings()).toEqual([]);
});

test("what other teams tried is read here, and a team's own is not told back to it", () => {
  const { el } = show();
  const told = el.querySelector(".ci-told-by-others")?.textContent;
  expect(told).toContain("Elm County, in the group “Rides”, Forum 2");
  expect(told).toContain("What came of it: Eleven rides");
  expect(told).toContain("They would do it again the same way.");
  expect(told).not.toContain("Ours");
});

test("one tap puts what another team tried on the list", async () => {
  const { user, sent } = show();
  await user.click(button("We could try this A van on Tuesdays"));
  expect(sent()).toMatchObject([
    { type: "save", base_revision: 0, what: "A van on Tuesdays", source_ids: ["t1"] },
  ]);
  expect(button("On your list A van on Tuesdays")).toBe(document.activeElement);
});

test("of much that was told the newest stand there, and all on demand", async () => {
  const told = Array.from({ length: 7 }, (_one, n) => ({ ...VAN, id: `t${n}`, what: `T${n}` }));
  const { user, el } = show({ told });
  const texts = () =>
    [...el.querySelectorAll(".ci-told-by-others strong")].map((one) => one.textContent);
  expect(texts()).toEqual(["T0", "T1", "T2"]);
  await user.click(button("Show all 7 things that teams told"));
  expect(texts()).toHaveLength(7);
});

test("where nothing was told there is no list of it, and a guest has no button", async () => {
  expect(show({ told: [], brought: [], may: [] }).el.textContent).toContain("Nothing yet.");
  expect(screen.queryByRole("button", { name: /Add|try/ })).toBeNull();
  expect(screen.queryByText("What other teams tried")).toBeNull();
});
