import { act, screen, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { keep, recall } from "../shared/keep";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./themes";
import { alikeItems, hintsNow, type Item, placesNow, type State, type Theme } from "./themes/state";

const MARKUP = "Beds <iframe src=javascript:alert(1)>";
const ITEMS: Item[] = [
  { id: "bus", text: "No bus to the clinic", originals: [] },
  { id: "ride", text: "Rides to the clinic", originals: ["A ride", "Rides, please"] },
  { id: "beds", text: MARKUP, originals: [] },
  { id: "night", text: "Someone to call at night", originals: [] },
];
const THEMES: Theme[] = [
  { id: "t1", title: "Getting there", items: ["bus"], fact_ids: ["f1", "f9"], revision: 3 },
  { id: "t2", title: "After hours", items: [], fact_ids: [], revision: 1 },
];
const FACTS = [
  { id: "f1", source: "survey", text: "Most disagree that rides are there." },
  { id: "f2", source: "resources", text: "Nothing for people leaving jail." },
];

const BOARD = "needs_assessment/what-hurts-most";
const LOOKED = `ciwidgets.wall.p1.${BOARD}`;

function show(changed: Partial<State> = {}, hasLooked = true) {
  if (hasLooked) keep(LOOKED, true);
  return showExercise<State>(widget, {
    ...exerciseState("themes"),
    may: ["answer", "keep_records"],
    board: BOARD,
    items: ITEMS,
    themes: THEMES,
    facts: FACTS,
    ...changed,
  });
}

// In the middle of the window, so that the page does not move along.
const mouse = { bubbles: true, clientY: 300, pointerType: "mouse" };
const button = (name: RegExp | string) => screen.getByRole("button", { name });
const region = (name: string) => screen.getByRole("region", { name });
const wordsIn = (element: Element) =>
  [...element.querySelectorAll(".ci-idea [dir=auto]")].map((one) => one.textContent);
const themeNamed = (title: string) =>
  screen.getByRole("heading", { name: new RegExp(title) }).closest("li") as HTMLElement;

test("ideas are counted as people wrote them, and how many were put together is said", () => {
  show();
  expect(region("Not in a theme yet").textContent).toContain(
    "4 ideas, 2 of them put together with others",
  );
  expect(themeNamed("Getting there").textContent).toContain("1 idea");
});

test("nobody is here yet: there is nothing to sort", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], items: [], themes: [], facts: [] });
  expect(el.textContent).toContain("choose your team");
  expect(await findings()).toEqual([]);
});

test("nobody reads the others' ideas here before their own are written", async () => {
  const { el, user } = show({}, false);
  expect(el.textContent).toContain("Your team has 5 ideas so far.");
  expect(el.textContent).not.toContain("night");
  expect(await findings()).toEqual([]);
  await user.click(button(/We have written ours/));
  expect(document.activeElement?.textContent).toContain("Not in a theme yet");
  expect(recall(LOOKED)).toBe(true);
});

