import { act, screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings as axe } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./what_if";
import { heldAt, numberIn } from "./what_if/draft";
import type { Answer, Kept, MapHere, State } from "./what_if/state";

const WORDS = [
  { key: "own:laws", label: "Laws" },
  { key: "own:fish", label: "Fish <b>" },
  { key: "own:water", label: "Water" },
];
const OUR: MapHere = {
  id: "people",
  title: "Our map",
  why_not: "",
  stamp: "1",
  is_own: false,
  words: WORDS,
};
const SECTORS = { ...OUR, id: "sectors", title: "By sector" };
const OWN = { ...OUR, id: "own", title: "My own map", is_own: true, words: WORDS.slice(0, 2) };
const QUESTION = {
  map: "people",
  pushes: [{ word: "own:laws", to: 1 }],
  rule: "kosko",
  squashing: "sigmoid",
  steepness: 1,
} as const;
const KEPT: Kept = {
  ...QUESTION,
  pushes: [
    { word: "own:laws", to: 0.5 },
    { word: "own:gone", to: -1 },
  ],
  rule: "rescaled",
  id: "w1",
  revision: 2,
  title: "Half the laws",
};
const MOVED: Answer = {
  type: "answer",
  map: "people",
  title: "Our map",
  held: "What if Laws is held up, as far as it goes?",
  lead: "Fish <b> goes up most.",
  moves: [
    {
      word: 1,
      label: "Fish <b>",
      is_up: true,
      place: 1,
      sentence: "Fish <b> goes up.",
      votes: "Most of people’s own maps say the same.",
      change: "+0.08",
      before: "0.58",
      after: "0.66",
    },
    {
      word: 2,
      label: "Water",
      is_up: false,
      place: 1,
      sentence: "Water goes down.",
      votes: "",
      change: "−0.08",
      before: "0.43",
      after: "0.35",
    },
  ],
  still: [],
  warnings: ["Read directions, not decimals."],
  worked: ["Rule: Kosko.", "Left alone, it settled after 6 steps."],
  is_settled: true,
};

/** A reply of the kernel, and what the page makes of it. */
async function answer(reply: () => void) {
  await act(async () => reply());
}

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("what_if"),
    may: ["keep_records"],
    maps: [OUR, SECTORS, OWN],
    kept: [],
    ...changed,
  });
}

const select = (name: RegExp | string) => screen.getByRole("combobox", { name });
const button = (name: RegExp | string) => screen.getByRole("button", { name });

async function ask(page: ReturnType<typeof show>, changed: Partial<Answer> = {}) {
  await page.user.selectOptions(select("This word"), "own:laws");
  await page.user.click(button("See what moves"));
  await answer(() => page.model.reply({ ...MOVED, ...changed }));
}

test("a word is held, and directions in order come before any decimal", async () => {
  const page = show();
  await ask(page);
  expect(page.sent()).toEqual([{ type: "ask", ...QUESTION }]);
  const shown = within(screen.getByRole("region", { name: "What moves" }));
  expect(document.activeElement?.textContent).toBe(MOVED.held);
  const rows = shown.getAllByRole("listitem").slice(0, 2);
  expect(rows.map((one) => (one as HTMLLIElement).value)).toEqual([1, 1]);
  expect(rows[0]?.textContent).toContain("Most of people’s own maps");
  expect(shown.getByText("+0.08").closest("details")?.open).toBe(false);
  expect(shown.getByText("Left alone, it settled after 6 steps.")).toBeTruthy();
  expect(await axe()).toEqual([]);
});

test("nothing is asked before a word is chosen, and the keyboard goes where it is missing", async () => {
  const { user, sent } = show();
  await user.click(button("See what moves"));
  expect(sent()).toEqual([]);
  expect(screen.getByText("Please choose a word.")).toBeTruthy();
  expect(document.activeElement).toBe(select("This word"));
  expect(await axe()).toEqual([]);
});

