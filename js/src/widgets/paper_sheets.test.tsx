import { act, screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./paper_sheets";
import type { Ask, Listed, State } from "./paper_sheets/state";

const RATING = "needs_assessment/how-we-see-it";
const BOARD = "needs_assessment/what-hurts-most";
const VOTE = "needs_assessment/what-first";
const PICKS = "needs_assessment/what-first-scores";
const MAP = "mental_models/my-map";
const of = { workbook: "What our community needs" };
const ITEMS = [
  { value: "beds", label: "Beds <b>" },
  { value: "rides", label: "Rides" },
];

const WAYS = [
  {
    method: "impact_effort",
    title: "Impact and effort",
    parts: [{ id: "impact", label: "How much would it change?", least: 1, most: 5 }],
  },
];

const ASKS: Ask[] = [
  {
    ...of,
    kind: "rating",
    step: RATING,
    title: "2. How we see it",
    scale: ["No", "Partly", "Yes"],
    statements: [
      { id: "talk", text: "We talk." },
      { id: "trust", text: "We trust each other." },
    ],
  },
  { ...of, kind: "idea_board", step: BOARD, title: "5. What hurts most" },
  {
    ...of,
    kind: "dot_vote",
    step: VOTE,
    title: "6. What comes first",
    items: ITEMS,
    dots: 3,
    dots_each: 2,
  },
  { ...of, kind: "priorities", step: PICKS, title: "My top five", items: ITEMS, ways: WAYS },
  {
    ...of,
    kind: "my_map",
    step: MAP,
    title: "3. My map",
    words: ["Shame", "Trust"],
    strengths: [0.25, 0.62, 1],
  },
];

const ROSA: Listed = {
  id: "p-rosa",
  revision: 2,
  occasion: "forum-2",
  name: "Rosa",
  sector: "law",
  said: { [RATING]: 2 },
  is_theirs: false,
  is_mine: true,
};
const EMPTY = { ratings: {}, ideas: {}, dots: {}, picks: {}, scores: {}, maps: {} };

function page(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("paper_sheets"),
    may: ["type_paper"],
    occasions: [
      { id: "forum-1", name: "Forum 1", date: "2026-01-10", closed: [RATING] },
      { id: "forum-2", name: "Forum 2", date: "2026-05-10", closed: [] },
    ],
    occasion: "forum-2",
    sectors: [{ id: "law", name: "Law" }],
    asks: ASKS,
    sheets: [],
    lists: [
      {
        workbook: "goals",
        book: "What we will do",
        step: "our-goals",
        title: "1. From a need to a goal",
      },
    ],
    ...changed,
  });
}

/** Show the page with every sheet in hand. */
function show(changed: Partial<State> = {}) {
  const shown = page(changed);
  for (const box of screen.queryAllByRole("checkbox")) act(() => box.click());
  return shown;
}

const row = (text: string) => within(screen.getByRole("group", { name: text }));
const field = (name: string | RegExp) => screen.getByLabelText(name);
const saveIt = () => screen.getByRole("button", { name: "Save this sheet" });

test("a member of the team is told whom the page is for, and shown nothing else", async () => {
  const { el } = show({ may: ["answer"] });
  expect(el.textContent).toContain("for the project manager and facilitators");
  expect(screen.queryByRole("form")).toBeNull();
  expect(screen.queryByLabelText(/Name/)).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a sheet is typed without a mouse: numbers choose and go on, Enter goes on, Backspace back", async () => {
  const { user, sent } = show();
  (field("Mark or name") as HTMLElement).focus();
  await user.keyboard("Rosa{Enter}{Enter}");
  await user.keyboard("3");
  await user.keyboard("4");
  await user.keyboard("{Backspace}");
  expect(row("We trust each other.").getByRole("radio", { name: /know/ })).toBe(
    document.activeElement,
  );
  await user.keyboard("2");
  await user.keyboard("Rides{Enter}Beds at night{Enter}{Enter}");
  expect(document.activeElement).toBe(field("Dot 1"));
  for (let stop = 0; stop < 3 + 5 + 4 + 1; stop += 1) await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(saveIt());
  await user.keyboard("{Enter}");
  expect(sent()).toEqual([
    {
      ...EMPTY,
      type: "save",
      record_id: expect.stringMatching(/^new-/),
      base_revision: 0,
      occasion: "forum-2",
      name: "Rosa",
      sector: "",
      ratings: { [RATING]: { talk: 3, trust: 2 } },
      ideas: { [BOARD]: ["Rides", "Beds at night"] },
    },
  ]);
  expect(document.activeElement).toBe(field("Mark or name"));
  expect((field("Mark or name") as HTMLInputElement).value).toBe("");
});

