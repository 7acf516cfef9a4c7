import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import dotVote, { type State as Vote } from "../widgets/dot_vote";
import needChoice from "../widgets/need_choice";
import type { State as Needs } from "../widgets/need_choice/state";
import { findings } from "./axe";
import { exerciseState, showExercise } from "./testing_exercise";

const CLOSED = { type: "refused", text: "This step has been closed." };
const NEED = {
  ...{ id: "n1", text: "Rides", reason: "", idea_ids: [], fact_ids: [] },
  ...{ rank: 1, revision: 3 },
};

function needs(changed: Partial<Needs> = {}) {
  const own = { candidates: [], needs: [NEED], facts: [], most: 5 };
  return showExercise<Needs>(needChoice, { ...exerciseState("need_choice"), ...own, ...changed });
}

const held = () => screen.getByRole("region", { name: "What you wrote here is not saved." });

test("a team’s record that was refused is in words, after a reload and until its form has it", async () => {
  const { user, model, leave } = needs();
  await user.click(screen.getByRole("button", { name: "Change Rides" }));
  await user.type(screen.getByRole("textbox", { name: /The need/ }), " for all");
  await user.click(screen.getByRole("button", { name: "Save this need" }));
  model.change({ phase: "closed", may: [] });
  model.reply(CLOSED);
  expect(held().textContent).toContain("Rides for all");
  expect(held().textContent).toContain("What you had saved here before still counts.");
  expect(screen.queryByText("Send it again")).toBeNull();
  expect(await findings()).toEqual([]);
  leave();
  const again = needs({ phase: "closed", may: [] });
  expect(held().textContent).toContain("Rides for all");
  again.model.change({ phase: "open", may: ["choose_needs"] });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /The need/ });
  expect(field.value).toBe("Rides for all");
  expect(screen.queryByRole("region", { name: /not saved/ })).toBeNull();
});

test("dots that were not counted are told of, and what was given before stands", async () => {
  const item = { id: "a", text: "Rides", originals: [] };
  const { user, model } = showExercise<Vote>(dotVote, {
    ...exerciseState("dot_vote"),
    ...{ items: [item], dots_per_person: 3, dots_per_item: 2, result: {} },
    mine: { dots: { a: 1 }, revision: 4 },
  });
  await user.click(screen.getByRole("button", { name: /^Give/ }));
  model.change({ phase: "closed", may: [] });
  model.reply(CLOSED);
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toContain("Your last change here was not counted.");
  expect(alert.textContent).toContain("What you had saved here before still counts.");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Put away" }));
  expect(screen.queryByRole("alert")).toBeNull();
});
