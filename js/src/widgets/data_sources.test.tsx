import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./data_sources";
import type { DataSource, State } from "./data_sources/state";

const CALLS: DataSource = {
  id: "d1",
  revision: 2,
  name: "Ambulance calls <b>",
  tells: "Where and when",
  holder: "County EMS",
  newest: "Every week",
  state: "can_get",
  missing: "One town",
  could_give: "EMS",
};
const DEATHS: DataSource = {
  ...CALLS,
  id: "d2",
  revision: 1,
  name: "Deaths",
  tells: "",
  holder: "",
  newest: "",
  state: "have",
  missing: "",
  could_give: "",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("data_sources"),
    may: ["keep_records"],
    sources: [CALLS, DEATHS],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: RegExp) => screen.getByRole("textbox", { name });
const heads = () => [...document.querySelectorAll("h4")].map((one) => one.textContent);

test("an empty list says how to begin", async () => {
  const { el } = show({ sources: [] });
  expect(el.textContent).toContain("Begin with a number you wish you had.");
  expect(heads()).toEqual([]);
  expect(await findings()).toEqual([]);
});

test("data stand by whether the team has them, and unwritten parts are left out", async () => {
  show();
  expect(heads()).toEqual(["We have them", "We can get them"]);
  const have = within(screen.getByRole("region", { name: "We have them" }));
  expect(have.getByText("Deaths", { selector: "strong" })).toBeTruthy();
  expect(have.queryByText("Held by")).toBeNull();
  expect(screen.getByText("Ambulance calls <b>", { selector: "strong" })).toBeTruthy();
  expect(screen.getByText("Every week")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("data are added with what is known of them", async () => {
  const { user, sent, model } = show({ sources: [] });
  await user.click(button("Add data"));
  await user.click(button("Save"));
  expect(document.activeElement).toBe(field(/Which data/));
  await user.type(field(/Which data/), "Jail data");
  await user.selectOptions(screen.getByRole("combobox"), "missing");
  await user.type(field(/tell/), "Who asks for help");
  await user.type(field(/Who holds/), "Sheriff");
  await user.type(field(/fresh/), "2025");
  await user.type(field(/What is missing/), "Women");
  await user.type(field(/Which partner/), "Jail nurse");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      name: "Jail data",
      tells: "Who asks for help",
      holder: "Sheriff",
      newest: "2025",
      state: "missing",
      missing: "Women",
      could_give: "Jail nurse",
    },
  ]);
  expect(heads()).toEqual(["Missing: nobody collects or gives them"]);
});

test("a line that is too long stays in its form", async () => {
  const { user, sent, el } = show({ sources: [{ ...DEATHS, holder: "H".repeat(82) }] });
  await user.click(button("Change Deaths"));
  await user.click(button("Save"));
  expect(el.textContent).toContain("2 letters too long");
  expect(sent()).toEqual([]);
});

test("data are dropped after a question", async () => {
  const { user, sent } = show();
  await user.click(button("Drop Deaths"));
  await user.click(button("Yes, take it off"));
  expect(sent()).toEqual([{ type: "drop", record_id: "d2", base_revision: 1 }]);
  expect(heads()).toEqual(["We can get them"]);
});

test("in a conflict what only one changed stands, and the names are chosen from", async () => {
  const { user, model } = show();
  await user.click(button("Change Deaths"));
  await user.type(field(/Which data/), " by town{Enter}");
  const theirs = { ...DEATHS, name: "Deaths by year", state: "missing" };
  model.reply({ type: "conflict", record_id: "d2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Deaths by town")).toBeTruthy();
  expect(choice.getByText("Deaths by year")).toBeTruthy();
  expect(choice.getByText(/Only the other person changed “Do we have them\?”/)).toBeTruthy();
});

test("a closed step and a guest see the list and no buttons", () => {
  const { el, model } = show({ phase: "closed", may: [] });
  expect(el.textContent).toContain("Deaths");
  expect(screen.queryByRole("button")).toBeNull();
  model.change({ phase: "open" });
  expect(el.textContent).toContain("People on the team write here.");
});