test("a number and Enter is one step, so no statement is passed over", async () => {
  const { user, sent } = show();
  row("We talk.").getByRole("radio", { name: "No" }).focus();
  await user.keyboard("3{Enter}");
  await user.keyboard("2{Enter}");
  expect(document.activeElement).toBe(field("Idea 1"));
  await user.keyboard("Rides{Enter}");
  expect(document.activeElement).toBe(field("Idea 2"));
  await user.click(saveIt());
  expect(sent()).toMatchObject([
    { ratings: { [RATING]: { talk: 3, trust: 2 } }, ideas: { [BOARD]: ["Rides"] } },
  ]);
});

test("a number before the last button does not save with the Enter after it", async () => {
  const { user, sent } = page();
  await user.click(screen.getByRole("checkbox", { name: /How we see it/ }));
  row("We trust each other.").getByRole("radio", { name: "No" }).focus();
  await user.keyboard("1{Enter}");
  expect(document.activeElement).toBe(saveIt());
  expect(sent()).toEqual([]);
  await user.keyboard("{Enter}");
  expect(sent()).toMatchObject([{ ratings: { [RATING]: { trust: 1 } } }]);
});

test("what is left empty is said before saving, and stops nobody", async () => {
  const { user, sent } = show();
  await user.click(row("We talk.").getByRole("radio", { name: "No" }));
  await user.selectOptions(field("Dot 1"), "rides");
  expect(screen.getByText("2. How we see it: 1 of 2 left empty")).toBeTruthy();
  expect(screen.getByText("5. What hurts most: left empty")).toBeTruthy();
  expect(screen.getByText("6. What comes first: 2 of 3 left empty")).toBeTruthy();
  expect(screen.getByText("My top five: 5 of 5 left empty")).toBeTruthy();
  expect(screen.getByText("3. My map: left empty")).toBeTruthy();
  await user.click(row("We trust each other.").getByRole("radio", { name: "No" }));
  expect(screen.queryByText(/How we see it: .* left empty/)).toBeNull();
  await user.click(saveIt());
  expect(sent()).toHaveLength(1);
});

test("an idea that is only a number is asked about before it is saved", async () => {
  const { user, sent } = show();
  await user.type(field("Idea 1"), "4 3");
  await user.click(saveIt());
  expect(screen.getByRole("group", { name: /“4 3” stands as an idea/ })).toBeTruthy();
  expect(sent()).toEqual([]);
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(field("Idea 1"));
  await user.click(saveIt());
  await user.click(screen.getByRole("button", { name: "Yes, save it so" }));
  expect(sent()).toMatchObject([{ ideas: { [BOARD]: ["4 3"] } }]);
});

test("a name alone is nobody's sheet", async () => {
  const { user, sent } = show();
  await user.type(field("Mark or name"), "Rosa");
  await user.selectOptions(field("Sector"), "law");
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("no answer on this sheet");
  expect(sent()).toEqual([]);
});

test("a sheet is said to be saved once it is, and the next one begins", async () => {
  const { user, model } = show();
  await user.type(field("Mark or name"), "Rosa");
  await user.type(field("Idea 1"), "Rides");
  await user.click(saveIt());
  expect(screen.getByText("Not saved yet. It is on its way.")).toBeTruthy();
  expect(screen.queryByText(/sheet is saved/)).toBeNull();
  await act(async () => {
    model.change({ sheets: [ROSA] });
    model.reply({ type: "saved", record_id: "p-rosa", revision: 1 });
  });
  expect(screen.getByText("Rosa’s sheet is saved. 1 so far.")).toBeTruthy();
  expect(document.activeElement).toBe(field("Mark or name"));
});

test("only the sheets in hand are asked for, and they stay for the next person", async () => {
  const { user } = page();
  expect(screen.queryByLabelText("Mark or name")).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: /What hurts most/ }));
  expect(screen.queryByRole("group", { name: "We talk." })).toBeNull();
  await user.type(field("Idea 1"), "Rides");
  await user.click(saveIt());
  expect((field("Idea 1") as HTMLInputElement).value).toBe("");
  expect(screen.queryByRole("group", { name: "We talk." })).toBeNull();
});

