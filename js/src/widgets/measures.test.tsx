import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./measures";
import { expectedOn, niceSteps } from "./measures/curve_scale";
import { BLANK, type Curve, type Measure, type Reading, type State } from "./measures/state";

const DEATHS: Measure = {
  ...BLANK,
  id: "m1",
  revision: 1,
  name: "Deaths <b>",
  unit: "deaths",
  level: "population",
  direction: "fall",
  baseline: 20,
  target: 10,
  by: "2027-12-31",
};
const TALKS: Measure = { ...BLANK, id: "m2", revision: 1, name: "Trainings", asks: "how_much" };
const MARCH: Reading = {
  id: "r1",
  revision: 1,
  measure_id: "m1",
  on: "2026-03-31",
  value: 20,
  note: "From paper",
  is_counted: true,
};
const APRIL: Reading = { ...MARCH, id: "r2", on: "2026-04-30", value: 18.5, note: "" };

const CURVE: Curve = {
  said: {
    latest: "Latest reading: 18.5 deaths on April 30, 2026.",
    change: "That is 8% less than the baseline.",
    baseline: "Baseline: 20 deaths.",
    target: "Target: 10 deaths by December 31, 2027.",
    progress: "That is 15% of the way from the baseline to the target.",
    against: "",
    forecast: "",
    turned: "Whether the curve has turned cannot be said yet, because no forecast has been set.",
  },
  verdict: "open",
  until: "2027-12-31",
  forecast: [],
  would: {
    level: 19.25,
    per_year: -2,
    said: "If nothing changes it goes on from 19.25 deaths.",
    forecast: [
      ["2026-06-20", 19.25],
      ["2027-06-20", 17.25],
    ],
  },
};
const SET: Curve = {
  ...CURVE,
  said: {
    ...CURVE.said,
    forecast: "If nothing changes it stays at 20 deaths.",
    turned: "The curve has turned: April and May were both better.",
  },
  verdict: "turned",
  forecast: [
    ["2026-03-31", 20],
    ["2027-12-31", 20],
  ],
  would: null,
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("measures"),
    may: ["answer"],
    measures: [DEATHS, TALKS],
    readings: [MARCH, APRIL],
    curves: { m1: CURVE },
    goals: [{ id: "g1", label: "Fewer deaths" }],
    starts: [],
    is_brief: false,
    today: "2026-06-20",
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: RegExp) => screen.getByRole("textbox", { name });
const heads = () =>
  [...document.querySelectorAll(".ci-record-group h4")].map((one) => one.textContent);

test("measures stand by whom they are about and what they answer", async () => {
  show();
  expect(heads()).toEqual([
    "For everybody in a place: is anyone better off?",
    "For those a program serves: how much we did",
  ]);
  expect(screen.getByText("Deaths <b>", { selector: "strong" })).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("an empty list says how to begin", async () => {
  const { el } = show({ measures: [], readings: [], curves: {} });
  expect(el.textContent).toContain("Begin with one number");
  expect(el.textContent).toContain("Small counts can point at people");
  expect(await findings()).toEqual([]);
});

test("the picture says in words what it shows, and the table holds every reading", async () => {
  const { user } = show({ curves: { m1: SET } });
  const picture = screen.getByRole("img", { name: /Deaths <b>/ });
  const alt = picture.getAttribute("aria-label") ?? "";
  expect(alt).toContain("Latest reading: 18.5 deaths");
  expect(alt).toContain("The curve has turned");
  expect(alt).toContain("stays at 20 deaths");
  expect(picture.querySelectorAll("circle")).toHaveLength(2);
  expect(picture.querySelectorAll("polyline.ci-curve-forecast")).toHaveLength(1);
  expect(picture.querySelectorAll("line.ci-curve-target")).toHaveLength(1);
  await user.click(screen.getByText("The same as a table"));
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "DaydeathsIf nothing had changedNote",
    "March 31, 202620From paper",
    "April 30, 202618.520",
  ]);
  expect(await findings()).toEqual([]);
});

test("a reading is added in three taps, on today unless one says otherwise", async () => {
  const { user, sent, model } = show();
  await user.click(button("Add a reading Deaths <b>"));
  expect(document.activeElement).toBe(field(/The number/));
  await user.type(field(/The number/), "17.5");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save_reading",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      measure_id: "m1",
      on: "2026-06-20",
      value: 17.5,
      note: "",
    },
  ]);
  expect(document.activeElement).toBe(button("Add a reading Deaths <b>"));
  expect(document.querySelectorAll("circle.ci-curve-dot").length).toBeGreaterThan(2);
});

test("a day to come and a missing number are said beside their fields", async () => {
  const { user, sent, el } = show();
  await user.click(button("Add a reading Deaths <b>"));
  const day = el.querySelector<HTMLInputElement>("input[type=date]");
  await user.clear(day as HTMLInputElement);
  await user.type(day as HTMLInputElement, "2199-01-01");
  await user.click(button("Save"));
  expect(el.textContent).toContain("January 1, 2199 is still to come.");
  expect(el.textContent).toContain("Please write a number.");
  expect(sent()).toEqual([]);
});

