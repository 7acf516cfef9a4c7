import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./timeline";
import { months, nextDay, type State, type Thing, whenOf } from "./timeline/state";

const thing = (day: string, kind: string, more: Partial<Thing> = {}): Thing => ({
  day,
  kind,
  what: `${kind} <b>`,
  id: `${kind}-${day}`,
  state: "open",
  ...more,
});

const THINGS = [
  thing("2025-11-02", "forum"),
  thing("2026-02-01", "activity_begins", { state: "done" }),
  thing("2026-03-02", "meeting", { what: "" }),
  thing("2026-03-20", "win", { state: "done" }),
  thing("2026-04-01", "activity_ends"),
  thing("2026-05-02", "goal", { state: "stopped" }),
  thing("2026-05-10", "forum"),
  thing("2026-05-10", "next_step"),
  thing("2026-12-31", "goal"),
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("timeline"),
    may: [],
    things: THINGS,
    today: "2026-05-01",
    ...changed,
  });
}

test("without a day it says how one comes to stand there", async () => {
  const { el } = show({ things: [] });
  expect(el.textContent).toContain("No day is set yet.");
  expect(await findings()).toEqual([]);
});

test("days stand by month, what is ahead first, and how they stand to today is said in words", async () => {
  show();
  const ahead = within(screen.getByRole("region", { name: "Today and ahead" }));
  expect(ahead.getAllByRole("heading", { level: 4 }).map((one) => one.textContent)).toEqual([
    "May 2026",
    "December 2026",
  ]);
  expect(ahead.getAllByRole("listitem").map((one) => one.textContent)).toEqual([
    "May 2, 2026Goal to be reached: goal <b> no longer planned",
    "May 10, 2026Forum: forum <b> next",
    "May 10, 2026Next step: next_step <b> next",
    "December 31, 2026Goal to be reached: goal <b> ",
  ]);
  const passed = screen.getByRole("region", { name: "Still open, and the day has passed" });
  expect(
    within(passed)
      .getAllByRole("listitem")
      .map((one) => one.textContent),
  ).toEqual(["April 1, 2026Activity to be done: activity_ends <b> "]);
  const folded = screen.getByText("What has been (4)").closest("details") as HTMLElement;
  const past = within(folded);
  expect(past.getAllByRole("listitem", { hidden: true }).map((one) => one.textContent)).toEqual([
    "November 2, 2025Forum: forum <b> ",
    "February 1, 2026Activity begins: activity_begins <b> done",
    "March 2, 2026Meeting of our team ",
    "March 20, 2026A win: win <b> ",
  ]);
  expect(await findings()).toEqual([]);
});

test("the line has words in place of it, and a sign for every day that still counts", () => {
  const { el } = show();
  const line = screen.getByRole("img");
  expect(line.getAttribute("aria-label")).toContain("from November 2, 2025 to December 31, 2026");
  expect(line.querySelectorAll("rect, polygon, circle").length).toBe(8);
  expect(line.textContent).toContain("2026");
  expect(el.textContent).toContain("Today");
});

test("one day alone, and many on one day, are drawn within the line", () => {
  show({ things: [thing("2026-05-01", "goal")] });
  expect(screen.getAllByText("today", { selector: ".ci-tag" }).length).toBe(1);
  const many = Array.from({ length: 30 }, (_, n) => thing("2026-05-01", "goal", { id: `g${n}` }));
  const { el } = show({ things: many });
  const heights = [...el.querySelectorAll("[role=img] circle")].map((one) =>
    Number(one.getAttribute("cy")),
  );
  expect(heights.length).toBe(6);
  expect(Math.min(...heights)).toBeGreaterThan(0);
});

test("a calendar is asked for and handed over", async () => {
  const { el, user, model } = show();
  const saved: string[] = [];
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:1", revokeObjectURL() {} }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  await user.click(screen.getByRole("button", { name: "Save these days for my calendar" }));
  expect(model.sent.at(-1)).toMatchObject({ type: "take_calendar" });
  model.reply({ type: "file", name: "ash.ics", media: "text/calendar", base64: btoa("BEGIN") });
  await waitFor(() => expect(saved).toEqual(["ash.ics"]));
  expect(el.textContent).toContain("ash.ics was handed to your browser.");
  vi.restoreAllMocks();
});

test("what comes next is the first open day that is not over", () => {
  expect(nextDay(THINGS, "2026-05-01")).toBe("2026-05-10");
  expect(nextDay(THINGS, "2026-05-10")).toBe("2026-05-10");
  expect(nextDay(THINGS, "2027-01-01")).toBe("");
  expect(whenOf(thing("2026-05-10", "forum"), "2026-05-10", "2026-05-10")).toBe("today");
  expect(whenOf(thing("2026-06-10", "goal", { state: "done" }), "2026-05-10", "")).toBe("done");
});

test("no day is lost between months", () => {
  expect(months(THINGS).flatMap(({ things }) => things)).toEqual(THINGS);
});
