import { readFileSync } from "node:fs";
import { join } from "node:path";
import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./wins";
import { ASKED, winChecks } from "./wins/checks";
import { BLANK, type Fields, type State, today, type Win } from "./wins/state";

const VAN: Win = {
  ...BLANK,
  id: "w1",
  revision: 2,
  kept_on: "2026-03-05",
  title: "A van drives <b>",
  done_on: "2026-03-02",
  evidence: "It stands outside",
  goal_id: "g1",
  sectors: ["faith"],
  thanks_to: [{ person_id: "m1", name: "", role: "a driver", said_yes: [] }],
  learned: "Ask early",
};
const ROOM: Win = {
  ...BLANK,
  id: "w2",
  revision: 1,
  kept_on: "2026-02-01",
  title: "A room is found",
  is_public: true,
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("wins"),
    may: ["answer", "keep_records"],
    wins: [ROOM, VAN],
    goals: [{ id: "g1", label: "Fewer deaths" }],
    measures: [],
    activities: [],
    partners: [{ id: "p1", label: "Hope Church" }],
    sectors: [
      { id: "law", label: "Law" },
      { id: "faith", label: "Faith" },
    ],
    members: [{ id: "m1", label: "Maria" }],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: RegExp) => screen.getByRole("textbox", { name });
const checks = () => within(screen.getByRole("region", { name: "Is it a small win?" }));

test("the page finds in a win what the report finds in it", () => {
  // analysis/win_checks.py is held against the same file.
  const path = "../../../tests/analysis/win_check_cases.json";
  const told = JSON.parse(readFileSync(join(import.meta.dirname, path), "utf-8")) as {
    today: string;
    cases: { win: Partial<Fields>; met: string[]; found: string }[];
  };
  const planned = wordsOf("wins").sounds_planned?.split("; ") ?? [];
  expect(told.cases.length).toBeGreaterThan(10);
  for (const { win, met, found } of told.cases) {
    const said = winChecks({ ...BLANK, ...win }, told.today, planned);
    expect(said.map(({ id }) => id)).toEqual([...ASKED]);
    expect([win.title, said.filter(({ isMet }) => isMet).map(({ id }) => id)]).toEqual([
      win.title,
      met,
    ]);
    expect(said[0]?.found).toBe(found);
  }
});

test("an empty list says how to begin", async () => {
  const { el } = show({ wins: [] });
  expect(el.textContent).toContain("What is there today that was not there before");
  expect(await findings()).toEqual([]);
});

test("wins stand the newest first, with what was said of them and nothing else", async () => {
  const { el } = show();
  const titles = [...document.querySelectorAll(".ci-win strong")].map((one) => one.textContent);
  expect(titles).toEqual(["A van drives <b>", "A room is found"]);
  expect(el.textContent).toContain("March 2, 2026");
  expect(screen.getAllByText(/All that is said of it/)).toHaveLength(1);
  expect(el.textContent).toContain("Maria (a driver)");
  expect(el.textContent).toContain("Fewer deaths");
  expect(el.textContent).not.toContain("What is the next small win?");
  expect(screen.getAllByText("May stand on the public page")).toHaveLength(1);
  expect(await findings()).toEqual([]);
});

