import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./win_wall";
import type { Card, State, Thanks } from "./win_wall/state";

const THANKS: Thanks = {
  text: "You drove it <b>",
  by: "Maria",
  is_signed: true,
  is_guest: false,
  is_mine: false,
};
const ROOM: Card = {
  id: "w2",
  title: "A room is found",
  done_on: "",
  story: "",
  evidence: "",
  is_ours: false,
  goal_id: "",
  goal: "",
  measure: "",
  activities: [],
  condition: "",
  sector_ids: [],
  sectors: [],
  partners: [],
  thanks_to: [],
  learned: "",
  next_win: "",
  next_by: "",
  thanks: [],
};
const VAN: Card = {
  ...ROOM,
  id: "w1",
  title: "A van drives <b>",
  done_on: "2026-03-02",
  evidence: "It stands outside",
  goal_id: "g1",
  goal: "Fewer deaths",
  condition: "backbone",
  sector_ids: ["faith"],
  sectors: ["Faith"],
  partners: ["Hope Church", "Clinic"],
  thanks_to: ["Maria", "a school nurse"],
  learned: "Ask early",
  next_win: "It drives at night",
  next_by: "2026-09-01",
  thanks: [THANKS],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("win_wall"),
    may: ["answer", "keep_records"],
    wins: [VAN, ROOM],
    mine: {},
    goals: [{ id: "g1", label: "Fewer deaths" }],
    sectors: [{ id: "faith", label: "Faith" }],
    months: [
      { month: "2026-01", wins: [], readings: [{ measure_id: "m1", on: "2026-01-31", value: 40 }] },
      {
        month: "2026-03",
        wins: ["w1"],
        readings: [{ measure_id: "m1", on: "2026-03-31", value: 31.5 }],
      },
    ],
    measures: [{ id: "m1", label: "Calls", unit: "calls" }],
    written_in: "our-wins",
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const titles = () =>
  screen.getAllByRole("article").map((one) => one.querySelector("h4")?.textContent);
const card = (name: RegExp) =>
  within(
    screen.getByRole("heading", { level: 4, name }).closest("article") ??
      document.createElement("p"),
  );

test("an empty wall leads to where wins are written down", async () => {
  const { el } = show({ wins: [], months: [], goals: [], sectors: [], measures: [] });
  expect(screen.getByRole("link", { name: "Write down the first one" }).getAttribute("href")).toBe(
    "#step=our-wins",
  );
  expect(el.querySelector("article")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a card says what is known of a win, and what was learned, and leaves out the rest", async () => {
  show();
  expect(titles()).toEqual(["A van drives <b>", "A room is found"]);
  const van = card(/van/);
  for (const said of [
    "March 2, 2026",
    "It stands outside",
    "Fewer deaths",
    "somebody who keeps it all going",
    "Hope Church · Clinic",
    "Maria · a school nurse",
    "It drives at night, by September 1, 2026",
    "What we learned",
    "Ask early",
  ])
    expect(van.getByText(said)).toBeTruthy();
  const room = card(/room/);
  expect(room.getByText("no day given")).toBeTruthy();
  expect(room.queryByText(/What we learned|Made possible/)).toBeNull();
  expect(await findings()).toEqual([]);
});

test("the wall is narrowed by goal and by sector, says how much is shown, and opens again", async () => {
  const { user } = show();
  const status = () => screen.getByText(/shown|fits both/).textContent;
  expect(screen.queryByText(/shown|fits both|all of them/)).toBeNull();
  expect(screen.queryByRole("button", { name: "Show all" })).toBeNull();
  await user.selectOptions(screen.getByRole("combobox", { name: /goal/ }), "Fewer deaths");
  expect([titles(), status()]).toEqual([["A van drives <b>"], "1 of 2 is shown."]);
  await user.selectOptions(screen.getByRole("combobox", { name: /goal/ }), "Without a goal");
  expect(titles()).toEqual(["A room is found"]);
  await user.selectOptions(
    screen.getByRole("combobox", { name: /part of the community/ }),
    "Faith",
  );
  expect(screen.queryAllByRole("article")).toEqual([]);
  expect(status()).toBe("None of them fits both. Please choose again.");
  expect(screen.getByText(/fits both/).getAttribute("role")).toBe("status");
  expect(await findings()).toEqual([]);
  button("Show all").focus();
  await user.keyboard("{Enter}");
  expect(titles()).toHaveLength(2);
  expect(screen.queryByRole("button", { name: "Show all" })).toBeNull();
  expect(screen.getByText("You see all of them again.").getAttribute("role")).toBe("status");
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: /goal/ }));
});