test("a word can be held at any value between, and at none", async () => {
  const { user, sent } = show();
  await user.selectOptions(select("This word"), "own:laws");
  await user.selectOptions(select("is held"), "other");
  await user.type(screen.getByRole("textbox", { name: /Value from/ }), "2");
  await user.click(button("See what moves"));
  expect(screen.getByText(/a number from −1 to 1/)).toBeTruthy();
  await user.clear(screen.getByRole("textbox", { name: /Value from/ }));
  await user.type(screen.getByRole("textbox", { name: /Value from/ }), "−0,5");
  await user.click(button("See what moves"));
  await user.selectOptions(select("is held"), "zero");
  await user.click(button("See what moves"));
  expect(sent()).toMatchObject([
    { pushes: [{ word: "own:laws", to: -0.5 }] },
    { pushes: [{ word: "own:laws", to: 0 }] },
  ]);
});

test.each([
  ["1", 1],
  [" -.5 ", -0.5],
  ["0,25", 0.25],
  ["−1", -1],
  ["", null],
  ["1e3", null],
  ["half", null],
  ["--1", null],
])("%j is the number %j", (text, value) => {
  expect(numberIn(text)).toBe(value);
  expect(heldAt({ word: "", how: "other", value: text })).toBe(value);
});

test("two words are held at once, each once, and one is left out again", async () => {
  const { user, sent } = show();
  await user.selectOptions(select("This word"), "own:laws");
  await user.click(button("Change another word too"));
  const second = screen.getAllByRole("combobox", { name: "This word" })[1] as HTMLElement;
  expect(document.activeElement).toBe(second);
  await user.selectOptions(second, "own:laws");
  await user.click(button("See what moves"));
  expect(screen.getByText(/chosen twice/)).toBeTruthy();
  await user.selectOptions(second, "own:fish");
  expect(await axe()).toEqual([]);
  await user.click(button("Leave out Laws"));
  await user.click(button("See what moves"));
  expect(sent()).toMatchObject([{ pushes: [{ word: "own:fish", to: 1 }] }]);
});

test("the rescaled rule goes with the sigmoid alone, and the page says so", async () => {
  const { user, sent } = show();
  await user.selectOptions(select("This word"), "own:laws");
  await user.click(screen.getByText("How it is worked out"));
  const radio = (name: RegExp): HTMLInputElement => screen.getByRole("radio", { name });
  await user.click(radio(/^Tanh/));
  expect(radio(/^Rescaled.*sigmoid only/).disabled).toBe(true);
  await user.click(radio(/^Sigmoid/));
  await user.click(radio(/^Rescaled/));
  expect(radio(/^Tanh.*sigmoid only/).disabled).toBe(true);
  const steepness = screen.getByRole("textbox", { name: /Steepness/ });
  await user.clear(steepness);
  await user.type(steepness, "0");
  await user.click(button("See what moves"));
  expect(document.activeElement).toBe(steepness);
  expect(sent()).toEqual([]);
  await user.clear(steepness);
  await user.type(steepness, "2.5");
  await user.click(button("See what moves"));
  expect(sent()).toMatchObject([{ rule: "rescaled", squashing: "sigmoid", steepness: 2.5 }]);
  expect(await axe()).toEqual([]);
});

test("what was changed since the answer is said", async () => {
  const page = show();
  await ask(page);
  expect(screen.queryByText(/changed something since/)).toBeNull();
  await page.user.selectOptions(select("is held"), "down");
  expect(screen.getByText(/changed something since/)).toBeTruthy();
  await page.user.selectOptions(select("is held"), "up");
  page.model.change({ maps: [{ ...OUR, stamp: "2" }] });
  expect(screen.getByText(/changed something since/)).toBeTruthy();
});

test("another map keeps the words it has, and what is written with them", async () => {
  const { user, sent } = show();
  await user.selectOptions(select("This word"), "own:water");
  await user.selectOptions(select("is held"), "other");
  await user.selectOptions(select("On which map?"), "sectors");
  expect((select("This word") as HTMLSelectElement).value).toBe("own:water");
  await user.type(screen.getByRole("textbox", { name: /Value from/ }), "0.5");
  await user.click(button("See what moves"));
  expect(sent()).toMatchObject([{ map: "sectors", pushes: [{ word: "own:water", to: 0.5 }] }]);
  await user.selectOptions(select("On which map?"), "own");
  expect((select("This word") as HTMLSelectElement).value).toBe("");
});

