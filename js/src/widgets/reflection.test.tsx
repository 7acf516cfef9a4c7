import { act, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./reflection";
import { type State, unsent, withTyped } from "./reflection/state";

const prompt = (id: string) => ({
  id,
  name: `Rung ${id}`,
  ask: `What of ${id}?`,
  such_as: `Such as: ${id} <b>`,
});
const PARTS = [
  { name: "Up", prompts: [prompt("data"), prompt("meaning")] },
  { name: "Down", prompts: [prompt("ask")] },
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("reflection"),
    may: [],
    parts: PARTS,
    mine: { answers: { meaning: "Bored." }, revision: 3 },
    ...changed,
  });
}

const field = (id: string) =>
  screen.getByRole("textbox", { name: `What of ${id}?` }) as HTMLTextAreaElement;
const button = (name: string) => screen.getByRole("button", { name });
const shown = (el: HTMLElement) => el.querySelector(".ci-prompt-now h4")?.textContent;
const pause = () =>
  act(() => {
    vi.advanceTimersByTime(1_000);
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

test("who sees the answers is said first, and every prompt is there with an example", async () => {
  const { el } = show();
  expect(el.querySelector(".ci-notice")?.textContent).toContain("Only you see what you write");
  expect(field("meaning").value).toBe("Bored.");
  expect(el.textContent).toContain("Such as: data <b>");
  expect(screen.getAllByRole("heading", { level: 4 })).toHaveLength(3);
  expect(await findings()).toEqual([]);
});

test("an answer saves itself after a pause, with all the others", async () => {
  const { user, sent, save } = show();
  await user.type(field("data"), "Eleven people. ");
  expect(sent()).toEqual([]);
  pause();
  const answers = { data: "Eleven people.", meaning: "Bored." };
  expect(sent()).toEqual([{ type: "save", base_revision: 3, answers }]);
  // The blank that somebody is about to write on after stays.
  expect(field("data").value).toBe("Eleven people. ");
  save(4);
  pause();
  expect(sent()).toHaveLength(1);
});

test("leaving a field saves at once, and an emptied answer goes", async () => {
  const { user, sent } = show();
  await user.clear(field("meaning"));
  await user.tab();
  expect(sent()).toEqual([{ type: "save", base_revision: 3, answers: {} }]);
});

test("a phone goes prompt by prompt, and the keyboard goes with it", async () => {
  const { user, el, sent } = show();
  expect(shown(el)).toContain("Rung data");
  expect((button("Back") as HTMLButtonElement).disabled).toBe(true);
  await user.type(field("data"), "One");
  await user.click(button("Next"));
  expect(shown(el)).toContain("Rung meaning");
  expect(document.activeElement?.textContent).toContain("Rung meaning");
  expect(el.textContent).toContain("Question 2 of 3");
  expect(sent()).toHaveLength(1);
  await user.click(button("Next"));
  expect((button("Next") as HTMLButtonElement).disabled).toBe(true);
  await user.click(button("Back"));
  expect(shown(el)).toContain("Rung meaning");
});

test("what was typed and not sent survives a reload, and is sent then", async () => {
  const first = show();
  await first.user.type(field("ask"), "Why");
  first.leave();
  const { sent } = show();
  expect(field("ask").value).toBe("Why");
  pause();
  expect(sent()).toMatchObject([{ answers: { meaning: "Bored.", ask: "Why" } }]);
});

test("what is too long stays on the page and holds up nothing else", async () => {
  const { user, sent } = show();
  await user.click(field("data"));
  await user.paste("x".repeat(281));
  await user.type(field("ask"), "Why");
  pause();
  expect(sent().at(-1)).toMatchObject({ answers: { meaning: "Bored.", ask: "Why" } });
  expect(sent().at(-1)).not.toHaveProperty("answers.data");
  expect(field("data").value).toHaveLength(281);
});

test("two devices of one person meet in a choice, and theirs replaces what was typed", async () => {
  const { user, model } = show();
  await user.type(field("data"), "Mine");
  pause();
  const theirs = { answers: { data: "Theirs" } };
  model.reply({ type: "conflict", record_id: "r", text: "", revision: 4, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Mine")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Take theirs" }));
  model.change({ mine: { answers: { data: "Theirs" }, revision: 4 } });
  expect(field("data").value).toBe("Theirs");
  expect(await findings()).toEqual([]);
});

test("a reply that refuses leaves the words where they are", async () => {
  const { user, model, sent } = show();
  await user.type(field("data"), "Mine");
  await user.tab();
  model.reply({ type: "refused", text: "Please reload the page." });
  expect(field("data").value).toBe("Mine");
  pause();
  expect(sent()).toHaveLength(1);
});

test("the answers can be printed", async () => {
  const { user, el } = show();
  const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
  await user.click(button("Print my answers"));
  expect(print).toHaveBeenCalledOnce();
  const paper = [...el.querySelectorAll(".ci-on-paper")].map((one) => one.textContent);
  expect(paper).toEqual(["Nothing yet", "Bored.", "Nothing yet"]);
});

test("what is typed counts as unsent until it is what was sent", () => {
  expect(withTyped({ a: "1" }, { a: " ", b: " 2 " })).toEqual({ b: "2" });
  expect(unsent({ a: "1" }, { a: "1 ", b: "" })).toEqual({});
  expect(unsent({ a: "1" }, { a: "" })).toEqual({ a: "" });
});
