import { act, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import ideas from "../widgets/idea_board";
import rating from "../widgets/rating";
import wins from "../widgets/win_wall";
import { exerciseState, showExercise } from "./testing_exercise";

// A facilitator's page of a step that closes may always open and close it.
const LEADS = ["open_step", "see_measures"];

afterEach(() => document.documentElement.classList.remove("ci-projector"));

function onTheWall(): void {
  document.documentElement.classList.add("ci-projector");
}

function showIdeas(phase: string) {
  return showExercise(
    ideas as never,
    {
      ...exerciseState("idea_board"),
      may: LEADS,
      phase,
      prompt: "What hurts most?",
      wall: {
        ideas: [{ id: "i1", text: "No rides", is_mine: false, is_hidden: false, revision: 1 }],
        groups: [],
      },
      ideas: [{ id: "i1", text: "No rides", is_mine: false, is_hidden: false, revision: 1 }],
      groups: [],
      hidden: [],
      mine: [],
      theirs: {},
    } as never,
  );
}

test("a step that is open shows a hall how many have answered and nothing anybody said", () => {
  onTheWall();
  const { el } = showIdeas("open");
  expect(el.textContent).toBe("Open for ideas2 of 12 have written");
  expect(el.querySelector("button, input, textarea, form")).toBeNull();
});

test("the same step on a facilitator's own page shows its ideas and can be closed", () => {
  const { el } = showIdeas("open");
  expect(el.textContent).toContain("No rides");
  expect(screen.getByRole("button", { name: /Close/ })).toBeTruthy();
});

test("what is closed is shown to the hall as to the facilitator, with no way to open it", () => {
  onTheWall();
  const { el } = showIdeas("closed");
  expect(el.textContent).toContain("No rides");
  expect(screen.queryByRole("button", { name: /Open/ })).toBeNull();
});

test("when a step is opened again, what was said goes from the wall at once", () => {
  onTheWall();
  const { el, model } = showIdeas("closed");
  model.change({ phase: "open" } as never);
  expect(el.textContent).not.toContain("No rides");
});

test("a survey that is open shows a hall no question to answer", () => {
  onTheWall();
  const { el } = showExercise(
    rating as never,
    {
      ...exerciseState("rating"),
      may: LEADS,
      title: "Pulse",
      scale: [{ value: 1, label: "No" }],
      statements: [{ id: "talk", text: "We talk." }],
      mine: {},
      result: {},
      beside: [],
    } as never,
  );
  expect(el.textContent).not.toContain("We talk");
});

test("what never closes holds nothing back, so a wall of wins can be shown", () => {
  onTheWall();
  const { el } = showExercise(
    wins as never,
    {
      ...exerciseState("win_wall"),
      may: ["see_measures"],
      wins: [],
      mine: {},
      goals: [],
      sectors: [],
      months: [],
      measures: [],
      written_in: "",
    } as never,
  );
  act(() => undefined);
  expect(el.querySelector(".ci-exercise")?.childElementCount).toBeGreaterThan(1);
});
