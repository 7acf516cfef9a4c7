import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Shared, type State } from "./sharing";

const MAY: Shared = {
  id: "s1",
  revision: 1,
  sort: "may",
  what: "How many began treatment",
  held_by: "The clinic",
  goes_to: "The team",
  condition: "Five and more",
  agreed_on: "2026-05-10",
};
const NEVER: Shared = { ...MAY, id: "s2", sort: "never", what: "Who is a patient", goes_to: "" };

function show(sharings: Shared[] = [MAY, NEVER]) {
  return showExercise<State>(widget, { ...exerciseState("sharing"), may: ["answer"], sharings });
}

test("what may be shared and what is not stand apart, and counsel is named", async () => {
  const { el } = show();
  const heads = [...document.querySelectorAll("h4")].map((one) => one.textContent);
  expect(heads).toEqual(["What we may share", "What we do not share"]);
  expect(el.textContent).toContain("Show this agreement to your counsel");
  expect(screen.getByText("The team")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("what is not shared asks for nobody who may have it", async () => {
  const { user, sent } = show([]);
  await user.click(screen.getByRole("button", { name: "Add something we do not share" }));
  expect(screen.queryByRole("textbox", { name: /Who may have it/ })).toBeNull();
  await user.type(screen.getByRole("textbox", { name: /What is it/ }), "Names");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent().at(-1)).toMatchObject({ type: "save", sort: "never", what: "Names" });
});
