import { act, screen, waitFor, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
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
      { id: "forum-1", name: "Forum 1", date: "2026-01-10", is_to_come: false, closed: [RATING] },
      { id: "forum-2", name: "Forum 2", date: "2026-05-10", is_to_come: false, closed: [] },
      { id: "forum-3", name: "Forum 3", date: "2026-09-10", is_to_come: true, closed: [] },
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
        is_scored: false,
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
  expect(screen.getByText("Rosa’s sheet is saved. 1 so far from Forum 2.")).toBeTruthy();
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
  expect(screen.getByText(/says how many came later/)).toBeTruthy();
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

/** What the line at the top of a page hears of this one. */
function heard() {
  const states: Record<string, string> = {};
  window.addEventListener("ciwidgets:outbox", (event) => {
    const { key, state } = (event as CustomEvent).detail;
    states[key] = state;
  });
  return () => Object.values(states);
}

const valueAt = (name: string) => (field(name) as HTMLInputElement).value;
const tick = (name: RegExp) => act(() => screen.getByRole("checkbox", { name }).click());

test("a half-typed sheet is there again after a reload, and is not said to be saved before", async () => {
  const states = heard();
  const first = show();
  expect(states()).not.toContain("refused");
  await first.user.type(field("Mark or name"), "Rosa");
  await first.user.type(field("Idea 1"), "Rides");
  expect(states()).toContain("refused");
  expect(screen.getByText(/kept on this device, and nowhere else/)).toBeTruthy();
  first.leave();
  const { user, sent } = page();
  expect(valueAt("Mark or name")).toBe("Rosa");
  expect(valueAt("Idea 1")).toBe("Rides");
  expect(states()).toContain("refused");
  await user.click(saveIt());
  expect(sent()).toMatchObject([{ name: "Rosa", ideas: { [BOARD]: ["Rides"] } }]);
  await waitFor(() => expect(states()).not.toContain("refused"));
  expect(JSON.stringify({ ...localStorage })).not.toContain('"name":"Rosa","isNameHeld"');
});

test("a half-typed sheet goes along to another meeting, and the page says so", async () => {
  const { user, sent } = show();
  await user.type(field("Idea 1"), "Rides");
  await user.selectOptions(field(/Which meeting/), "forum-1");
  expect(valueAt("Idea 1")).toBe("Rides");
  expect(screen.getByText(/goes along. It is from Forum 1 now/)).toBeTruthy();
  await user.click(saveIt());
  expect(sent()).toMatchObject([{ occasion: "forum-1", ideas: { [BOARD]: ["Rides"] } }]);
});

test("opening another sheet keeps the half-typed one, which is gone on with or thrown away", async () => {
  const { user, model } = show({ sheets: [ROSA] });
  await user.type(field("Mark or name"), "Sam");
  const card = () => within(screen.getByRole("article", { name: "Rosa" }));
  await user.click(card().getByRole("button", { name: /Open and change/ }));
  const said = { ...EMPTY, record_id: "p-rosa", revision: 2, occasion: "forum-2", sector: "law" };
  const ratings = { [RATING]: { talk: 1 } };
  await act(async () => model.reply({ type: "sheet", ...said, name: "Rosa", ratings }));
  expect(valueAt("Mark or name")).toBe("Rosa");
  await user.click(row("We talk.").getByRole("radio", { name: "Yes" }));
  await user.click(screen.getByRole("button", { name: "Go on with it Sam; Forum 2" }));
  expect(valueAt("Mark or name")).toBe("Sam");
  await user.click(screen.getByRole("button", { name: "Go on with it Rosa; Forum 2" }));
  expect(row("We talk.").getByRole<HTMLInputElement>("radio", { name: "Yes" }).checked).toBe(true);
  await user.click(screen.getByRole("button", { name: /Throw away.*Sam; Forum 2/ }));
  await user.click(screen.getByRole("button", { name: "Yes, throw it away" }));
  expect(screen.queryByRole("button", { name: /Sam; Forum 2/ })).toBeNull();
});

test("where the browser keeps nothing the page says so, and asks before it is left", async () => {
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new Error("full");
  });
  const { user } = show();
  await user.type(field("Idea 1"), "Rides");
  expect(valueAt("Idea 1")).toBe("Rides");
  expect(screen.getByText(/This browser keeps nothing/)).toBeTruthy();
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  full.mockRestore();
});

