import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./change_of_mind";

const NOTHING = { used_to_think: "", now_think: "", is_shared: false, revision: 0 };
const MINE = { used_to_think: "They <b> will not.", now_think: "They cannot.", is_shared: false };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("change_of_mind"),
    may: ["answer"],
    mine: NOTHING,
    shared: [],
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const used = () => screen.getByRole("textbox", { name: /used to think/ }) as HTMLTextAreaElement;
const now = () => screen.getByRole("textbox", { name: /Now I think/ }) as HTMLTextAreaElement;
const share = () => screen.getByRole("checkbox") as HTMLInputElement;

test("it is private unless somebody ticks, and says who sees it either way", async () => {
  const { el, user } = show();
  expect(share().checked).toBe(false);
  expect(el.textContent).toContain("no page shows it to anyone but you");
  await user.click(share());
  expect(el.textContent).toContain("Everyone on your team and the facilitators can then read it");
  expect(el.textContent).toContain("some may still guess");
  expect(await findings()).toEqual([]);
});

test("both halves are needed, and what is saved is shown with who sees it", async () => {
  const { user, sent, save, el } = show();
  await user.click(button("Save"));
  expect(document.activeElement).toBe(used());
  await user.type(used(), " They <b> will not. ");
  await user.click(button("Save"));
  expect(document.activeElement).toBe(now());
  expect(sent()).toEqual([]);
  await user.type(now(), "They cannot.");
  await user.click(button("Save"));
  expect(sent()).toEqual([{ type: "save", base_revision: 0, ...MINE }]);
  save();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(el.querySelector(".ci-own")?.textContent).toContain("They <b> will not.");
  expect(el.querySelector(".ci-own")?.textContent).toContain("Only you see this");
  expect(document.activeElement?.textContent).toBe("What changed for you?");
  expect(await findings()).toEqual([]);
});

test("it can be shared later, and taken back", async () => {
  const { user, sent, model } = show({ mine: { ...MINE, revision: 1 } });
  await user.click(button("Change what I wrote"));
  expect(document.activeElement).toBe(used());
  await user.click(share());
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ base_revision: 1, is_shared: true });
  model.reply({ type: "saved", record_id: "r", revision: 2 });
  model.change({ mine: { ...MINE, is_shared: true, revision: 2 } });
  await user.click(button("Change what I wrote"));
  await user.click(share());
  await user.click(button("Save"));
  expect(sent().at(-1)).toMatchObject({ base_revision: 2, is_shared: false });
});

test("what was begun survives a reload, and cancel goes back to what is kept", async () => {
  const first = show({ mine: { ...MINE, revision: 1 } });
  await first.user.click(button("Change what I wrote"));
  await first.user.type(now(), " Yet.");
  first.leave();
  const { user, el, sent } = show({ mine: { ...MINE, revision: 1 } });
  expect(now().value).toBe("They cannot. Yet.");
  await user.click(button("Cancel"));
  expect(el.querySelector(".ci-own")?.textContent).not.toContain("Yet");
  expect(sent()).toEqual([]);
});

test("what was refused opens again with its words", async () => {
  const { user, model } = show();
  await user.type(used(), "A");
  await user.type(now(), "B");
  await user.click(button("Save"));
  model.reply({ type: "refused", text: "Please join first." });
  expect([used().value, now().value]).toEqual(["A", "B"]);
});

test("what others share is a list without names that nobody can change", async () => {
  const shared = [MINE, { used_to_think: "A", now_think: "B" }];
  const { el } = show({ may: [], shared });
  const list = within(screen.getByRole("region", { name: /people on our team/ }));
  expect(list.getAllByRole("listitem")).toHaveLength(2);
  expect(list.queryByRole("button")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("two tabs of one person meet in a choice between both", async () => {
  const { user, model } = show({ mine: { ...MINE, revision: 1 } });
  await user.click(button("Change what I wrote"));
  await user.type(now(), " Yet.");
  await user.click(button("Save"));
  const theirs = { ...MINE, now_think: "Something else.", is_shared: true };
  model.reply({ type: "conflict", record_id: "r", text: "Both.", revision: 2, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("They cannot. Yet.")).toBeTruthy();
  expect(choice.getByText("Shared with your team, without your name")).toBeTruthy();
});
