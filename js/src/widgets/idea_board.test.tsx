import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./idea_board";
import { boardNow, cardsOf, type Idea } from "./idea_board/board";

const MARKUP = "Naloxone <script>alert(1)</script> in every car";

function idea(id: string, text: string, changed: Partial<Idea> = {}): Idea {
  return { id, text, revision: 1, is_mine: false, is_hidden: false, ...changed };
}

const IDEAS = [
  idea("a", "A ride to treatment for people without a car"),
  idea("b", "Rides to the treatment clinic", { is_mine: true, revision: 4 }),
  idea("c", MARKUP),
  idea("d", "Somebody to call at night"),
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("idea_board"),
    prompt: "What does our community need?",
    ideas: IDEAS,
    groups: [],
    ...changed,
  });
}

async function showWall(changed: Partial<State> = {}) {
  const shown = show(changed);
  await shown.user.click(button(/show me the team/));
  return shown;
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /community need/ });
const wall = () => within(screen.getByRole("region", { name: "The team’s ideas" }));
const cards = () =>
  [...document.querySelectorAll(".ci-wall > li .ci-card-text")].map((one) => one.textContent);

test("nobody is here yet: there is no field and no wall", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], ideas: [], prompt: "" });
  expect(el.textContent).toContain("choose your team");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("one writes in silence first: the team's ideas are counted and not shown", async () => {
  const { el } = show();
  expect(el.textContent).toContain("Your team has 4 ideas so far.");
  expect(el.textContent).not.toContain("Somebody to call at night");
  expect(el.textContent).toContain("Rides to the treatment clinic");
  expect(await findings()).toEqual([]);
});

test("an idea is sent as it was written, the field is empty again and keeps the keyboard", async () => {
  const { user, sent, model, save, el } = show({ ideas: [] });
  await user.click(field());
  await user.paste("  A bed  \u{1F49B}\n");
  await user.click(button("Add this idea"));
  const [message] = model.sent;
  expect(message?.record_id).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  expect(sent()).toEqual([
    { type: "add", record_id: message?.record_id, text: "A bed  \u{1F49B}" },
  ]);
  expect(field().value).toBe("");
  expect(document.activeElement).toBe(field());
  expect(el.textContent).toContain("Your idea");
  save(1);
  expect(screen.getByText(/A bed/, { selector: "p" })).toBeTruthy();
  model.change({ ideas: [idea(String(message?.record_id), "A bed", { is_mine: true })] });
  expect(screen.getAllByText(/A bed/, { selector: "p" })).toHaveLength(1);
});

test("an idea that was just added can be changed at once, on top of what was saved", async () => {
  const { user, sent, model, save } = show({ ideas: [] });
  await user.type(field(), "A bed");
  await user.click(button("Add this idea"));
  await user.click(button("Change A bed"));
  const other = screen.getByRole("textbox", { name: /other words/ });
  await user.type(other, "s");
  await user.click(button("Save"));
  const id = model.sent[0]?.record_id;
  save(1);
  expect(sent()[1]).toEqual({ type: "edit", record_id: id, base_revision: 1, text: "A beds" });
});

test("nothing and too much are not sent; letters are counted as a person counts them", async () => {
  const { user, sent, el } = show();
  await user.click(button("Add this idea"));
  expect(el.textContent).toContain("Please write something first.");
  await user.click(field());
  await user.paste("\u{1F49B}".repeat(275));
  expect(el.textContent).toContain("5 letters left");
  await user.paste("1234567");
  expect(el.textContent).toContain("2 letters too long.");
  await user.click(button("Add this idea"));
  expect(sent()).toEqual([]);
  expect(field().value).toHaveLength(557);
  expect(await findings()).toEqual([]);
});

test("what is typed survives a reload, and another person does not see it", async () => {
  const { user, leave } = show();
  await user.type(field(), "Half an id");
  leave();
  const again = show();
  expect(field().value).toBe("Half an id");
  again.model.change({ person: "p2" });
  expect(field().value).toBe("");
});