test("sheets are counted for the meeting they are from", async () => {
  const { user } = show({
    sheets: [
      ROSA,
      { ...ROSA, id: "p-2", occasion: "forum-1" },
      { ...ROSA, id: "p-3", occasion: "forum-1" },
    ],
  });
  expect(screen.getByText("From Forum 2: 1")).toBeTruthy();
  await user.selectOptions(field(/Which meeting/), "forum-1");
  expect(screen.getByText("From Forum 1: 2")).toBeTruthy();
});

test("a meeting still to come is said to be so", async () => {
  const { user } = show();
  expect(screen.queryByText(/still to come/)).toBeNull();
  await user.selectOptions(field(/Which meeting/), "forum-3");
  expect(screen.getByText(/Forum 3 is still to come/)).toBeTruthy();
});

test("what is wrong is marked at its field, has the keyboard there and goes away once mended", async () => {
  const { user } = show();
  await user.selectOptions(field("First choice"), "beds");
  await user.selectOptions(field("Third choice"), "beds");
  expect(field("Third choice").getAttribute("aria-invalid")).toBeNull();
  await user.click(saveIt());
  expect(field("Third choice").getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field("Third choice"));
  await user.selectOptions(field("Third choice"), "rides");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(field("Third choice").getAttribute("aria-invalid")).toBeNull();
});

test("what is wrong in a folded part is opened", async () => {
  const { user } = show();
  await user.click(screen.getByText("Impact and effort"));
  await user.type(field("How much would it change? Rides"), "6");
  const way = screen.getByText("Impact and effort").closest("details") as HTMLDetailsElement;
  way.open = false;
  await user.click(saveIt());
  expect(way.open).toBe(true);
  expect(document.activeElement).toBe(field("How much would it change? Rides"));
});

test("the sheets in hand are remembered on the device", () => {
  const first = page();
  tick(/What hurts most/);
  first.leave();
  page();
  expect(screen.getByLabelText("Idea 1")).toBeTruthy();
  expect(screen.queryByRole("group", { name: "We talk." })).toBeNull();
});

test("on a narrow screen no more than one part of the sheet is unfolded at first", () => {
  const narrow = vi
    .spyOn(window, "matchMedia")
    .mockReturnValue({ matches: true } as MediaQueryList);
  show();
  narrow.mockRestore();
  const parts = [...document.querySelectorAll<HTMLDetailsElement>(".ci-paper-ask")];
  // The last are the lists of the team.
  expect(parts.map(({ open }) => open)).toEqual([true, false, false, false, false, false]);
});

test("what is the team's on a person's sheet has a way to its own place", () => {
  const place = { workbook: "needs_assessment", step: "what-first" };
  show({ asks: ASKS.map((ask) => (ask.step === PICKS ? { ...ask, place } : ask)) });
  expect(screen.getByText(/Could we do it at all/)).toBeTruthy();
  expect(screen.getByText("Type them in at this step").getAttribute("href")).toBe(
    "needs_assessment.ipynb#step=what-first",
  );
});

test.each([
  ["rides…; my cousin Ysolde Marchbank died", "Ysolde Marchbank"],
  ["Ask our neighbor, Tom", "Tom"],
  ["Marla O’Dell overdosed in May", "Marla O’Dell"],
  ["mi hija Lucía no tiene cupo", "Lucía"],
])("a name nobody listed is noticed and stops nobody: %s", async (text, name) => {
  const { user, sent } = show();
  await user.type(field("Idea 1"), text);
  expect(screen.getByText(new RegExp(`“${name}” looks like`))).toBeTruthy();
  await user.click(saveIt());
  expect(sent()).toHaveLength(1);
});

test.each([
  "Harm Reduction and Drug Court at Grace Baptist Church",
  "My friend needs a ride to Corriden County",
  "Many people died in Corriden County",
])("a place or a program is no name: %s", async (text) => {
  const { user } = show();
  await user.type(field("Idea 1"), text);
  expect(screen.queryByText(/looks like somebody/)).toBeNull();
});

test("the page and its lists are for everybody", async () => {
  show({ sheets: [ROSA] });
  expect(screen.getByRole("heading", { name: "What we will do" })).toBeTruthy();
  expect(screen.getByText("1. From a need to a goal").getAttribute("href")).toBe(
    "goals.ipynb#step=our-goals",
  );
  expect(await findings()).toEqual([]);
});