test("what stands on a sheet that is opened again is never out of sight", async () => {
  const { user, model } = page({ sheets: [ROSA] });
  await user.click(screen.getByRole("button", { name: /Open and change/ }));
  await act(async () =>
    model.reply({
      ...EMPTY,
      type: "sheet",
      record_id: "p-rosa",
      revision: 2,
      occasion: "forum-2",
      name: "Rosa",
      sector: "law",
      ratings: { [RATING]: { talk: 1 } },
    }),
  );
  await user.click(row("We talk.").getByRole("radio", { name: "Left empty" }));
  expect(row("We talk.")).toBeTruthy();
  expect(screen.queryByLabelText("Idea 1")).toBeNull();
});

test("zero leaves a statement empty, and a number the scale does not have does nothing", async () => {
  const { user } = show();
  const talk = row("We talk.");
  talk.getByRole("radio", { name: "No" }).focus();
  await user.keyboard("9");
  expect((talk.getByRole("radio", { name: "Left empty" }) as HTMLInputElement).checked).toBe(true);
  await user.keyboard("1");
  expect((talk.getByRole("radio", { name: "No" }) as HTMLInputElement).checked).toBe(true);
  talk.getByRole("radio", { name: "No" }).focus();
  await user.keyboard("0");
  expect((talk.getByRole("radio", { name: "Left empty" }) as HTMLInputElement).checked).toBe(true);
});

test("dots, choices and a map go in as they stand on the paper", async () => {
  const { user, sent } = show();
  await user.selectOptions(field("Dot 1"), "rides");
  await user.selectOptions(field("Dot 2"), "rides");
  await user.selectOptions(field("First choice"), "beds");
  await user.type(field("Sentence 1: more"), "Shame");
  await user.selectOptions(screen.getAllByLabelText("leads to")[0] as HTMLElement, "less");
  await user.type(screen.getAllByLabelText("of this")[0] as HTMLElement, "Asking for help");
  await user.selectOptions(screen.getAllByLabelText(/How much/)[0] as HTMLElement, "1");
  await user.click(screen.getByRole("checkbox", { name: /Hand in/ }));
  await user.click(saveIt());
  expect(sent()).toMatchObject([
    {
      dots: { [VOTE]: { rides: 2 } },
      picks: { [PICKS]: ["beds"] },
      maps: {
        [MAP]: {
          links: [{ source: "Shame", target: "Asking for help", weight: -0.62 }],
          is_handed_in: true,
        },
      },
    },
  ]);
});

test("what a page would not take is said before it is sent", async () => {
  const { user, sent } = show();
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("no answer on this sheet");
  for (const n of [1, 2, 3]) await user.selectOptions(field(`Dot ${n}`), "rides");
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("2 dots at most, and “Rides”");
  await user.selectOptions(field("Dot 3"), "");
  await user.selectOptions(field("First choice"), "beds");
  await user.selectOptions(field("Third choice"), "beds");
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("chosen twice");
  await user.selectOptions(field("Third choice"), "");
  await user.type(field("Sentence 1: more"), "Shame");
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("Sentence 1 is not finished");
  expect(sent()).toEqual([]);
});

test("scores a person gave alone go in as numbers of their own range", async () => {
  const { user, sent } = show();
  await user.click(screen.getByText("Impact and effort"));
  const score = field("How much would it change? Rides");
  await user.type(score, "6");
  await user.click(saveIt());
  expect(screen.getByRole("alert").textContent).toContain("6 is not a whole number from 1 to 5");
  await user.clear(score);
  await user.type(score, "5");
  await user.click(saveIt());
  expect(sent()).toMatchObject([
    { scores: { [PICKS]: { impact_effort: { rides: { impact: 5 } } } } },
  ]);
});

test("paper that comes late is typed in where it belongs, and the page says what becomes of it", async () => {
  const { user, sent } = show();
  await user.selectOptions(field(/Which meeting/), "forum-1");
  expect(screen.getByText(/Closed there already: 2\. How we see it/)).toBeTruthy();
  expect(screen.getByText(/a few late sheets may not move them/)).toBeTruthy();
  await user.type(field("Mark or name"), "Sam");
  await user.type(field("Idea 1"), "Rides");
  await user.click(saveIt());
  expect(sent()).toMatchObject([{ occasion: "forum-1", name: "Sam" }]);
});

