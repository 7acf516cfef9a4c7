import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./since_then";

const FOUND = {
  count: 2,
  summary: "Since Forum 1 (7 March): 1 done and 1 changed.",
  groups: [
    {
      what: "done",
      title: "1 win",
      more: "",
      items: [
        { text: "A ride <b>", changed: "", workbook: "wins", step: "our-wins", title: "1. A win" },
      ],
    },
    {
      what: "changed",
      title: "9 goals",
      more: "and 8 more",
      items: [{ text: "A van", changed: "the day and who carries it" }],
    },
  ],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("since_then"),
    choices: [
      { id: "forum-2", label: "Forum 2 (10 May)" },
      { id: "forum-1", label: "the last forum: Forum 1 (7 March)" },
      { id: "", label: "the beginning" },
    ],
    chosen: "forum-1",
    found: FOUND,
    ...changed,
  });
}

test("what happened is a sentence, and below it what is done and what changed", async () => {
  const { user } = show();
  expect(screen.getByText(FOUND.summary).getAttribute("role")).toBe("status");
  const done = screen.getByRole("region", { name: "Done" });
  const fold = within(done).getByText("Done: 1 win").closest("details");
  expect(fold?.open).toBe(false); // a long year does not push the page away
  await user.click(within(done).getByText("Done: 1 win"));
  expect(fold?.open).toBe(true);
  const ride = within(done).getByRole("link", { name: "A ride <b>" });
  expect(ride.getAttribute("href")).toBe("wins.ipynb#step=our-wins");
  const changed = screen.getByRole("region", { name: "Changed" });
  expect(within(changed).getByText("9 goals").tagName).toBe("H3");
  expect(within(changed).getByText("Changed: the day and who carries it")).toBeTruthy();
  expect(within(changed).getByText("and 8 more")).toBeTruthy();
  expect(screen.queryByRole("region", { name: "New" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("how much happened is said once, and follows the choice", async () => {
  const { model, user, el } = show({ people: 0, answered: 2 });
  expect(el.textContent).not.toContain("things happened");
  await user.selectOptions(screen.getByLabelText("Since when?"), "the beginning");
  model.reply({ type: "since", occasion: "", found: { summary: "Since the beginning: 5 new." } });
  expect(await screen.findByText("Since the beginning: 5 new.")).toBeTruthy();
  expect(el.textContent).not.toMatch(/[12] (thing|new|done)/);
});

test("another moment is asked for, and its answer stands until one goes back", async () => {
  const { model, sent, user } = show();
  const choice = screen.getByLabelText("Since when?");
  await user.selectOptions(choice, "the beginning");
  expect(sent()).toEqual([{ type: "ask", occasion: "" }]);
  expect(screen.getByText("Looking…")).toBeTruthy();
  expect(screen.queryByText(FOUND.summary)).toBeNull();
  const summary = "Since the beginning: 5 new.";
  model.reply({ type: "since", occasion: "", found: { count: 5, summary, groups: [] } });
  expect(await screen.findByText(summary)).toBeTruthy();
  await user.selectOptions(choice, "the last forum: Forum 1 (7 March)");
  expect(screen.getByText(FOUND.summary)).toBeTruthy();
  expect(sent()).toHaveLength(1);
});

test("an answer to the moment before is not shown for this one", async () => {
  const { model, user } = show();
  const choice = screen.getByLabelText("Since when?");
  await user.selectOptions(choice, "Forum 2 (10 May)");
  const late = model.sent[0]?.request_id ?? "";
  await user.selectOptions(choice, "the beginning");
  model.receive({
    type: "since",
    request_id: late,
    occasion: "forum-2",
    found: { count: 0, summary: "Nothing since Forum 2.", groups: [] },
  });
  await new Promise((done) => setTimeout(done));
  expect(screen.queryByText("Nothing since Forum 2.")).toBeNull();
});

test("what others do is asked for again, and a refusal is said", async () => {
  const { model, sent, user } = show();
  await user.selectOptions(screen.getByLabelText("Since when?"), "the beginning");
  model.change({ found: { ...FOUND, count: 3 } });
  expect(sent()).toHaveLength(2);
  model.reply({ type: "refused", text: "The program has no such forum any more." });
  expect(await screen.findByText("The program has no such forum any more.")).toBeTruthy();
});

test("nobody who has not joined sees anything", () => {
  show({ phase: "waiting", person: "", people: 0, choices: [], found: {}, chosen: "" });
  expect(screen.getByText(/choose your team/)).toBeTruthy();
  expect(screen.queryByLabelText("Since when?")).toBeNull();
});
