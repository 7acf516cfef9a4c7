import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Policy, type State } from "./policies";

const DAYLIGHT: Policy = {
  id: "p1",
  revision: 1,
  what: "Releases by daylight",
  changes: "practice",
  status: "in_force",
  decided_by: "The sheriff’s office",
  on: "2026-06-18",
  resource_ids: ["r1"],
  builds_on: "",
  goal_ids: [],
  is_public: false,
  line: "",
};

function show(policies: Policy[] = [DAYLIGHT], may = ["answer"]) {
  return showExercise<State>(widget, {
    ...exerciseState("policies"),
    may,
    policies,
    resources: [{ id: "r1", label: "Peer team" }],
    goals: [],
    lines: [{ id: "recovery", label: "Recovery" }],
  });
}

test("what is done and in use stands first, with what it builds on", async () => {
  show([{ ...DAYLIGHT, id: "p2", status: "idea", what: "Another" }, DAYLIGHT]);
  const heads = [...document.querySelectorAll("h4")].map((one) => one.textContent);
  expect(heads).toEqual(["Done, and in use", "An idea"]);
  expect(screen.getAllByText("Peer team")).toHaveLength(2);
  expect(await findings()).toEqual([]);
});

test("a change is written down with where it stands", async () => {
  const { user, sent } = show([]);
  await user.click(screen.getByRole("button", { name: "Add a change" }));
  await user.type(screen.getByRole("textbox", { name: /What was changed/ }), "A new line");
  await user.selectOptions(
    screen.getByRole("combobox", { name: /Where does it stand/ }),
    "adopted",
  );
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent().at(-1)).toMatchObject({ type: "save", what: "A new line", status: "adopted" });
});

test("only who decides what the public reads can let other communities read a change", async () => {
  const { user, sent } = show([DAYLIGHT], ["answer", "publish"]);
  await user.click(screen.getByRole("button", { name: /^Change/ }));
  expect(screen.queryByRole("combobox", { name: /What is it about/ })).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: /Other communities may read this/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: /What is it about/ }), "Recovery");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent()).toMatchObject([{ type: "save", is_public: true, line: "recovery" }]);
  expect(screen.getByText("Other communities may read this")).toBeTruthy();
});

test("everyone else sees that other communities may read it, and who decides", async () => {
  const { user, sent } = show([{ ...DAYLIGHT, is_public: true }]);
  expect(screen.getByText("Other communities may read this")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Change/ }));
  expect(screen.queryByRole("checkbox", { name: /Other communities/ })).toBeNull();
  expect(screen.getByText(/Your project manager decides/)).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: /What was changed/ }), ", always");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent()).toMatchObject([{ what: "Releases by daylight, always", is_public: true }]);
});
