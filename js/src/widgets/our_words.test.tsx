import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { recall } from "../shared/keep";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./our_words";
import { hintsNow, isFound, type Label, type State, type Word } from "./our_words/state";

const MARKUP = "Shame <img src=x onerror=alert(1)>";
const WORDS: Word[] = [
  { key: "own:beds", label: "beds", labels: ["Beds", "beds", "treatment beds"] },
  { key: "own:shame", label: MARKUP, labels: [] },
  { key: "deck:stigma", label: "stigma", labels: [] },
  { key: "own:stigmas", label: "stigmas", labels: [] },
];
const SHARED = [
  {
    id: "s1",
    label: "money",
    words: [
      { key: "own:cash", label: "cash" },
      { key: "own:pay", label: "pay" },
      { key: "own:wages", label: "wages" },
    ],
    revision: 3,
  },
];
const MONEY = ["own:cash", "own:pay", "own:wages"];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("our_words"),
    may: ["answer", "keep_records"],
    words_here: WORDS,
    shared: SHARED,
    alike: [{ words: ["deck:stigma", "own:stigmas"] }, { words: ["own:beds", "own:cash"] }],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const box = (name: RegExp | string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const labelField = () => screen.getByRole<HTMLInputElement>("textbox", { name: /One label/ });
const here = () => screen.getByRole("region", { name: "The words on our maps" });
const together = () => screen.getByRole("region", { name: "Words we put together" });

test("nobody is here yet, and then there are no words yet", async () => {
  const nothing = { words_here: [], shared: [], alike: [] };
  const { model, el } = show({ phase: "waiting", person: "", may: [], ...nothing });
  expect(el.textContent).toContain("choose your team");
  model.change({ phase: "open", person: "p2", may: ["keep_records"] });
  expect(el.textContent).toContain("There are no words yet.");
  expect(await findings()).toEqual([]);
});

test("all words stand in the order of the alphabet, with the ways they were written", async () => {
  const { el } = show();
  const names = within(here()).getAllByRole("checkbox");
  expect(names.map((one) => one.closest("label")?.querySelector("[dir]")?.textContent)).toEqual([
    "beds",
    MARKUP,
    "stigma",
    "stigmas",
  ]);
  expect(here().textContent).toContain("Also written: treatment beds");
  expect(el.querySelector("img")).toBeNull();
  expect(screen.queryByRole("textbox", { name: "Find a word" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a keyboard ticks two words, names them, and they stand under one label", async () => {
  const { user, sent, save } = show();
  box("stigma").focus();
  await user.keyboard(" ");
  expect(screen.queryByRole("button", { name: "Put together" })).toBeNull();
  expect(here().textContent).toContain("Tick one more");
  box(MARKUP).focus();
  await user.keyboard(" ");
  expect(here().textContent).toContain(`2 words ticked: stigma / ${MARKUP}`);
  expect(await findings()).toEqual([]);
  button("Put together").focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(labelField());
  expect(labelField().value).toBe("stigma");
  expect(await findings()).toEqual([]);
  await user.click(button(`Take “${MARKUP}”`));
  await user.clear(labelField());
  await user.type(labelField(), "Stigma and shame{Enter}");
  const [message] = sent() as { record_id: string }[];
  expect(message).toEqual({
    type: "save",
    record_id: message?.record_id,
    base_revision: 0,
    label: "Stigma and shame",
    words: ["deck:stigma", "own:shame"],
  });
  expect(within(here()).queryByRole("checkbox", { name: "stigma" })).toBeNull();
  expect(together().textContent).toContain("Stigma and shameStands for:stigma");
  save();
});

test("a label needs a name and two words", async () => {
  const { user, sent } = show();
  await user.click(button("Change money"));
  await user.clear(labelField());
  await user.click(button("Save"));
  expect(document.activeElement).toBe(labelField());
  await user.type(labelField(), "income");
  await user.click(box("cash"));
  await user.click(box("pay"));
  await user.click(button("Save"));
  expect(together().textContent).toContain("Two words or more belong under a label.");
  await user.click(box("pay"));
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: "s1",
      base_revision: 3,
      label: "income",
      words: ["own:wages", "own:pay"],
    },
  ]);
  expect(box("cash")).toBeTruthy();
});

test("words are taken apart after a question, and each stands for itself again", async () => {
  const { user, sent } = show();
  await user.click(button("Take apart money"));
  await user.click(button("Yes, take them apart"));
  expect(sent()).toEqual([{ type: "drop", record_id: "s1", base_revision: 3 }]);
  expect(box("wages")).toBeTruthy();
  expect(together().textContent).toContain("Nothing is put together yet.");
});

test("a word that is ticked goes under a label the team has", async () => {
  const { user, sent, el } = show();
  await user.click(box(/^beds/));
  await user.click(button("Put under…"));
  expect(document.activeElement).toBe(button("money"));
  expect(await findings()).toEqual([]);
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(button("Put under…"));
  await user.keyboard("{Enter}{Enter}");
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: "s1",
      base_revision: 3,
      label: "money",
      words: [...MONEY, "own:beds"],
    },
  ]);
  expect(el.textContent).toContain("1 word now stands under “money”.");
  expect(document.activeElement?.textContent).toBe("Words we put together");
});

