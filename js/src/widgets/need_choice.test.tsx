import { act, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import type { Fact } from "../shared/facts";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./need_choice";
import { type Candidate, type Need, needsNow, type State } from "./need_choice/state";

const MARKUP = "Beds <iframe src=javascript:alert(1)>";
const NEEDS: Need[] = [
  {
    id: "n1",
    text: "A night line",
    reason: "Nobody answers.",
    idea_ids: ["night"],
    fact_ids: ["f1", "f9"],
    rank: 1,
    revision: 3,
  },
  { id: "n2", text: "Rides", reason: "", idea_ids: ["rides"], fact_ids: [], rank: 2, revision: 1 },
  { id: "n3", text: "Schools", reason: "", idea_ids: [], fact_ids: [], rank: 3, revision: 2 },
];

const FACTS: Fact[] = [
  { id: "f1", source: "survey", text: "Most disagree that help is there at night." },
  { id: "f2", source: "resources", text: `No bed for ${MARKUP}` },
];

function idea(id: string, text: string, dots: number): Candidate {
  return { id, text, dots, ideas: [], ids: [id], fact_ids: [] };
}

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("need_choice"),
    candidates: [
      idea("night", "Someone to call at night", 5),
      idea("beds", MARKUP, 3),
      idea("rides", "Rides to the clinic", 1),
      idea("tents", "Tents", 0),
    ],
    needs: NEEDS,
    facts: FACTS,
    most: 5,
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = (name: RegExp) => screen.getByRole<HTMLTextAreaElement>("textbox", { name });
const order = () =>
  [...document.querySelectorAll(".ci-need .ci-need-text")].map((one) => one.textContent);

test("nobody is here yet: there is nothing to choose", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], candidates: [], needs: [] });
  expect(el.textContent).toContain("choose your team");
  expect(await findings()).toEqual([]);
});

test("without ideas and needs the page says how it goes on", async () => {
  const { el } = show({ candidates: [], needs: [] });
  expect(el.textContent).toContain("None chosen yet.");
  expect(el.textContent).toContain("There are no ideas yet.");
  expect(await findings()).toEqual([]);
});

test("while the vote is open no dots are shown", () => {
  const candidates = [idea("night", "Night", -1)];
  const { el } = show({ candidates, needs: [] });
  expect(el.textContent).toContain("The dots appear here when the vote is closed");
  expect(el.textContent).not.toMatch(/\d dots?/);
});

test("an idea is chosen, put in the team's words with a reason, and stands last", async () => {
  const { user, sent, model } = show();
  await user.click(button(`Choose ${MARKUP}`));
  expect(document.activeElement).toBe(field(/The need/));
  expect(field(/The need/).value).toBe(MARKUP);
  await user.clear(field(/The need/));
  await user.type(field(/The need/), "  A bed in the county ");
  await user.type(field(/Why this one/), "It is ninety miles.");
  await user.click(screen.getByText("This need also stands for other themes or ideas"));
  await user.click(screen.getByRole("checkbox", { name: "Tents" }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save this need"));
  const [message] = model.sent;
  expect(message?.record_id).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: message?.record_id,
      base_revision: 0,
      text: "A bed in the county",
      reason: "It is ninety miles.",
      idea_ids: ["beds", "tents"],
      fact_ids: [],
      rank: 4,
    },
  ]);
  expect(order()).toEqual(["A night line", "Rides", "Schools", "A bed in the county"]);
  expect(screen.queryByRole("button", { name: /Choose Tents/ })).toBeNull();
});

test("a need that is empty or too long is not sent, and the reason is said at its field", async () => {
  const { user, sent, el } = show();
  await user.click(button("Write a need that is not on the list"));
  await user.click(button("Save this need"));
  expect(field(/The need/).getAttribute("aria-invalid")).toBe("true");
  expect(el.textContent).toContain("Please write something first.");
  await user.click(field(/The need/));
  await user.paste("ä".repeat(283));
  await user.click(button("Save this need"));
  expect(el.textContent).toContain("3 letters too long.");
  expect(sent()).toEqual([]);
  expect(await findings()).toEqual([]);
});

