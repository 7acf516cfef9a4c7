import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./where_we_are";

const NEEDS = { workbook: "needs_assessment", step: "our-needs", title: "7. Our needs" };
const ASSESSMENT = {
  id: "assessment",
  title: "Assessment",
  about: "What is happening here?",
  is_principle: false,
  has: ["1 resource listed"],
  lacks: [
    { text: "No need is chosen yet.", ...NEEDS },
    { text: "No local numbers are here yet." },
    { text: "No source of data is listed yet." },
  ],
};
const SUSTAINABILITY = {
  ...ASSESSMENT,
  id: "sustainability",
  title: "Sustainability",
  is_principle: true,
  has: [],
  lacks: [],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("where_we_are"),
    may: ["choose_picture"],
    places: [ASSESSMENT, SUSTAINABILITY],
    model_name: "spf",
    ...changed,
  });
}

const card = (name: string) => screen.getByRole("heading", { name, level: 3 }).closest("li");
const radio = (name: RegExp) => screen.getByRole("radio", { name }) as HTMLInputElement;

test("each part says what is there, what is missing, and where that is filled", async () => {
  const { user } = show();
  const one = within(card("Assessment") as HTMLElement);
  expect(one.getByText("1 resource listed")).toBeTruthy();
  const way = one.getByRole("link", { name: "Go to 7. Our needs" });
  expect(way.getAttribute("href")).toBe("needs_assessment.ipynb#step=our-needs");
  expect(one.getAllByRole("link")).toHaveLength(1);
  const fold = one.getByText("There: 1 · Missing: 3").closest("details");
  expect(fold?.open).toBe(false);
  expect(fold?.textContent).toContain("No source of data is listed yet.");
  await user.click(one.getByText("There: 1 · Missing: 3"));
  expect(fold?.open).toBe(true);
  expect(await findings()).toEqual([]);
});

test("a principle says that it is one, and an empty part that it is empty", () => {
  show();
  const one = within(card("Sustainability") as HTMLElement);
  expect(one.getByText("Runs through all steps")).toBeTruthy();
  expect(one.getByText("Nothing yet.")).toBeTruthy();
  expect(one.getByText("Nothing we can see is missing.")).toBeTruthy();
});

test("the parts are a list that says which picture it is", () => {
  const { model } = show();
  expect(screen.getByRole("list", { name: /Five steps, and two principles/ })).toBeTruthy();
  model.change({ model_name: "collective_impact" });
  expect(screen.getByRole("list", { name: "Five conditions" })).toBeTruthy();
});

test("the team’s picture is chosen with a radio button, and stays as the kernel has it", async () => {
  const { model, sent, save, user } = show();
  expect(radio(/Strategic Prevention/).checked).toBe(true);
  await user.click(radio(/collective impact/));
  expect(sent()).toEqual([{ type: "save", model: "collective_impact" }]);
  expect(radio(/collective impact/).checked).toBe(true);
  model.change({ model_name: "collective_impact" });
  save();
  expect(radio(/collective impact/).checked).toBe(true);
  model.change({ model_name: "spf" });
  expect(radio(/Strategic Prevention/).checked).toBe(true);
});

test("who may not choose sees the parts and no radio buttons", () => {
  show({ may: ["answer", "keep_records"] });
  expect(screen.queryByRole("radio")).toBeNull();
  expect(card("Assessment")).toBeTruthy();
});
