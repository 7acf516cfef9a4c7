import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./local_numbers";
import { across, apart, labelled, onLines, runs, SHEET, ticks } from "./local_numbers/scale";
import type { Breakdown, Measure, Numeral, Place, State } from "./local_numbers/state";

const MARKUP = "Young <img src=x onerror=alert(1)>";
const HIDDEN: Numeral = { state: "hidden" };

function rate(count: number, value: number, width = 10): Numeral {
  return {
    state: "shown",
    count,
    population: 100000,
    rate: value,
    lower: value - width,
    upper: value + width,
  };
}

const OWN: Place = {
  name: "Ash County",
  role: "own",
  numbers: [rate(21, 21), HIDDEN, rate(57, 57.25)],
};
const STATE: Place = {
  name: "The made-up state",
  role: "holder",
  numbers: [rate(1000, 20, 1), rate(1100, 22, 1), rate(1200, 24, 1)],
};
const PEER: Place = {
  name: "Elm County",
  role: "peer",
  numbers: [rate(12, 12), { state: "missing" }, rate(15, 15)],
};
const AGE: Breakdown = {
  dimension: "Age",
  period: "2022–2024",
  groups: [MARKUP, "Old"],
  places: [{ ...OWN, numbers: [rate(78, 40), HIDDEN, rate(50, 50)] }],
};
const DEATHS: Measure = {
  name: "Overdose deaths",
  sentences: ["Overdose deaths in Ash County, 2023: 57.", "That is 57.3 for every 100,000 people."],
  periods: ["2021", "2022", "2023"].map((label) => ({ label, short: label })),
  places: [OWN, STATE, PEER],
  breakdowns: [AGE],
  left_out: "4 rows are not shown.",
};
const COUNTS: Measure = {
  name: "Provisional counts",
  sentences: ["Provisional counts in Ash County, December: 1,290."],
  periods: ["November", "December"].map((label) => ({ label, short: label.slice(0, 3) })),
  places: [
    {
      ...OWN,
      numbers: [
        { state: "count_only", count: 1234 },
        { state: "count_only", count: 1290, predicted: 1300 },
      ],
    },
  ],
  breakdowns: [],
  left_out: "",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("local_numbers"),
    measures: [DEATHS],
    notes: ["Counts from 0 to 9 are withheld."],
    sources: ["Source: made up"],
    template: "place,period,count",
    ...changed,
  });
}

const region = (name: RegExp | string) => within(screen.getByRole("region", { name }));
const cells = (row: HTMLElement) =>
  [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent);

test("nobody is here yet: there is no number", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], measures: [] });
  expect(el.textContent).toContain("choose your team");
  expect(el.textContent).not.toContain("Overdose");
  expect(await findings()).toEqual([]);
});