test("a win is written down with all that is known of it", async () => {
  const { user, sent, model } = show({ wins: [] });
  await user.click(button("Write down a win"));
  await user.type(field(/What is done now/), "A deputy carries naloxone");
  await user.type(screen.getByLabelText(/On which day/), "2026-03-02");
  await user.type(field(/How can one see it/), "It hangs on her belt");
  await user.click(screen.getByRole("checkbox", { name: /in our own doing/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: /Which goal/ }), "Fewer deaths");
  await user.click(screen.getByRole("checkbox", { name: "Law" }));
  await user.type(field(/What did you learn/), "Ask early");
  expect(screen.queryByLabelText(/By when/)).toBeNull();
  await user.type(field(/next small win/), "A second deputy");
  await user.type(screen.getByLabelText(/By when/), "2027-01-01");
  expect(checks().getByText("It has all that makes a small win.")).toBeTruthy();
  expect(screen.queryByRole("checkbox", { name: "Hope Church" })).toBeNull();
  await user.click(button(/Say more/));
  expect(document.activeElement).toBe(field(/How did it come about/));
  await user.selectOptions(screen.getByRole("combobox", { name: /stronger/ }), "Keeping in touch");
  await user.click(screen.getByRole("checkbox", { name: "Hope Church" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      ...BLANK,
      title: "A deputy carries naloxone",
      done_on: "2026-03-02",
      evidence: "It hangs on her belt",
      is_ours: true,
      goal_id: "g1",
      condition: "continuous_communication",
      sectors: ["law"],
      partner_ids: ["p1"],
      learned: "Ask early",
      next_win: "A second deputy",
      next_by: "2027-01-01",
    },
  ]);
});

test("who joined decides alone, and of somebody else nobody is told without a tick", async () => {
  const { user, sent } = show({ wins: [] });
  await user.click(button("Write down a win"));
  await user.type(field(/What is done now/), "A van drives");
  await user.click(button("Add a person"));
  const who = within(screen.getByRole("group", { name: /Who made it possible/ }));
  expect(who.getByText(/Each member of your team decides alone who reads their name/)).toBeTruthy();
  expect(who.queryByRole("checkbox")).toBeNull();
  await user.selectOptions(who.getByRole("combobox"), "else");
  await user.type(who.getByRole("textbox", { name: /name/ }), "Tom Webb");
  const ticks = who.getAllByRole("checkbox") as HTMLInputElement[];
  expect(ticks.map(({ checked }) => checked)).toEqual([false, false, false]);
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()[0]).toMatchObject({
    thanks_to: [{ person_id: "", name: "Tom Webb", role: "", said_yes: [] }],
  });
});

test("a yes to everybody is a yes to the team's report too, and one sees that it is", async () => {
  const { user, sent } = show({ wins: [] });
  await user.click(button("Write down a win"));
  await user.type(field(/What is done now/), "A van drives");
  await user.click(button("Add a person"));
  const who = within(screen.getByRole("group", { name: /Who made it possible/ }));
  await user.selectOptions(who.getByRole("combobox"), "else");
  await user.type(who.getByRole("textbox", { name: /name/ }), "Tom Webb");
  const ticks = () =>
    (who.getAllByRole("checkbox") as HTMLInputElement[]).map(({ checked }) => checked);
  await user.click(who.getByRole("checkbox", { name: "Everybody" }));
  expect(ticks()).toEqual([true, true, true]);
  await user.click(who.getByRole("checkbox", { name: /Other teams/ }));
  expect(ticks()).toEqual([true, false, false]);
  await user.click(button("Save"));
  expect(sent()[0]).toMatchObject({ thanks_to: [{ name: "Tom Webb", said_yes: ["team"] }] });
});

test("only a title is asked for, and the checks keep nobody from saving", async () => {
  const { user, sent } = show({ wins: [] });
  await user.click(button("Write down a win"));
  await user.click(button("Save"));
  expect(document.activeElement).toBe(field(/What is done now/));
  await user.type(field(/What is done now/), "We plan to buy a van");
  expect(checks().getByText(/“plan to” sounds as if it were still to come/)).toBeTruthy();
  expect(checks().getByText(/Still open: It has no day yet/)).toBeTruthy();
  await user.click(button("Save"));
  expect(sent()).toHaveLength(1);
});