test("a what-if is kept under a name, as it was asked", async () => {
  const page = show();
  await ask(page);
  await page.user.click(button("Keep this what-if"));
  const title = screen.getByRole("textbox", { name: "What is it called?" });
  expect((title as HTMLTextAreaElement).value).toBe(MOVED.held);
  expect(document.activeElement).toBe(title);
  await page.user.clear(title);
  await page.user.type(title, "More laws");
  expect(await axe()).toEqual([]);
  await page.user.click(button("Save"));
  expect(page.sent().at(-1)).toEqual({
    type: "save",
    record_id: page.model.sent.at(-1)?.record_id,
    base_revision: 0,
    title: "More laws",
    ...QUESTION,
  });
  const kept = within(screen.getByRole("region", { name: "What-ifs your team keeps" }));
  expect(kept.getByText("Our map: Laws at 1")).toBeTruthy();
});

test("what is tried on one's own map is not offered to be kept, nor by who looks on", async () => {
  const page = show({ maps: [OWN] });
  await ask(page, { map: "own" });
  expect(page.sent()).toMatchObject([{ map: "own" }]);
  expect(screen.queryByRole("button", { name: "Keep this what-if" })).toBeNull();
  page.leave();
  const guest = show({ may: [] });
  await ask(guest);
  expect(screen.queryByRole("button", { name: "Keep this what-if" })).toBeNull();
  expect(guest.el.textContent).toContain("You can try what you like");
});

test("a kept what-if is run as it was kept; one whose map is gone only stays to be read", async () => {
  const gone = { ...KEPT, id: "w2", map: "file-9", title: "Old" };
  const { user, sent } = show({ kept: [KEPT, gone] });
  expect(screen.getByText(/Laws at 0.5, a word that is no longer on the map at −1/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Run it Old" })).toBeNull();
  expect(screen.getByText(/^a map that is no longer here/)).toBeTruthy();
  await user.click(button("Run it Half the laws"));
  const { id, revision, title, ...question } = KEPT;
  expect(sent()).toEqual([{ type: "ask", ...question }]);
  const first = screen.getAllByRole("textbox", { name: /Value from/ })[0] as HTMLInputElement;
  expect(first.value).toBe("0.5");
  expect(await axe()).toEqual([]);
});

test("a kept what-if is renamed and dropped", async () => {
  const { user, sent, model } = show({ kept: [KEPT] });
  await user.click(button("Change Half the laws"));
  await user.type(screen.getByRole("textbox", { name: "What is it called?" }), " now{Tab}");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ type: "save", record_id: "w1", title: "Half the laws now" }]);
  model.reply({ type: "saved", record_id: "w1", revision: 3 });
  await user.click(button(/^Drop/));
  await user.click(button("Yes, drop it"));
  expect(sent().at(-1)).toMatchObject({ type: "drop", record_id: "w1" });
});

test("numbers that do not come to rest give no direction, and say why", async () => {
  const page = show();
  const unsettled = {
    lead: "There is no direction to read off: the numbers do not come to rest.",
    moves: [],
    warnings: ["Left alone, it went round in a cycle of length 4."],
    is_settled: false,
  };
  await ask(page, unsettled);
  expect(page.el.textContent).toContain("cycle of length 4");
  expect(screen.queryByText("The numbers behind this")).toBeNull();
  expect(await axe()).toEqual([]);
});

test("maps that are not there yet are said to be, and a refusal is in the kernel's words", async () => {
  const { el, model, user } = show({
    maps: [{ ...OUR, why_not: "When they are closed.", words: [] }],
  });
  expect(el.textContent).toContain("When they are closed.");
  expect(screen.queryByRole("button", { name: "See what moves" })).toBeNull();
  model.change({ maps: [OUR] });
  await user.selectOptions(select("This word"), "own:laws");
  await user.click(button("See what moves"));
  await answer(() => model.reply({ type: "refused", text: "That map is not here." }));
  expect(screen.getByRole("alert").textContent).toContain("That map is not here.");
  model.change({ maps: [] });
  expect(el.textContent).toContain("There is no map to try anything on yet.");
});
