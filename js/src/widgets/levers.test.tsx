import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Lever, type State } from "./levers";

const HELP = { key: "deck:help", label: "Asking for help" };
const SHAME = { key: "own:shame", label: "Shame <b>" };
const LEVER: Lever = {
  id: "v1",
  revision: 1,
  word: "own:shame",
  label: "Shame <b>",
  direction: "less",
  reason: "It moves all the others.",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("levers"),
    may: ["keep_records"],
    levers: [LEVER],
    words_here: [HELP, SHAME],
    is_team_map: true,
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const choices = () => screen.getAllByRole("option").map((one) => one.textContent);
const levers = (el: HTMLElement) =>
  [...el.querySelectorAll(".ci-lever")].map((one) => one.textContent);

test("a lever is read as what the team wants more or less of, with its reason", async () => {
  const { el } = show();
  expect(levers(el)).toEqual(["Less Shame <b>"]);
  expect(el.textContent).toContain("Why: It moves all the others.");
  expect(el.textContent).toContain("Your team’s goals can begin with these.");
  expect(await findings()).toEqual([]);
});

test("a word of the map becomes a lever, and none twice", async () => {
  const { user, sent, model, el } = show();
  await user.click(button("Choose a word"));
  expect(choices()).toEqual(["Choose one", "Asking for help"]);
  expect(el.textContent).not.toContain("There is no team map yet");
  await user.click(button("Save"));
  expect(document.activeElement).toBe(screen.getByRole("combobox"));
  expect(el.textContent).toContain("Please choose a word.");
  await user.selectOptions(screen.getByRole("combobox"), "Asking for help");
  await user.type(screen.getByRole("textbox"), "We can do this.");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      word: "deck:help",
      direction: "more",
      reason: "We can do this.",
    },
  ]);
  expect(levers(el)).toEqual(["Less Shame <b>", "More Asking for help"]);
  expect(screen.queryByRole("button", { name: "Choose a word" })).toBeNull();
});

test("a lever whose word has left the map keeps its words and can be changed", async () => {
  const { user, sent, el } = show({ words_here: [HELP] });
  expect(levers(el)).toEqual(["Less Shame <b>"]);
  await user.click(button(/^Change/));
  expect(choices()).toEqual(["Choose one", "Shame <b>", "Asking for help"]);
  await user.click(screen.getByRole("radio", { name: "More of it" }));
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ word: "own:shame", direction: "more", base_revision: 1 }]);
  expect(levers(el)).toEqual(["More Shame <b>"]);
});

test("before there is a team map the page says where the words come from", async () => {
  const { user, el, model } = show({ levers: [], is_team_map: false });
  await user.click(button("Choose a word"));
  expect(el.textContent).toContain("There is no team map yet");
  await user.click(button("Cancel"));
  model.change({ words_here: [] });
  expect(el.textContent).toContain("There is no word to choose from yet.");
});

test("in a conflict both words are there to choose from", async () => {
  const { user, model } = show();
  await user.click(button(/^Change/));
  await user.selectOptions(screen.getByRole("combobox"), "Asking for help");
  await user.click(button("Save"));
  const theirs = { ...LEVER, revision: 2, word: "word:trust", label: "Trust" };
  model.reply({ type: "conflict", record_id: "v1", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Asking for help")).toBeTruthy();
  expect(choice.getByText("No longer on its list")).toBeTruthy();
});

test("a lever is dropped after a question, and a guest sees no buttons", async () => {
  const { user, sent, model, el } = show();
  await user.click(button(/^Drop/));
  await user.click(button("Yes, take it off"));
  expect(sent()).toEqual([{ type: "drop", record_id: "v1", base_revision: 1 }]);
  model.change({ may: [] });
  expect(screen.queryByRole("button")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
});