test("an idea that was refused comes back into the field", async () => {
  const { user, model } = show();
  await user.type(field(), "One more");
  await user.click(button("Add this idea"));
  model.reply({ type: "refused", text: "You have written 60 ideas." });
  expect(screen.getByRole("alert").textContent).toContain("You have written 60 ideas.");
  expect(field().value).toBe("One more");
});

test("one's own idea is taken back after a second question", async () => {
  const { user, sent } = show();
  await user.click(button(/Take back Rides/));
  expect(await findings()).toEqual([]);
  await user.click(button("Yes, take it back"));
  expect(sent()).toEqual([{ type: "withdraw", record_id: "b", base_revision: 4 }]);
  expect(screen.queryByText("Rides to the treatment clinic")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Your ideas" }));
});

test("the wall opens on request, takes the keyboard along, and stays open for this person", async () => {
  const { leave, model } = await showWall();
  const head = screen.getByRole("heading", { name: /The team’s ideas/ });
  await waitFor(() => expect(document.activeElement).toBe(head));
  expect(head.textContent).toContain("4 ideas");
  expect(wall().getByText("Yours").closest("li")?.textContent).toContain("Rides to the treatment");
  expect(await findings()).toEqual([]);
  model.change({ person: "p2" });
  expect(screen.queryByRole("region", { name: "The team’s ideas" })).toBeNull();
  leave();
  show();
  expect(wall().getByText("Somebody to call at night")).toBeTruthy();
});

test("a new idea comes last and takes neither the keyboard nor the words one is typing", async () => {
  const { user, model } = await showWall();
  await user.type(field(), "I am still wri");
  const [first] = document.querySelectorAll(".ci-card");
  model.change({ ideas: [...IDEAS, idea("e", "Schools")] });
  expect(document.activeElement).toBe(field());
  expect(field().value).toBe("I am still wri");
  expect(cards().at(-1)).toBe("Schools");
  expect(document.querySelector(".ci-card")).toBe(first);
});

test("a screen in a hall says how many ideas a card stands for", async () => {
  document.documentElement.classList.add("ci-projector");
  const groups = [{ id: "g", title: "Rides", revision: 1, idea_ids: ["a", "b"] }];
  show({ groups, phase: "closed", may: [] });
  expect(wall().getByText("2 ideas say this", { selector: ".ci-card > p" })).toBeTruthy();
  document.documentElement.classList.remove("ci-projector");
});

test("two ideas that say the same are put together under the words of one of them", async () => {
  const { user, sent, model } = await showWall();
  await user.click(screen.getByRole("checkbox", { name: /A ride/ }));
  expect(wall().getByText(/Tick one more/)).toBeTruthy();
  await user.click(screen.getByRole("checkbox", { name: /Rides to/ }));
  await user.click(wall().getAllByRole("button", { name: "These say the same" }).at(-1) as Element);
  expect(document.activeElement).toBe(screen.getByRole("radio", { name: /A ride/ }));
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("radio", { name: /Rides to/ }));
  await user.click(button("Put them together"));
  const id = model.sent[0]?.record_id;
  expect(sent()).toEqual([
    {
      type: "merge",
      record_id: id,
      base_revision: 0,
      title: "Rides to the treatment clinic",
      idea_ids: ["a", "b"],
    },
  ]);
  expect(cards()).toEqual(["Rides to the treatment clinic", MARKUP, "Somebody to call at night"]);
  expect((document.activeElement as HTMLElement).dataset.card).toBe(id);
  expect(wall().getByText("2 ideas say this")).toBeTruthy();
  expect(wall().getByText("4 ideas, 2 of them put together with others")).toBeTruthy();
});