test("a goal that leaves the wall takes its filter along", async () => {
  const { user, model } = show();
  await user.selectOptions(screen.getByRole("combobox", { name: /goal/ }), "Fewer deaths");
  model.change({ wins: [ROOM], goals: [] });
  expect(titles()).toEqual(["A room is found"]);
});

test("thanks are written for one win, unsigned unless their writer ticks it", async () => {
  const { user, sent, save } = show();
  await user.click(button("Say thank you A room is found"));
  const text = screen.getByRole("textbox", { name: "Your thanks" });
  expect(document.activeElement).toBe(text);
  const ticks = screen.getAllByRole("checkbox") as HTMLInputElement[];
  expect(ticks.map(({ checked }) => checked)).toEqual([false, false]);
  await user.click(button("Put it on the wall"));
  expect(screen.getAllByText("Please write something first.").length).toBeGreaterThan(0);
  expect(sent()).toEqual([]);
  await user.type(text, "  You opened the door.  ");
  expect(await findings()).toEqual([]);
  await user.click(button("Put it on the wall"));
  const thanks = { text: "You opened the door.", is_signed: false, in_report: false };
  expect(sent()).toEqual([{ type: "thank", win_id: "w2", base_revision: 0, ...thanks }]);
  save();
  expect(card(/room/).getByText("You opened the door.")).toBeTruthy();
  expect(card(/room/).getByText(/From you, and the team sees no name/)).toBeTruthy();
  expect(document.activeElement).toBe(button("Change it A room is found"));
});

test("own thanks are changed and taken back on what is kept of them", async () => {
  const own = { ...THANKS, text: "Mine", by: "", is_signed: false, is_mine: true };
  const { user, sent, model, el } = show({
    wins: [{ ...VAN, thanks: [THANKS, own] }],
    mine: { w1: { revision: 3, text: "Mine", is_signed: true, in_report: true } },
  });
  expect(screen.getAllByText("Mine")).toHaveLength(1);
  expect(screen.getByText(/It may stand in our team’s report, without your name/)).toBeTruthy();
  await user.click(button(/Change it/));
  const ticks = screen.getAllByRole("checkbox") as HTMLInputElement[];
  expect(ticks.map(({ checked }) => checked)).toEqual([true, true]);
  await user.click(screen.getByRole("checkbox", { name: /may stand in our team’s report/ }));
  await user.type(screen.getByRole("textbox"), " and more");
  await user.click(button("Put it on the wall"));
  expect(sent().at(-1)).toMatchObject({
    type: "thank",
    text: "Mine and more",
    base_revision: 3,
    in_report: false,
  });
  model.reply({ type: "saved", record_id: "x", revision: 4 });
  await user.click(button(/Take it back/));
  await user.click(button("Yes, take them off"));
  expect(sent().at(-1)).toEqual({ type: "withdraw", win_id: "w1", base_revision: 4 });
  expect(el.textContent).not.toContain("Mine and more");
  expect(screen.getByText("You drove it <b>")).toBeTruthy();
});

test("others' thanks have no buttons, and a name only where there is one", () => {
  show({
    wins: [
      {
        ...VAN,
        thanks: [
          THANKS,
          { ...THANKS, text: "Two", by: "", is_guest: true },
          { ...THANKS, text: "Three", by: "" },
          { ...THANKS, text: "Four", by: "", is_signed: false },
        ],
      },
    ],
  });
  const lines = within(document.querySelector(".ci-thanks-list") as HTMLElement)
    .getAllByRole("listitem")
    .map((one) => one.textContent);
  expect(lines).toEqual([
    "You drove it <b>from Maria",
    "Twofrom a facilitator",
    "Threefrom a member of the team",
    "Four",
  ]);
  expect(screen.queryByRole("button", { name: /Change it|Take it back/ })).toBeNull();
});