test("a sheet is opened, changed and saved on what was seen", async () => {
  const { user, sent, model } = show({ sheets: [ROSA] });
  const card = () => within(screen.getByRole("article", { name: "Rosa" }));
  expect(card().getByText(/How we see it: 2/)).toBeTruthy();
  await user.click(card().getByRole("button", { name: /Open and change/ }));
  expect(sent()).toEqual([{ type: "open", record_id: "p-rosa" }]);
  await act(async () =>
    model.reply({
      ...EMPTY,
      type: "sheet",
      record_id: "p-rosa",
      revision: 2,
      occasion: "forum-2",
      name: null,
      sector: "law",
      ratings: { [RATING]: { talk: 1 } },
      ideas: { [BOARD]: ["Rides"] },
    }),
  );
  expect(screen.getByText(/A name was given/)).toBeTruthy();
  expect((row("We talk.").getByRole("radio", { name: "No" }) as HTMLInputElement).checked).toBe(
    true,
  );
  await user.clear(field("Idea 1"));
  await user.type(field("Idea 1"), "Rides at night");
  await user.click(screen.getByRole("button", { name: "Save the changes" }));
  expect(sent().at(-1)).toMatchObject({
    type: "save",
    record_id: "p-rosa",
    base_revision: 2,
    name: null,
    sector: "law",
    ratings: { [RATING]: { talk: 1 } },
    ideas: { [BOARD]: ["Rides at night"] },
  });
});

test("a sheet is taken back after one more question", async () => {
  const { user, sent } = show({ sheets: [ROSA] });
  await user.click(screen.getByRole("button", { name: /Take back/ }));
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Yes, take it back" }));
  expect(sent()).toEqual([{ type: "drop", record_id: "p-rosa", base_revision: 2 }]);
});

test("a return code is shown once it is made", async () => {
  const { user, sent, model } = show({ sheets: [ROSA] });
  await user.click(screen.getAllByText(/Make a return code/)[0] as HTMLElement);
  await user.click(screen.getByRole("button", { name: "Make a return code" }));
  expect(sent()).toEqual([{ type: "code", record_id: "p-rosa", base_revision: 2 }]);
  await act(async () =>
    model.reply({ type: "code", record_id: "p-rosa", revision: 3, code: "K7M2-Q9XD" }),
  );
  expect(screen.getByText("Return code: K7M2-Q9XD")).toBeTruthy();
});

test("who came back by themselves is listed, and nobody opens their sheet", () => {
  show({ sheets: [{ ...ROSA, name: "", is_theirs: true, said: {} }] });
  const card = within(screen.getByRole("article", { name: "Person from paper, Law" }));
  expect(card.getByText(/theirs now/)).toBeTruthy();
  expect(card.queryByRole("button")).toBeNull();
});

test("a sheet that was refused can be opened again, with all that was typed", async () => {
  const { user, model } = show();
  await user.type(field("Mark or name"), "Sam");
  await user.type(field("Idea 1"), "Rides");
  await user.click(saveIt());
  act(() => model.reply({ type: "refused", text: "That is not on the list any more." }));
  await user.click(screen.getByRole("button", { name: "Open and change" }));
  expect((field("Mark or name") as HTMLInputElement).value).toBe("Sam");
  expect((field("Idea 1") as HTMLInputElement).value).toBe("Rides");
});

test("two who change one sheet see it, and choose", async () => {
  const { user, sent, model } = show({ sheets: [ROSA] });
  await user.click(screen.getByRole("button", { name: /Take back/ }));
  await user.click(screen.getByRole("button", { name: "Yes, take it back" }));
  act(() =>
    model.reply({
      type: "conflict",
      record_id: "p-rosa",
      revision: 3,
      theirs: { occasion: "forum-2" },
      text: "Somebody else saved this sheet.",
    }),
  );
  await user.click(screen.getByRole("button", { name: "Save mine instead" }));
  expect(sent().at(-1)).toMatchObject({ type: "drop", base_revision: 3 });
});

test("the page and its lists are for everybody", async () => {
  show({ sheets: [ROSA] });
  expect(screen.getByRole("heading", { name: "What we will do" })).toBeTruthy();
  expect(screen.getByText("1. From a need to a goal").getAttribute("href")).toBe(
    "goals.ipynb#step=our-goals",
  );
  expect(await findings()).toEqual([]);
});