test("a group takes one more idea, and words of the team's own", async () => {
  const groups = [{ id: "g", title: "Rides", revision: 2, idea_ids: ["a", "b"] }];
  const { user, sent } = await showWall({ groups });
  await user.click(screen.getByRole("checkbox", { name: "Somebody to call at night" }));
  await user.click(screen.getByRole("checkbox", { name: "Rides" }));
  await user.click(button("These say the same"));
  await user.click(screen.getByRole("radio", { name: "Our own words" }));
  await user.click(button("Put them together"));
  expect(sent()).toEqual([]);
  await user.type(screen.getByRole("textbox", { name: "In our own words" }), "Getting there");
  await user.click(button("Put them together"));
  expect(sent()).toEqual([
    {
      type: "merge",
      record_id: "g",
      base_revision: 2,
      title: "Getting there",
      idea_ids: ["a", "b", "d"],
    },
  ]);
});

test("a group shows every original and can be taken apart", async () => {
  const groups = [{ id: "g", title: "Rides", revision: 2, idea_ids: ["a", "b"] }];
  const { user, sent } = await showWall({ groups });
  expect(cards()).toEqual(["Rides", MARKUP, "Somebody to call at night"]);
  await user.click(wall().getByText("2 ideas say this"));
  expect(wall().getByText("A ride to treatment for people without a car")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button("Take apart again Rides"));
  expect(sent()).toEqual([{ type: "split", record_id: "g", base_revision: 2 }]);
  expect(cards()).toHaveLength(4);
  expect((document.activeElement as HTMLElement).dataset.card).toBe("a");
});

test("ideas that look alike are pointed out, and nothing is done by itself", async () => {
  const { user, sent } = await showWall();
  await user.click(wall().getByText("1 pair looks alike"));
  expect(sent()).toEqual([]);
  await user.click(button(/They are different/));
  expect(wall().getByText("No two ideas look alike so far")).toBe(document.activeElement);
  expect(sent()).toEqual([]);
});

test("a pair that looks alike can be put together from the hint, and Escape goes back to it", async () => {
  const { user } = await showWall();
  await user.click(wall().getByText("1 pair looks alike"));
  const same = button(/These say the same A ride/);
  await user.click(same);
  expect(button("Put them together")).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(same));
});