test("what is in no theme stands first, and each theme holds its ideas", async () => {
  const { el } = show();
  expect(el.querySelector("section")?.getAttribute("aria-label")).toBe("Not in a theme yet");
  expect(wordsIn(region("Not in a theme yet"))).toEqual([
    "Rides to the clinic",
    "A ride",
    "Rides, please",
    MARKUP,
    "Someone to call at night",
  ]);
  expect(wordsIn(themeNamed("Getting there"))).toEqual(["No bus to the clinic"]);
  expect(themeNamed("After hours").textContent).toContain("No idea is in this theme yet.");
  expect(el.querySelector("iframe")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("without ideas and themes the page says how it goes on", async () => {
  const { el } = show({ items: [], themes: [], facts: [] });
  expect(el.textContent).toContain("There are no ideas on the wall yet.");
  expect(el.textContent).toContain("No theme yet.");
  expect(await findings()).toEqual([]);
});

test("a keyboard puts an idea into a theme and goes on at the next idea", async () => {
  const { user, sent, el } = show();
  button(`Put into… ${ITEMS[1]?.text}`).focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(button("Getting there"));
  await user.tab();
  expect(await findings()).toEqual([]);
  await user.keyboard("{Enter}");
  expect(sent()).toEqual([{ type: "place", items: ["ride"], theme_id: "t2" }]);
  expect(wordsIn(themeNamed("After hours"))[0]).toBe("Rides to the clinic");
  expect(el.textContent).toContain("1 idea is now in “After hours”.");
  expect(document.activeElement).toBe(button(`Put into… ${MARKUP}`));
});

test("Escape leaves the list of themes, and the keyboard is where it was", async () => {
  const { user, sent } = show();
  await user.click(button("Put into… Someone to call at night"));
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(button("Put into… Someone to call at night"));
  expect(screen.queryByRole("button", { name: "Getting there" })).toBeNull();
  expect(sent()).toEqual([]);
});

test("several ideas are ticked and move together", async () => {
  const { user, sent } = show();
  await user.click(screen.getByRole("checkbox", { name: "Rides to the clinic" }));
  await user.click(screen.getByRole("checkbox", { name: "Someone to call at night" }));
  await user.click(button("Put into… 2 ticked"));
  await user.click(button("After hours"));
  expect(sent()).toEqual([{ type: "place", items: ["ride", "night"], theme_id: "t2" }]);
  expect(screen.queryByText("2 ticked")).toBeNull();
  expect(screen.getAllByRole<HTMLInputElement>("checkbox").some((one) => one.checked)).toBe(false);
});

test("an idea is taken out of its theme again", async () => {
  const { user, sent } = show();
  await user.click(button("Move… No bus to the clinic"));
  await user.click(button("Take out of this theme"));
  expect(sent()).toEqual([{ type: "place", items: ["bus"], theme_id: "" }]);
  expect(wordsIn(region("Not in a theme yet"))[0]).toBe("No bus to the clinic");
  expect(themeNamed("Getting there").textContent).toContain("No idea is in this theme yet.");
});

test("a new theme takes in what it was begun with", async () => {
  const { user, sent, model, save } = show();
  await user.click(button("Put into… Someone to call at night"));
  await user.click(button("A new theme…"));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Name of the theme" }));
  expect(screen.getByText("This idea goes into it:")).toBeTruthy();
  await user.keyboard("  Nights ");
  await user.click(screen.getByText("What it rests on: 0 facts ticked"));
  const group = within(screen.getByRole("group", { name: "What we have" }));
  await user.click(group.getByRole("checkbox", { name: /leaving jail/ }));
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  const record_id = String(model.sent[0]?.record_id);
  const fields = { title: "Nights", fact_ids: ["f2"], items: ["night"] };
  expect(sent()).toEqual([{ type: "save", record_id, base_revision: 0, ...fields }]);
  expect(wordsIn(themeNamed("Nights"))).toEqual(["Someone to call at night"]);
  save(1);
  expect(wordsIn(themeNamed("Nights"))).toEqual(["Someone to call at night"]);
  model.change({ themes: [...THEMES, { id: record_id, revision: 1, ...fields }] });
  expect(wordsIn(themeNamed("Nights"))).toEqual(["Someone to call at night"]);
});

test("a theme without a name is not saved, and the reason stands at the field", async () => {
  const { user, sent } = show();
  await user.click(button("Begin a theme"));
  await user.click(button("Save"));
  expect(screen.getByRole("textbox").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("Please write something first.")).toBeTruthy();
  expect(sent()).toEqual([]);
});

test("a theme is named anew on the version that was opened, and moves meanwhile stay", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change Getting there"));
  const field = screen.getByRole("textbox", { name: "Name of the theme" });
  await user.clear(field);
  await user.type(field, "Rides");
  const [first, second] = THEMES as [Theme, Theme];
  model.change({ themes: [{ ...first, items: ["bus", "ride"], revision: 4 }, second] });
  await user.click(button("Save"));
  expect(sent()).toMatchObject([
    { type: "save", record_id: "t1", base_revision: 3, title: "Rides" },
  ]);
  expect(wordsIn(themeNamed("Rides"))[0]).toBe("No bus to the clinic");
  expect(wordsIn(themeNamed("Rides"))).toContain("Rides to the clinic");
});

test("in a conflict both names are shown with what they rest on", async () => {
  const { user, sent, model } = show();
  await user.click(button("Change Getting there"));
  await user.type(screen.getByRole("textbox"), " and back");
  await user.click(screen.getByRole("checkbox", { name: "Nothing for people leaving jail." }));
  await user.click(button("Save"));
  const theirs = { id: "t1", revision: 5, title: "Rides", fact_ids: ["f2"] };
  model.reply({ type: "conflict", record_id: "t1", text: "", revision: 5, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Getting there and back")).toBeTruthy();
  expect(choice.getByText("Rides")).toBeTruthy();
  expect(choice.getAllByText("Nothing for people leaving jail.")).toHaveLength(2);
  expect(await findings()).toEqual([]);
  await user.click(choice.getByRole("button", { name: "Save what I chose" }));
  expect(sent()[1]).toMatchObject({ base_revision: 5, title: "Getting there and back" });
});

test("a theme is dropped after a second question, and its ideas go back", async () => {
  const { user, sent } = show();
  await user.click(button("Drop Getting there"));
  expect(screen.getByText(/Its ideas go back/)).toBeTruthy();
  await user.click(button("Yes, drop it"));
  expect(sent()).toEqual([{ type: "drop", record_id: "t1", base_revision: 3 }]);
  expect(wordsIn(region("Not in a theme yet"))[0]).toBe("No bus to the clinic");
});

test("a fact that can no longer be shown is told so, and can be taken off", async () => {
  const { user, sent } = show();
  expect(themeNamed("Getting there").textContent).toContain("Most disagree that rides are there.");
  expect(themeNamed("Getting there").textContent).toContain("A fact that can no longer be shown");
  await user.click(button("Change Getting there"));
  await user.click(screen.getByText("What it rests on: 2 facts ticked"));
  await user.click(screen.getByRole("checkbox", { name: "A fact that can no longer be shown" }));
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ fact_ids: ["f1"] }]);
});

test("hints are offered, and taken up or put aside by people only", async () => {
  const { user, sent, leave, el } = show();
  expect(el.textContent).toContain("1 hint");
  await user.click(screen.getByText(/1 hint/));
  expect(screen.getByText("This may belong in “Getting there”:")).toBeTruthy();
  expect(sent()).toEqual([]);
  await user.click(button(/Put this hint aside/));
  expect(screen.getByText("No ideas that look as if they belong together")).toBeTruthy();
  leave();
  const again = show();
  expect(again.el.textContent).toContain("No ideas that look as if they belong together");
  localStorage.clear();
  again.leave();
  const fresh = show();
  await fresh.user.click(screen.getByText(/1 hint/));
  expect(await findings()).toEqual([]);
  await fresh.user.click(button(/Put into “Getting there”/));
  expect(fresh.sent()).toEqual([{ type: "place", items: ["ride"], theme_id: "t1" }]);
});

test("two ideas in no theme that look alike begin a theme together", async () => {
  const { user } = show({ themes: [] });
  await user.click(screen.getByText(/1 hint/));
  await user.click(button(/Begin a theme with these/));
  expect(screen.getByText("These 2 ideas go into it:")).toBeTruthy();
});

test("a mouse drags an idea onto a theme, and the click at its end ticks nothing", async () => {
  const { sent, el } = show();
  const target = themeNamed("After hours");
  document.elementFromPoint = () => target;
  const card = el.querySelector<HTMLElement>("[data-idea=night]") as HTMLElement;
  const fire = (type: string, on: EventTarget, clientX: number) =>
    act(() => {
      on.dispatchEvent(new PointerEvent(type, { ...mouse, clientX }));
    });
  fire("pointerdown", card, 10);
  fire("pointermove", window, 12);
  expect(el.querySelector(".ci-ghost")).toBeNull();
  fire("pointermove", window, 90);
  expect(el.querySelector(".ci-ghost")?.textContent).toBe("1 idea");
  expect(target.className).toContain("ci-over");
  fire("pointerup", window, 90);
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  document.body.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  expect(sent()).toEqual([{ type: "place", items: ["night"], theme_id: "t2" }]);
  expect(el.querySelector(".ci-ghost")).toBeNull();
});

test("Escape, a finger and a drop beside everything move nothing", () => {
  const { sent, el } = show();
  const card = el.querySelector<HTMLElement>("[data-idea=night]") as HTMLElement;
  const fire = (type: string, on: EventTarget, clientX: number, pointerType = "mouse") =>
    act(() => {
      on.dispatchEvent(new PointerEvent(type, { ...mouse, clientX, pointerType }));
    });
  document.elementFromPoint = vi.fn(() => document.body);
  fire("pointerdown", card, 10, "touch");
  fire("pointermove", window, 90, "touch");
  expect(el.querySelector(".ci-ghost")).toBeNull();
  fire("pointerdown", card, 10);
  fire("pointermove", window, 90);
  fire("pointerup", window, 90);
  fire("pointerdown", card, 10);
  fire("pointermove", window, 90);
  act(() => {
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  });
  expect(el.querySelector(".ci-ghost")).toBeNull();
  fire("pointerup", window, 90);
  expect(sent()).toEqual([]);
});

test("without a connection ideas move on the page, and are sent when it is back", async () => {
  const { user, sent } = show();
  announceConnection("lost");
  await user.click(button("Put into… Someone to call at night"));
  await user.click(button("After hours"));
  expect(wordsIn(themeNamed("After hours"))).toEqual(["Someone to call at night"]);
  expect(sent()).toEqual([]);
  act(() => announceConnection("connected"));
  expect(sent()).toEqual([{ type: "place", items: ["night"], theme_id: "t2" }]);
});

test("who looks on reads and moves nothing", async () => {
  const { el } = show({ may: [] });
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
  expect(await findings()).toEqual([]);
});

test("closed, the themes are there to be read", async () => {
  const { el } = show({ phase: "closed", may: ["open_step"] });
  expect(wordsIn(themeNamed("Getting there"))).toEqual(["No bus to the clinic"]);
  expect(el.textContent).toContain("Most disagree that rides are there.");
  expect(screen.queryByRole("button", { name: /Put|Move|Change|Drop/ })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("of two moves of one idea the later counts, and a dropped theme holds nothing", () => {
  const place = (theme_id: string) => ({ type: "place", items: ["bus"], theme_id });
  expect(placesNow(THEMES, [place("t2"), place("t1")]).get("bus")).toBe("t1");
  expect(placesNow(THEMES, [place("t2"), place("")]).has("bus")).toBe(false);
  expect(placesNow(THEMES, [{ type: "drop", record_id: "t1" }]).has("bus")).toBe(false);
  // What is saved of a theme the kernel knows moves nothing: its form may be old.
  const old = { type: "save", record_id: "t2", title: "After hours", items: ["bus"] };
  expect(placesNow(THEMES, [old]).get("bus")).toBe("t1");
});

test("an idea stands in one hint at most, and none is about what is sorted", () => {
  const texts = ["Rides to the clinic", "A ride to the clinic", "The clinic rides", "Beds"];
  const items = texts.map((text, place) => ({ id: `i${place}`, text, originals: [] }));
  const pairs = alikeItems(items, []);
  const hints = hintsNow(items, pairs, new Map(), []);
  const hinted = hints.flatMap((hint) => hint.items.map(({ id }) => id));
  expect(hinted.length).toBe(new Set(hinted).size);
  expect(hinted).not.toContain("i3");
  const named = alikeItems(items.slice(3), [{ id: "t1", title: "Beds and rooms" }]);
  expect(hintsNow(items.slice(3), named, new Map(), [])).toMatchObject([
    { theme: "t1", items: [{ id: "i3" }] },
  ]);
  const sorted = new Map(items.map(({ id }) => [id, "t1"]));
  expect(hintsNow(items, pairs, sorted, [])).toEqual([]);
});