test("thanks that are refused can be sent again without typing them anew", async () => {
  const { user, model } = show({ wins: [ROOM] });
  await user.click(button(/Say thank you/));
  await user.type(screen.getByRole("textbox"), "You opened the door.");
  await user.click(button("Put it on the wall"));
  model.reply({ type: "refused", text: "Not now." });
  expect(screen.getByRole("alert").textContent).toContain("Not now.");
  await user.click(button(/Say thank you/));
  expect((screen.getByRole("textbox") as HTMLTextAreaElement).value).toBe("You opened the door.");
});

test("two pages of one person choose between their thanks", async () => {
  const { user, sent, model } = show({
    mine: { w1: { revision: 1, text: "Old", is_signed: false, in_report: false } },
  });
  await user.click(button(/Change it/));
  await user.type(screen.getByRole("textbox"), "er");
  await user.click(button("Put it on the wall"));
  const theirs = { text: "Other", win_id: "w1", is_signed: false };
  model.reply({ type: "conflict", record_id: "x", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Older")).toBeTruthy();
  expect(choice.getByText("Other")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Save mine instead" }));
  expect(sent().at(-1)).toMatchObject({ text: "Older", base_revision: 2 });
});

test("months say wins beside readings, in a table and in a picture with words", () => {
  show();
  const rows = within(screen.getByRole("table"))
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([
    ["Month", "Done", "Calls"],
    ["January 2026", "–", "40 calls (January 31, 2026)"],
    ["March 2026", "A van drives <b>", "31.5 calls (March 31, 2026)"],
  ]);
  expect(screen.getByRole("img").getAttribute("aria-label")).toContain(
    "Calls, from 40 on January 31, 2026 to 31.5 on March 31, 2026.",
  );
  const svg = screen.getByRole("img");
  expect([svg.querySelectorAll("circle").length, svg.querySelectorAll("path").length]).toEqual([
    2, 1,
  ]);
  expect(svg.innerHTML).not.toContain("NaN");
  expect([...svg.querySelectorAll("text")].map((one) => one.textContent)).toEqual([
    "31.5",
    "40",
    "Jan 2026",
    "Mar 2026",
  ]);
  expect(
    screen.getByText("The line is Calls, in calls. Each small triangle is the day of a win."),
  ).toBeTruthy();
});

test("one reading is no line, and the same value twice lies in the middle", () => {
  const reading = { measure_id: "m1", on: "2026-01-31", value: 4 };
  const { model } = show({ months: [{ month: "2026-01", wins: [], readings: [reading] }] });
  expect(screen.queryByRole("img")).toBeNull();
  const readings = [reading, { ...reading, on: "2026-02-01" }];
  model.change({ months: [{ month: "2026-01", wins: [], readings }] });
  expect(screen.getByRole("img").innerHTML).not.toContain("NaN");
});

test("which measure stands beside the wins can be chosen", async () => {
  const readings = ["2026-01-01", "2026-02-01"].flatMap((on) =>
    ["m1", "m2"].map((measure_id) => ({ measure_id, on, value: 1 })),
  );
  const { user } = show({
    months: [{ month: "2026-01", wins: [], readings }],
    measures: [
      { id: "m1", label: "Calls", unit: "" },
      { id: "m2", label: "Kits", unit: "" },
    ],
  });
  await user.selectOptions(screen.getByRole("combobox", { name: "Beside this measure" }), "Kits");
  expect(screen.getByRole("img").getAttribute("aria-label")).toContain("Kits, from");
  expect(screen.getByRole("columnheader", { name: "Kits" })).toBeTruthy();
});

test("a new win is told of in a line, and its card is marked", () => {
  const { model, el } = show({ wins: [ROOM] });
  expect(el.querySelectorAll(".ci-fresh")).toHaveLength(0);
  model.change({ wins: [VAN, ROOM] });
  expect(screen.getByText("New on the wall: A van drives <b>").getAttribute("role")).toBe("status");
  expect(el.querySelector(".ci-fresh h4")?.textContent).toBe("A van drives <b>");
});

test("nothing on the wall says how many, or who thanks most", () => {
  const { el } = show({ wins: [{ ...VAN, thanks: [THANKS, { ...THANKS }] }] });
  expect(el.querySelector("article")?.textContent).not.toMatch(/\b2 (thanks|times)|most|score/i);
});
