import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./golden_thread";

const NEEDS = { workbook: "needs_assessment", step: "our-needs", title: "7. Our needs" };
const THREAD = {
  sentence: "We said we need “rides <b>”; our goal is “A van”.",
  parts: [
    { kind: "need", text: "rides <b>", ...NEEDS },
    { kind: "goal", text: "A van" },
  ],
};
const BACK = { sentence: "On 3 June “A ride” was done.", parts: [{ kind: "win", text: "A ride" }] };
const END = { sort: "need", sentence: "No goal serves the need “beds” yet.", ...NEEDS };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("golden_thread"),
    threads: [THREAD],
    ways_back: [BACK],
    loose_ends: [END, { ...END, sentence: "No goal serves the need “jobs” yet." }],
    more: 0,
    ...changed,
  });
}

test("each thread is one sentence, and leads to the steps it is made of", async () => {
  const { user } = show();
  expect(screen.getByText(THREAD.sentence)).toBeTruthy();
  await user.click(screen.getByText("Go to what it is made of"));
  const need = screen.getByText("rides <b>");
  expect(need.getAttribute("href")).toBe("needs_assessment.ipynb#step=our-needs");
  // A record that no workbook shows is told all the same, and leads nowhere.
  expect(screen.getByText("A van").hasAttribute("href")).toBe(false);
  expect(await findings()).toEqual([]);
});

test("it is read from the wins back as well, by keyboard", async () => {
  const { user } = show();
  screen.getByRole("radio", { name: "From our wins back" }).focus();
  await user.keyboard(" ");
  expect(screen.getByText(BACK.sentence)).toBeTruthy();
  expect(screen.queryByText(THREAD.sentence)).toBeNull();
  expect(await findings()).toEqual([]);
});

test("loose ends stand sort by sort, each sort with one way to where it is tied up", () => {
  show();
  const part = screen.getByRole("region", { name: "Needs that no goal serves" });
  expect(within(part).getByText("Needs that no goal serves: 2").closest("details")?.open).toBe(
    false,
  );
  expect(within(part).getAllByRole("listitem")).toHaveLength(2);
  const way = within(part).getByRole("link", { name: "Go to 7. Our needs" });
  expect(way.getAttribute("href")).toBe("needs_assessment.ipynb#step=our-needs");
});

test("a team that has not begun, or has no win, is told how it begins", async () => {
  const { model, user } = show({ threads: [], ways_back: [], loose_ends: [] });
  expect(screen.getByText(/There is no thread yet/)).toBeTruthy();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByText("Loose ends")).toBeNull();
  model.change({ threads: [THREAD], more: 3 });
  expect(screen.getByText("There are no loose ends.")).toBeTruthy();
  expect(screen.getByText("3 more threads are not shown here.")).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "From our wins back" }));
  expect(screen.getByText(/has not noted a win yet/)).toBeTruthy();
});

test("of many threads the first are shown, and all of them when asked", async () => {
  const threads = [1, 2, 3, 4, 5].map((n) => ({ ...THREAD, sentence: `Thread ${n}.` }));
  const { user } = show({ threads, more: 7 });
  expect(screen.getAllByText(/^Thread \d/)).toHaveLength(3);
  expect(screen.queryByText(/not shown here/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show all 5" }));
  expect(screen.getAllByText(/^Thread \d/)).toHaveLength(5);
  expect(screen.getByText("7 more threads are not shown here.")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Show fewer" }));
  expect(screen.getAllByText(/^Thread \d/)).toHaveLength(3);
});