test("a day to come is refused kindly, and today is a day it can be done", async () => {
  const { user, sent, el } = show({ wins: [] });
  await user.click(button("Write down a win"));
  await user.type(field(/What is done now/), "A van drives");
  const day = screen.getByLabelText(/On which day/) as HTMLInputElement;
  await user.type(day, "2199-01-01");
  await user.click(button("Save"));
  expect(el.textContent).toContain("January 1, 2199 is still to come, and a win is done.");
  expect(sent()).toEqual([]);
  expect(checks().getByText(/It can be saved once its day is today or earlier/)).toBeTruthy();
  expect(checks().queryByText(/You can save it as it is/)).toBeNull();
  await user.clear(day);
  await user.type(day, today());
  await user.click(button("Save"));
  expect(sent()).toHaveLength(1);
});

test("a new win is told of in a line once, and what was there is not", () => {
  const { model, el } = show({ wins: [VAN] });
  const news = () => el.querySelector(".ci-win-news")?.textContent;
  expect([news(), el.querySelectorAll(".ci-fresh").length]).toEqual(["", 0]);
  model.change({ wins: [VAN, ROOM] });
  expect(news()).toBe("Kept: A room is found. That is done, and it stays.");
  expect(el.querySelector(".ci-fresh")?.textContent).toContain("A room is found");
  model.change({ wins: [{ ...VAN, revision: 3 }, ROOM] });
  expect(el.querySelectorAll(".ci-fresh")).toHaveLength(1);
  model.change({ wins: [VAN] });
  expect(news()).toBe("");
});

test("a title that ends with a stop is told of with one", () => {
  const { model, el } = show({ wins: [] });
  model.change({ wins: [{ ...ROOM, title: "Dr. Webb opened it." }] });
  expect(el.querySelector(".ci-win-news")?.textContent).toBe(
    "Kept: Dr. Webb opened it. That is done, and it stays.",
  );
});

test("a win just written down stands first without a day, and has the keyboard", async () => {
  const { user } = show();
  await user.click(button("Write down a win"));
  await user.type(field(/What is done now/), "Kits at the door");
  await user.click(button("Save"));
  const titles = [...document.querySelectorAll(".ci-win strong")].map((one) => one.textContent);
  expect(titles).toEqual(["Kits at the door", "A van drives <b>", "A room is found"]);
  expect(document.activeElement?.textContent).toBe("Kits at the door");
});

test("only a project manager ticks what stands on the page for the public", async () => {
  const { user, el, model, sent } = show();
  await user.click(button(/Change A room/));
  expect(screen.queryByRole("checkbox", { name: /page for the public/ })).toBeNull();
  expect(el.textContent).toContain("Your project manager decides whether it stands on your page");
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ is_public: true });
  model.change({ may: ["answer", "keep_records", "publish"] });
  await user.click(button(/Change A van/));
  await user.click(screen.getByRole("checkbox", { name: /page for the public/ }));
  expect(el.textContent).not.toContain("Your project manager decides");
  expect(await findings()).toEqual([]);
});

test("what moves moves only for those who want it, and covers nothing", () => {
  const css = readFileSync(join(import.meta.dirname, "wins.css"), "utf-8");
  const wall = readFileSync(join(import.meta.dirname, "win_wall.css"), "utf-8");
  for (const sheet of [css, wall]) {
    const calm = sheet.replaceAll(
      /@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g,
      "",
    );
    expect(calm).not.toMatch(/animation|transition/);
    expect(sheet).not.toMatch(/position: fixed|z-index|infinite/);
  }
});

test("what was said of a win before stands in its form without being asked for", async () => {
  const { user } = show({ wins: [{ ...VAN, story: "The church lent it", partner_ids: ["p1"] }] });
  await user.click(button(/Change A van/));
  expect(field(/How did it come about/)).toBeTruthy();
  expect(screen.getByRole("checkbox", { name: "Hope Church" })).toBeTruthy();
  expect(screen.queryByRole("combobox", { name: /stronger/ })).toBeNull();
});

test("a guest sees the wins and cannot write", () => {
  const { el } = show({ may: ["keep_records"], members: [] });
  expect(el.textContent).toContain("You are looking on.");
  expect(screen.queryByRole("button", { name: /Write down|Change|Drop/ })).toBeNull();
});