test("a need is changed on top of the version that was opened", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change A night line"));
  await user.clear(field(/The need/));
  await user.type(field(/The need/), "A line");
  model.change({ needs: NEEDS.map((one) => ({ ...one, revision: one.revision + 1 })) });
  await user.click(button("Save this need"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: "n1",
      base_revision: 3,
      text: "A line",
      reason: "Nobody answers.",
      idea_ids: ["night"],
      fact_ids: ["f1", "f9"],
      rank: 1,
    },
  ]);
});

test("in a conflict both wordings are shown, and either can stay", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change Rides"));
  await user.type(field(/The need/), " for all");
  await user.click(button("Save this need"));
  const theirs = { step: "x", text: "Rides on Sunday", reason: "", idea_ids: ["rides"], rank: 2 };
  model.reply({ type: "conflict", record_id: "n2", text: "", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Rides for all")).toBeTruthy();
  expect(choice.getByText("Rides on Sunday")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(choice.getByRole("button", { name: "Save what I chose" }));
  expect(sent()[1]).toMatchObject({ type: "save", base_revision: 2, text: "Rides for all" });
  const later = { ...theirs, text: "Rides on Monday" };
  model.reply({ type: "conflict", record_id: "n2", text: "", revision: 3, theirs: later });
  await user.click(screen.getByRole("radio", { name: /Theirs, saved/ }));
  await user.click(button("Save what I chose"));
  model.change({
    needs: NEEDS.map((one) =>
      one.id === "n2" ? { ...one, text: "Rides on Monday", revision: 3 } : one,
    ),
  });
  expect(order()[1]).toBe("Rides on Monday");
  expect(sent()).toHaveLength(2);
});

test("a keyboard moves a need, hears where it went, and keeps its place", async () => {
  const { user, sent, save, el } = show();
  button("Move up: Schools").focus();
  await user.keyboard("{Enter}");
  expect(order()).toEqual(["A night line", "Schools", "Rides"]);
  expect(el.textContent).toContain("Moved to place 2 of 3.");
  expect(document.activeElement).toBe(button("Move up: Schools"));
  save(3);
  expect(sent()).toMatchObject([
    { type: "save", record_id: "n3", base_revision: 2, text: "Schools", rank: 2 },
    { type: "save", record_id: "n2", base_revision: 1, text: "Rides", rank: 3 },
  ]);
  await user.keyboard(" ");
  expect(order()).toEqual(["Schools", "A night line", "Rides"]);
  expect(button("Move up: Schools").getAttribute("aria-disabled")).toBe("true");
  await user.keyboard(" ");
  expect(order()).toEqual(["Schools", "A night line", "Rides"]);
});

test("a need is dropped only after a second question, which Escape leaves", async () => {
  const { user, sent } = show();
  await user.click(button("Drop Rides"));
  expect(document.activeElement).toBe(button("Yes, drop it"));
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(button("Drop Rides"));
  await user.click(button("Drop Rides"));
  await user.click(button("Yes, drop it"));
  expect(sent()).toEqual([{ type: "drop", record_id: "n2", base_revision: 1 }]);
  expect(order()).toEqual(["A night line", "Schools"]);
  expect(document.activeElement?.textContent).toContain("Our team’s needs");
});

test("with as many needs as there may be, nothing more can be chosen", async () => {
  const { el } = show({ most: 3 });
  expect(el.textContent).toContain("Your team has chosen 3, which is the most.");
  expect(screen.queryByRole("button", { name: /^Choose/ })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("what is being worded survives a reload and moves no keyboard; another person does not see it", async () => {
  const { user, leave } = show();
  await user.click(button(`Choose ${MARKUP}`));
  await user.type(field(/Why this one/), "Because");
  leave();
  const again = show();
  expect(field(/Why this one/).value).toBe("Because");
  expect(document.activeElement).toBe(document.body);
  again.model.change({ person: "p2" });
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("a need that was refused opens again with its words", async () => {
  const { user, model } = show();
  await user.click(button("Change Rides"));
  await user.type(field(/The need/), " for all");
  await user.click(button("Save this need"));
  await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
  model.reply({ type: "refused", text: "That is not possible now." });
  expect(screen.getByRole("alert").textContent).toContain("That is not possible now.");
  expect(field(/The need/).value).toBe("Rides for all");
});

test("a need that somebody drops while it is worded keeps its name", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change Schools"));
  model.change({ needs: NEEDS.slice(0, 2) });
  await user.click(button("Save this need"));
  expect(sent()).toMatchObject([{ record_id: "n3", base_revision: 2, text: "Schools", rank: 3 }]);
});

test("without a connection the list shows what was done, and sends it when it is back", async () => {
  const { user, sent } = show();
  announceConnection("lost");
  await user.click(button("Move down: A night line"));
  expect(order()).toEqual(["Rides", "A night line", "Schools"]);
  expect(sent()).toEqual([]);
  act(() => announceConnection("connected"));
  expect(sent()).toMatchObject([{ record_id: "n2", rank: 1 }]);
});

test("who may not choose reads the list", async () => {
  show({ may: [] });
  expect(order()).toEqual(["A night line", "Rides", "Schools"]);
  expect(screen.queryByRole("button")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("closed, the list stands as the team's statement", async () => {
  const { el } = show({ phase: "closed", may: ["open_step"] });
  expect(screen.getByRole("heading").textContent).toBe("What our team takes on");
  expect(order()).toEqual(["A night line", "Rides", "Schools"]);
  expect(el.textContent).toContain("Why: Nobody answers.");
  expect(screen.queryByRole("button", { name: /Change|Drop|Choose|Move/ })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("closed without needs, it says so", async () => {
  const { el } = show({ phase: "closed", may: [], needs: [] });
  expect(el.textContent).toContain("The team has not chosen its needs yet.");
  expect(await findings()).toEqual([]);
});

test("markup in words is read as it was written", () => {
  const { el } = show({ needs: [{ ...(NEEDS[0] as Need), text: MARKUP, reason: MARKUP }] });
  expect(el.querySelector("iframe")).toBeNull();
  expect(el.textContent?.split(MARKUP)).toHaveLength(8);
});

test("needs of one rank keep the order they came in", () => {
  const same = NEEDS.map((one) => ({ ...one, rank: 1 }));
  expect(needsNow(same, []).map(({ id }) => id)).toEqual(["n1", "n2", "n3"]);
  const [, second] = same;
  const messages = [
    { type: "drop", record_id: "n1" },
    { ...second, type: "save", record_id: "n2", rank: 2 },
    { type: "step", is_open: false },
  ];
  expect(needsNow(same, messages).map(({ id }) => id)).toEqual(["n3", "n2"]);
});

test("a theme is chosen with its ideas in sight and its facts ticked", async () => {
  const theme: Candidate = {
    id: "t1",
    text: "Getting there",
    dots: 8,
    ideas: ["Bus", MARKUP],
    ids: ["t1"],
    fact_ids: ["f1"],
  };
  const { user, sent } = show({ candidates: [theme, idea("tents", "Tents", 0)] });
  await user.click(screen.getByText("2 ideas in this theme"));
  expect(screen.getByText("Bus")).toBeTruthy();
  await user.click(button("Choose Getting there"));
  await user.click(screen.getByText("What it rests on: 1 fact ticked"));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: /at night/ }).checked).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: /No bed/ }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save this need"));
  expect(sent()).toMatchObject([{ idea_ids: ["t1"], fact_ids: ["f1", "f2"], rank: 4 }]);
});

test("an idea is taken where a need stands for what was merged into it", () => {
  const group = { ...idea("g1", "Nights", 5), ids: ["g1", "night"] };
  const { el } = show({ candidates: [group] });
  expect(el.textContent).toContain("Chosen");
  expect(screen.queryByRole("button", { name: /^Choose/ })).toBeNull();
});

test("what a need rests on is told under it, and what can no longer be shown is told so", () => {
  const { el } = show({ phase: "closed", may: [] });
  expect(el.textContent).toContain("Most disagree that help is there at night.");
  expect(el.textContent).toContain("A fact that can no longer be shown");
});

test("fewer than three needs are met with a gentle line, open and closed", async () => {
  const { el, model } = show({ needs: NEEDS.slice(0, 2) });
  expect(el.textContent).toContain("chosen 2 needs so far. Most teams choose three to five.");
  model.change({ phase: "closed", may: [] });
  expect(el.textContent).toContain("These are 2 needs.");
  model.change({ needs: NEEDS });
  expect(el.textContent).not.toContain("These are");
  model.change({ needs: NEEDS.slice(0, 2), most: 2 });
  expect(el.textContent).not.toContain("These are");
  expect(await findings()).toEqual([]);
});