test("who may, takes an idea off the wall and puts it back", async () => {
  const may = ["hide_idea", "merge_ideas"];
  const { user, sent, save, model } = show({ may });
  await user.click(button(/Take off the wall Somebody/));
  expect(sent()).toEqual([{ type: "hide", target_id: "d", is_hidden: true }]);
  save(1);
  model.change({
    ideas: [...IDEAS.slice(0, 3), idea("d", "Somebody to call", { is_hidden: true })],
  });
  expect(cards()).not.toContain("Somebody to call");
  const off = wall().getByText(/^1 off the wall/);
  expect(off.closest("details")?.open).toBe(false);
  expect(document.activeElement).toBe(off);
  expect(wall().getByText("3 ideas")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button(/Put back on the wall/));
  expect(sent().at(-1)).toEqual({ type: "hide", target_id: "d", is_hidden: false });
  save(2);
  model.change({ ideas: IDEAS });
  expect(cards()).toContain("Somebody to call at night");
  expect(wall().queryByText(/off the wall \(/)).toBeNull();
  expect((document.activeElement as HTMLElement).dataset.card).toBe("d");
});

test("a second press right after the first adds nothing and blames nobody", async () => {
  const { user, sent, el } = show({ ideas: [] });
  await user.type(field(), "A bed");
  await user.dblClick(button("Add this idea"));
  expect(sent()).toMatchObject([{ type: "add", text: "A bed" }]);
  expect(el.textContent).not.toContain("Please write something first.");
});

test("words that were not finished when the step closed are still there to be read", async () => {
  const { user, model } = show();
  await user.type(field(), "Half an id");
  model.change({ phase: "closed", may: [] });
  const kept = screen.getByText(/unfinished words are kept on this device/);
  expect(kept.parentElement?.textContent).toContain("Half an id");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(await findings()).toEqual([]);
  model.change({ phase: "open", may: ["answer"] });
  expect(field().value).toBe("Half an id");
  expect(screen.queryByText(/unfinished words/)).toBeNull();
});

test("whose idea was taken off the wall still sees it, told so", async () => {
  await showWall({ ideas: [idea("a", "Mine", { is_mine: true, is_hidden: true })] });
  expect(screen.getByText(/This one was taken off the team’s wall/)).toBeTruthy();
  expect(cards()).toEqual([]);
});

test("two people who change one group are asked which words stay", async () => {
  const groups = [{ id: "g", title: "Rides", revision: 2, idea_ids: ["a", "b"] }];
  const { user, model, sent } = await showWall({ groups });
  await user.click(wall().getByText("2 ideas say this"));
  await user.click(button("Change the words Rides"));
  await user.click(screen.getByRole("radio", { name: /A ride/ }));
  await user.click(button("Put them together"));
  const theirs = { step: "x", title: "Getting there", idea_ids: ["a", "b", "d"] };
  model.reply({ type: "conflict", record_id: "g", text: "", revision: 3, theirs });
  expect(screen.getByText("Getting there (3 ideas)")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button("Save mine instead"));
  expect(sent().at(-1)).toMatchObject({ type: "merge", base_revision: 3, idea_ids: ["a", "b"] });
});

test("without a connection an idea is kept and shown, and goes out when it is back", async () => {
  const { user, sent, leave } = show({ ideas: [] });
  announceConnection("lost");
  await user.type(field(), "A bed");
  await user.click(button("Add this idea"));
  leave();
  const again = show({ ideas: [] });
  expect(screen.getByText("A bed", { selector: "p" })).toBeTruthy();
  announceConnection("connected");
  expect([...sent(), ...again.sent()]).toMatchObject([{ type: "add", text: "A bed" }]);
});

test("a keyboard alone writes, looks and puts together", async () => {
  const { user, sent } = show({ ideas: IDEAS.slice(0, 1) });
  await user.tab();
  await user.keyboard("Rides{Tab}{Enter}");
  expect(sent()).toMatchObject([{ type: "add", text: "Rides" }]);
  button(/show me the team/).focus();
  await user.keyboard("{Enter}");
  for (const box of screen.getAllByRole("checkbox")) {
    box.focus();
    await user.keyboard(" ");
  }
  const same = wall().getAllByRole("button", { name: "These say the same" }).at(-1);
  same?.focus();
  await user.keyboard("{Enter}");
  await user.keyboard("{Enter}");
  expect(sent()).toHaveLength(1);
  expect(cards()).toHaveLength(1);
});

test("closed, the wall is read and nothing is written", async () => {
  const groups = [{ id: "g", title: "Rides", revision: 2, idea_ids: ["a", "b"] }];
  const { el } = show({ phase: "closed", may: [], groups });
  expect(cards()).toEqual(["Rides", MARKUP, "Somebody to call at night"]);
  expect(el.textContent).toContain("What does our community need?");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("an empty wall says what will come", async () => {
  await showWall({ ideas: [] });
  expect(wall().getByText(/There are no ideas yet/)).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("markup in an idea is read as it was written", async () => {
  const { el } = await showWall();
  expect(el.textContent).toContain(MARKUP);
  expect(el.querySelector("script")).toBeNull();
});

test("whatever is merged, each idea stands on the wall exactly once", () => {
  const ideas = ["a", "b", "c", "d", "e"].map((id) => idea(id, id));
  const merge = (id: string, idea_ids: string[]) => ({
    type: "merge",
    record_id: id,
    title: id,
    idea_ids,
  });
  const board = boardNow(
    ideas,
    [],
    [
      merge("g", ["a", "b"]),
      merge("h", ["b", "c", "d"]),
      { type: "withdraw", record_id: "c" },
      { type: "hide", target_id: "e", is_hidden: true },
    ],
  );
  const wallNow = cardsOf(board);
  expect(wallNow.map(({ text }) => text)).toEqual(["a", "h", "e"]);
  expect(wallNow.flatMap((card) => card.ideas.map(({ id }) => id)).sort()).toEqual([
    "a",
    "b",
    "d",
    "e",
  ]);
});
