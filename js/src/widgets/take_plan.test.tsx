import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./take_plan";

const COUNTS = { goals: 4, activities: 0, measures: 2, readings: 12 };

function show() {
  return showExercise(widget, { ...exerciseState("take_plan"), may: [], counts: COUNTS });
}

const saved: string[] = [];

beforeEach(() => {
  URL.createObjectURL = () => "blob:made-up";
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
});
afterEach(() => {
  saved.length = 0;
  vi.restoreAllMocks();
});

const button = (name: string) => screen.getByRole("button", { name });

test("each list goes out filled in or as a template, for the program one has", async () => {
  const { el, model, sent, user } = show();
  expect(await findings(el)).toEqual([]);
  await user.click(button("Take what is there"));
  expect(sent()).toEqual([{ type: "take", what: "goals", format: "xlsx", is_template: false }]);
  model.reply({ type: "file", name: "goals.xlsx", media: "text/plain", base64: btoa("x") });
  await waitFor(() => expect(saved).toEqual(["goals.xlsx"]));
  screen.getByText("goals.xlsx is with your downloads.");
  await user.selectOptions(screen.getByLabelText("Which list?"), "Readings of measures (12)");
  await user.selectOptions(screen.getByLabelText("For which program?"), "Any program (.csv)");
  expect(screen.queryByText(/is with your downloads/)).toBeNull();
  await user.click(button("Take an empty template"));
  expect(sent().at(-1)).toEqual({
    type: "take",
    what: "readings",
    format: "csv",
    is_template: true,
  });
  model.reply({ type: "refused", text: "Please join first." });
  await screen.findByText("Please join first.");
  expect(await findings(el)).toEqual([]);
});

test("of a list that is empty there is only a template", async () => {
  const { user } = show();
  await user.selectOptions(screen.getByLabelText("Which list?"), "Activities (0)");
  expect(screen.queryByRole("button", { name: "Take what is there" })).toBeNull();
  button("Take an empty template");
});