test("two words that look alike are put together, or kept apart on this device", async () => {
  const { user, sent, leave, el } = show();
  await user.click(screen.getByText("2 pairs of words may mean the same"));
  expect(el.textContent).toContain("These two may mean the same:stigma / stigmas");
  expect(await findings()).toEqual([]);
  await user.click(button("Put together stigma / stigmas"));
  expect(labelField().value).toBe("stigma");
  await user.click(button("Cancel"));
  await user.click(button("Keep apart stigma / stigmas"));
  expect(document.activeElement?.textContent).toBe("1 pair of words may mean the same");
  expect(sent()).toEqual([]);
  leave();
  expect(recall("ciwidgets.draft.p1.needs_assessment/our-words.apart")).toEqual([
    '["deck:stigma","own:stigmas"]',
  ]);
  const again = show();
  expect(again.el.textContent).toContain("1 pair of words may mean the same");
  await again.user.click(screen.getByText("1 pair of words may mean the same"));
  await again.user.click(button("Suggest again"));
  expect(again.el.textContent).toContain("2 pairs of words may mean the same");
});

test("a word that looks like one under a label can go there", async () => {
  const { user, sent } = show();
  await user.click(screen.getByText("2 pairs of words may mean the same"));
  await user.click(button("Put under “money” beds / money"));
  expect(sent()[0]).toMatchObject({ record_id: "s1", words: [...MONEY, "own:beds"] });
});

test("what is together already, or was kept apart, is not suggested", () => {
  const label: Label = { id: "s1", label: "money", words: ["a", "b"], revision: 1 };
  const loose = ["c", "d"].map((key) => ({ key, label: key, labels: [] }));
  const alike = [
    ["a", "b"],
    ["a", "c"],
    ["b", "c"],
    ["d", "c"],
    ["d", "gone"],
  ];
  const hints = (apart: string[]) =>
    hintsNow(
      alike.map((words) => ({ words })),
      loose,
      [label],
      apart,
    ).map(({ words, label: there }) => [...words, ...(there ? [there.label] : [])].join(" "));
  expect(hints([])).toEqual(["c money", "d c"]);
  expect(hints(['["c","d"]', '["a","c"]'])).toEqual(["c money"]);
});

test("many words can be searched, in any way they were written", async () => {
  const many = Array.from({ length: 30 }, (_, place) => ({
    key: `own:word ${place}`,
    label: `word ${place}`,
    labels: [],
  }));
  const { user } = show({ words_here: [...WORDS, ...many] });
  await user.type(screen.getByRole("textbox", { name: "Find a word" }), "TREATMENT");
  expect(within(here()).getAllByRole("checkbox").length).toBe(1);
  expect(screen.getByText("1 word found")).toBeTruthy();
  expect(await findings()).toEqual([]);
  expect(isFound({ key: "own:café", label: "Café", labels: [] }, "cafe ")).toBe(true);
});

test("who looks on reads the words and changes nothing", async () => {
  const { el } = show({ may: [] });
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
  expect(await findings()).toEqual([]);
});

test("somebody else's version shows its label and its words", async () => {
  const { user, model, el } = show();
  await user.click(button("Change money"));
  await user.type(labelField(), "!");
  await user.click(button("Save"));
  model.reply({
    type: "conflict",
    record_id: "s1",
    text: "Ana saved it.",
    revision: 4,
    theirs: { label: "Pay", words: ["own:cash", "own:gone"] },
  });
  expect(el.querySelector(".ci-conflict")?.textContent).toMatch(/money!.*Pay.*Only the other/);
  expect(await findings()).toEqual([]);
});