test("a small count of people is warned of and can be saved", async () => {
  const { user, sent, el } = show();
  await user.click(button("Add a reading Deaths <b>"));
  await user.type(field(/The number/), "4");
  expect(el.textContent).toContain("This is a small count of people.");
  expect(screen.getByRole("textbox", { description: /This is a small count/ })).toBe(
    field(/The number/),
  );
  await user.type(field(/The number/), "0");
  expect(el.textContent).not.toContain("This is a small count of people.");
  await user.type(field(/The number/), "{Backspace}{Enter}");
  expect(sent()).toHaveLength(1);
});

test("what is no count of people, or of a program's own, is not warned of", async () => {
  const { user, el } = show({ measures: [{ ...DEATHS, unit: "days" }] });
  await user.click(button("Add a reading Deaths <b>"));
  await user.type(field(/The number/), "4");
  expect(el.textContent).not.toContain("This is a small count");
});

test("a reading is changed and dropped in its list", async () => {
  const { user, sent } = show();
  await user.click(screen.getByText("2 readings"));
  await user.click(button("Change 18.5 deaths on April 30, 2026"));
  await user.clear(field(/The number/));
  await user.type(field(/The number/), "18{Enter}");
  expect(sent().at(-1)).toMatchObject({
    type: "save_reading",
    record_id: "r2",
    base_revision: 1,
    value: 18,
  });
  expect(screen.getByText("2 readings").closest("details")?.open).toBe(true);
  await user.click(button("Drop 20 deaths on March 31, 2026"));
  await user.click(button("Yes, take it off"));
  expect(document.activeElement?.className).toBe("ci-readings-place");
  expect(screen.getByText("1 reading")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("the forecast is explained, shown, asked about once more, and sent as it was shown", async () => {
  const { user, sent, model, el } = show();
  await user.click(screen.getByText(/Set the forecast/));
  expect(el.textContent).toContain("Nobody can move it afterwards");
  expect(screen.getByRole("img", { name: /The line it would set: If nothing/ })).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button("Set this line Deaths <b>"));
  expect(sent()).toEqual([]);
  await user.click(button("Yes, set it for good"));
  expect(sent()).toEqual([{ type: "forecast", measure_id: "m1", level: 19.25, per_year: -2 }]);
  expect(screen.queryByText(/Set the forecast/)).toBeNull();
  model.change({ curves: { m1: SET } });
  expect(el.textContent).toContain("If nothing changes it stays at 20 deaths.");
  expect(document.activeElement?.className).toBe("ci-forecast");
});

test("a goal's measure is begun with one tap, filled in from the goal", async () => {
  const start = { goal_id: "g1", name: "deaths", unit: "people", target: 5, by: "2026-12-31" };
  const { user, sent } = show({ starts: [{ label: "Fewer deaths", start }] });
  await user.click(button("Begin a measure for: Fewer deaths"));
  expect((field(/What do you count/) as HTMLTextAreaElement).value).toBe("deaths");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()[0]).toMatchObject({ type: "save", ...start, asks: "better_off", baseline: null });
});

test("two versions of a reading are chosen from field by field", async () => {
  const { user, model, sent } = show();
  await user.click(screen.getByText("2 readings"));
  await user.click(button("Change 18.5 deaths on April 30, 2026"));
  await user.clear(field(/The number/));
  await user.type(field(/The number/), "18{Enter}");
  const theirs = { ...APRIL, value: 17, note: "Counted again" };
  model.reply({ type: "conflict", record_id: "r2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  await user.click(choice.getByRole("radio", { name: /17/ }));
  await user.click(button("Save what I chose"));
  // What was chosen is what the other person saved: nothing is left to send.
  expect(sent()).toHaveLength(1);
  expect(screen.queryByRole("region", { name: /saved this before you/ })).toBeNull();
});

test("who looks on reads everything and changes nothing", async () => {
  show({ may: [] });
  expect(screen.queryByRole("button", { name: /Add a reading/ })).toBeNull();
  expect(screen.queryByText(/Set the forecast/)).toBeNull();
  expect(screen.getByRole("img", { name: /Deaths/ })).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("steps are few and round, and a forecast is told between its days", () => {
  expect(niceSteps(0, 20)).toEqual([0, 5, 10, 15, 20]);
  expect(niceSteps(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(niceSteps(7, 7).length).toBeGreaterThan(1);
  expect(expectedOn(SET.forecast, "2026-03-31")).toBeNull();
  expect(expectedOn(CURVE.would?.forecast ?? [], "2026-12-20")).toBeCloseTo(18.25, 1);
  expect(expectedOn(SET.forecast, "2030-01-01")).toBeNull();
});

test("what was taken off of both lists goes by two names", () => {
  show();
  const names = [...document.querySelectorAll("details.ci-dropped > summary")];
  expect(names.map((one) => one.textContent)).toEqual([
    "Measures that were taken off",
    "Readings that were taken off",
  ]);
});

test("from month to month a reading is added at once, and the rest is folded", async () => {
  show({ is_brief: true });
  const folded = screen.getAllByText("The line over time, and every reading");
  expect(folded.map((one) => one.closest("details")?.open)).toEqual([false, false]);
  expect(folded[0]?.closest("details")?.querySelector("svg")).toBeTruthy();
  const add = screen.getAllByRole("button", { name: /^Add a reading/ });
  expect(add.map((one) => one.closest("details"))).toEqual([null, null]);
  expect(screen.queryByRole("heading", { name: "Readings that were taken off" })).toBeNull();
  expect(await findings()).toEqual([]);
});