test("a team without numbers is told which files to bring, and who can", async () => {
  const { el } = show({ measures: [], notes: [], sources: [] });
  expect(el.textContent).toContain("CDC WONDER");
  expect(el.textContent).toContain("VSRR");
  expect(el.textContent).toContain("Your project manager");
  expect(el.textContent).toContain("ciwidgets import indicators");
  expect(screen.getByText("place,period,count", { selector: "code" })).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("the sentence comes first, then a picture with words of its own, then the rules", async () => {
  const { el } = show();
  expect(screen.getByText(DEATHS.sentences[0] ?? "", { selector: "strong" })).toBeTruthy();
  const picture = screen.getByRole("img", { name: /Overdose deaths: a line for Ash County/ });
  expect(picture.textContent).toContain("57.3");
  expect(picture.textContent).toContain("Ash County");
  expect(picture.textContent).toContain("24.0");
  expect(el.textContent?.indexOf("2023: 57.")).toBeLessThan(
    el.textContent?.indexOf("How to read these numbers") ?? 0,
  );
  expect(region("How to read these numbers").getByText("Source: made up")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a hidden year is a gap with its words: no dot, no line through it, no band", () => {
  show();
  const picture = screen.getByRole("img");
  expect(picture.querySelectorAll(".ci-line-own circle")).toHaveLength(2);
  const lines = [...picture.querySelectorAll(".ci-line-own polyline")];
  expect(lines.map((one) => one.getAttribute("points")?.split(" ").length)).toEqual([1, 1]);
  expect(picture.querySelectorAll(".ci-band polygon")).toHaveLength(0);
  expect(picture.querySelector(".ci-gap text")?.textContent).toBe("hidden: small number");
  expect(picture.querySelectorAll(".ci-line-beside rect")).toHaveLength(3);
});

test("groups have a dot and a line each, and a hidden one has a word and neither", async () => {
  show();
  const groups = region("Age, 2022–2024").getAllByRole("listitem");
  expect(groups.map((one) => one.querySelectorAll(".ci-dot, .ci-whisker").length)).toEqual([
    2, 0, 2,
  ]);
  expect(groups[0]?.textContent).toContain("Everyone40.0 (30.0 to 50.0); count: 78");
  expect(groups[1]?.textContent).toBe(`${MARKUP}hidden: small number`);
  expect(document.querySelector("img")).toBeNull();
});

test("places stand side by side in the newest period with a rate of one's own", () => {
  const newest = { ...OWN, numbers: [rate(21, 21), rate(57, 57.25), HIDDEN] };
  show({ measures: [{ ...DEATHS, places: [newest, STATE, PEER] }] });
  const places = region("Side by side, 2022").getAllByRole("listitem");
  expect(places.map(({ textContent }) => textContent)).toEqual([
    "Ash County57.3 (47.3 to 67.3); count: 57",
    "The made-up state22.0 (21.0 to 23.0); count: 1,100",
    "Elm Countyno number",
  ]);
});

test("the table has every number, and words where one is hidden or not there", async () => {
  const { user } = show();
  await user.click(screen.getByText("All these numbers as a table"));
  const rows = region("Overdose deaths").getAllByRole("row");
  expect(rows.map(cells).slice(1, 4)).toEqual([
    ["Ash County", "2021", "21", "100,000", "21.0", "11.0 and 31.0"],
    ["Ash County", "2022", "hidden: small number", "", "hidden: small number", ""],
    ["Ash County", "2023", "57", "100,000", "57.3", "47.3 and 67.3"],
  ]);
  expect(cells(rows[8] as HTMLElement)).toEqual([
    "Elm County",
    "2022",
    "no number",
    "",
    "no number",
    "",
  ]);
  expect(region(/: Age, 2022/).getAllByRole("row")).toHaveLength(4);
  expect(screen.getByText("4 rows are not shown.")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("of several measures one is chosen; counts without people are drawn as counts", async () => {
  const { user } = show({ measures: [DEATHS, COUNTS] });
  await user.selectOptions(screen.getByRole("combobox", { name: "Which numbers?" }), COUNTS.name);
  expect(screen.getByText("Over time, in numbers")).toBeTruthy();
  const picture = screen.getByRole("img", { name: /Provisional counts/ });
  expect(picture.textContent).toContain("1,290");
  expect(picture.querySelector(".ci-band")).toBeNull();
  await user.click(screen.getByText("All these numbers as a table"));
  const rows = region("Provisional counts").getAllByRole("row");
  expect(rows.map(cells)).toEqual([
    ["Place", "Period", "Count", "Count its source expects in the end"],
    ["Ash County", "November", "1,234", ""],
    ["Ash County", "December", "1,290", "1,300"],
  ]);
  expect(await findings()).toEqual([]);
});

test("the measure that was chosen is gone: the first one is shown", async () => {
  const { user, model } = show({ measures: [DEATHS, COUNTS] });
  await user.selectOptions(screen.getByRole("combobox", { name: "Which numbers?" }), COUNTS.name);
  model.change({ measures: [DEATHS] });
  expect(screen.getByRole("heading", { level: 3 }).textContent).toBe(DEATHS.name);
});

test("a rate that is too uncertain has its count and words instead of a rate; a mark is shown", async () => {
  const few: Numeral = { state: "too_few", count: 0, population: 100000 };
  const marked = { ...rate(12, 12), mark: "unstable", adjusted: 11.25, per: 1000 };
  const { user } = show({
    measures: [{ ...DEATHS, places: [{ ...OWN, numbers: [few, marked, marked] }] }],
  });
  await user.click(screen.getByText("All these numbers as a table"));
  const rows = region("Overdose deaths").getAllByRole("row");
  expect(rows.map(cells).slice(1, 3)).toEqual([
    ["Ash County", "2021", "0", "100,000", "too few for a rate", "", ""],
    ["Ash County", "2022", "12", "100,000", "12.0 (unstable)", "2.0 and 22.0", "11.3 per 1,000"],
  ]);
});

test("nothing that is shown leaves no picture, and the words stand", async () => {
  const { el } = show({
    measures: [
      { ...DEATHS, breakdowns: [], places: [{ ...OWN, numbers: [HIDDEN, HIDDEN, HIDDEN] }] },
    ],
  });
  expect(screen.queryByRole("img")).toBeNull();
  expect(el.textContent).not.toContain("NaN");
  expect(await findings()).toEqual([]);
});

test("ticks are round and reach the highest number", () => {
  for (const highest of [0, 0.4, 7, 64.4, 99, 100, 1234, 98765]) {
    const marks = ticks(highest);
    expect(marks.at(-1)).toBeGreaterThanOrEqual(highest);
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.length).toBeLessThan(7);
  }
  expect(ticks(64.4)).toEqual([0, 20, 40, 60, 80]);
});

test("labels of periods have room, and the newest has one", () => {
  const shorts = Array.from({ length: 24 }, (_, place) => `Mar ${2000 + place}`);
  const places = labelled(shorts);
  expect(places.at(-1)).toBe(23);
  const [first = 0, second = 0] = places;
  expect(across(second, 24) - across(first, 24)).toBeGreaterThan(8 * 6.5);
  expect(labelled(["2023"])).toEqual([0]);
});

test("names at the ends of lines are short and do not lie on each other", () => {
  expect(onLines("The made-up state")).toEqual(["The made-up", "state"]);
  expect(onLines("Prince of Wales-Hyder Census Area, AK and more").length).toBe(3);
  for (const line of onLines("W".repeat(50))) expect([...line].length).toBeLessThanOrEqual(12);
  for (const middles of [
    [50, 52],
    [52, 50],
    [13, 12],
    [SHEET.height - 32, SHEET.height - 31],
  ]) {
    const [one = 0, other = 0] = apart(middles, [42, 42]);
    expect(Math.abs(one - other)).toBeGreaterThanOrEqual(42);
    expect(Math.min(one, other)).toBeGreaterThanOrEqual(0);
    expect(Math.max(one, other) + 42).toBeLessThanOrEqual(SHEET.height);
  }
});

test("runs part where nothing is, and where the kind changes", () => {
  expect(runs([1, 2, undefined, 3], () => true)).toEqual([[0, 1], [3]]);
  expect(runs(["a", "a", "b", undefined, "b"])).toEqual([[0, 1], [2], [4]]);
  expect(runs([])).toEqual([]);
});
