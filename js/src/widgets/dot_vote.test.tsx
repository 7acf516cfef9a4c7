import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./dot_vote";
import { ranked } from "./dot_vote/result";

const MARKUP = "Beds <img src=x onerror=alert(1)>";

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("dot_vote"),
    items: [
      { id: "night", text: "A night line", originals: ["Someone at night", "A line to call"] },
      { id: "rides", text: "Rides", originals: [] },
      { id: "beds", text: MARKUP, originals: [] },
    ],
    dots_per_person: 3,
    dots_per_item: 2,
    mine: { dots: {}, revision: 0 },
    result: {},
    ...changed,
  });
}

const give = (text: string) => screen.getByRole("button", { name: `Give a dot to: ${text}` });
const take = (text: string) =>
  screen.getByRole("button", { name: `Take a dot back from: ${text}` });

function closed(items: [string, number, number][], changed: object = {}) {
  return show({
    phase: "closed",
    may: [],
    result: {
      voters: 9,
      too_few: false,
      later: 0,
      items: items.map(([text, dots, voters]) => ({ id: text, text, dots, voters })),
      ...changed,
    },
  });
}

test("nobody is here yet: there is nothing to vote on", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], items: [] });
  expect(el.textContent).toContain("choose your team");
  expect(screen.queryByRole("button")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("without ideas the page says where they will come from", async () => {
  const { el } = show({ items: [] });
  expect(el.textContent).toContain("There is nothing to vote on yet.");
  expect(await findings()).toEqual([]);
});

test("an open vote says how many have voted, and shows nobody's dots but one's own", async () => {
  const { el } = show({ mine: { dots: { rides: 1 }, revision: 1 } });
  expect(el.textContent).toContain("2 of 12 have voted");
  expect(el.textContent).toContain("2 dots left to give");
  expect(
    within(screen.getByRole("group", { name: /Rides/ })).getByText("1 of your dots"),
  ).toBeTruthy();
  expect(el.querySelector("table, .ci-track")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("each dot is saved at once, all dots together", async () => {
  const { user, sent, save } = show();
  await user.click(give("Rides"));
  expect(sent()).toEqual([{ type: "save", base_revision: 0, dots: { rides: 1 } }]);
  save(1);
  await user.click(give("Rides"));
  save(2);
  await user.click(give("A night line"));
  expect(sent()[2]).toEqual({ type: "save", base_revision: 2, dots: { rides: 2, night: 1 } });
  save(3);
  await user.click(take("A night line"));
  expect(sent()[3]).toEqual({ type: "save", base_revision: 3, dots: { rides: 2 } });
});

test("nobody gives more dots than there are, or more to one idea than agreed", async () => {
  const { user, sent, el } = show();
  announceConnection("lost");
  for (let press = 0; press < 3; press += 1) await user.click(give("Rides"));
  expect(el.textContent).toContain("One idea can get 2 of your dots at most.");
  await user.click(give("A night line"));
  expect(el.textContent).toContain("All your dots are given.");
  await user.click(give("A night line"));
  expect(el.textContent).toContain("Take one back to give it to another idea.");
  expect(give("Rides").getAttribute("aria-disabled")).toBe("true");
  await user.click(take(MARKUP));
  announceConnection("connected");
  expect(sent()).toEqual([{ type: "save", base_revision: 0, dots: { rides: 2, night: 1 } }]);
  expect(await findings()).toEqual([]);
});

test("a keyboard alone votes, and keeps its place when a button has no more to give", async () => {
  const { user, sent, save } = show();
  give("Rides").focus();
  await user.keyboard("{Enter}");
  save(1);
  await user.keyboard(" ");
  save(2);
  await user.keyboard(" ");
  expect(sent()).toHaveLength(2);
  expect(document.activeElement).toBe(give("Rides"));
});

test("dots on an idea that is gone come back to give", () => {
  const { el } = show({ mine: { dots: { gone: 2, rides: 1 }, revision: 4 } });
  expect(el.textContent).toContain("2 dots left to give");
});

test("the ideas behind a group can be read before voting", () => {
  show();
  const [details] = document.querySelectorAll("details");
  expect(details?.textContent).toBe("2 ideas say thisSomeone at nightA line to call");
});

test("markup in an idea is read as it was written", () => {
  const { el } = show();
  expect(el.textContent).toContain(MARKUP);
  expect(el.querySelector("img")).toBeNull();
});

test("somebody else on the same device starts with all dots, and sends none of the others", async () => {
  const { user, sent, model, el } = show();
  announceConnection("lost");
  await user.click(give("Rides"));
  model.change({ person: "p2" });
  announceConnection("connected");
  expect(el.textContent).toContain("3 dots left to give");
  expect(sent()).toEqual([]);
});

test("dots given in another place are shown beside one's own, and theirs can be taken", async () => {
  const { user, sent, model, el } = show();
  await user.click(give("Rides"));
  const theirs = { step: "x", dots: { night: 2 } };
  model.reply({ type: "conflict", record_id: "r", text: "", revision: 3, theirs });
  const choice = within(screen.getByRole("region", { name: /another place/ }));
  expect(choice.getByText("2 dots")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(choice.getByRole("button", { name: "Take the other" }));
  model.change({ mine: { dots: { night: 2 }, revision: 3 } });
  expect(el.textContent).toContain("1 dot left to give");
  await user.click(give(MARKUP));
  expect(sent().at(-1)).toEqual({ type: "save", base_revision: 3, dots: { night: 2, beds: 1 } });
});

test("who looks on sees the ideas and no buttons", async () => {
  const { el } = show({ may: ["open_step"] });
  expect(el.textContent).toContain("You are looking on.");
  expect(screen.queryByRole("button", { name: /Give/ })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("the result ranks ideas, says ties, dots and people, and folds away what got none", async () => {
  closed([
    ["A night line", 5, 4],
    ["Rides", 3, 3],
    ["Beds", 3, 2],
    ["Schools", 1, 1],
    ["Tents", 0, 0],
  ]);
  const rows = [...document.querySelectorAll(".ci-ranking > li")].map((one) => one.textContent);
  expect(rows).toEqual([
    "1A night line5 dots from 4 people",
    "2tiedRides3 dots from 3 people",
    "2tiedBeds3 dots from 2 people",
    "4Schools1 dot from 1 person",
  ]);
  const widths = [...document.querySelectorAll<HTMLElement>(".ci-bar")].map(
    (one) => one.style.width,
  );
  expect(widths).toEqual(["100%", "60%", "60%", "20%"]);
  expect(document.querySelector("details")?.textContent).toBe("1 idea got no dotsTents");
  const cells = [...document.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent).join(" | "),
  );
  expect(cells.at(1)).toBe("2 tied | Rides | 3 | 3");
  expect(cells.at(-1)).toBe("– | Tents | 0 | 0");
  expect(await findings()).toEqual([]);
});

test("how many gave dots to an idea is said only where they are enough not to tell on anyone", () => {
  closed([
    ["A night line", 9, 6],
    ["Rides", 3, 0],
    ["Tents", 0, 0],
  ]);
  const rows = [...document.querySelectorAll(".ci-given-by")].map((one) => one.textContent);
  expect(rows).toEqual(["9 dots from 6 people", "3 dots"]);
  const people = [...document.querySelectorAll("tbody td:last-child")].map(
    (one) => one.textContent,
  );
  expect(people).toEqual(["6", "fewer than 5", "0"]);
});

test("fewer than five votes are not shown", async () => {
  const { el } = closed([], { voters: 4, too_few: true, later: 2 });
  expect(el.textContent).toContain("Fewer than five people voted");
  expect(el.textContent).toContain("2 people answered or changed an answer after");
  expect(el.querySelector("table, .ci-track")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("equal dots share a place and the next one counts on", () => {
  const places = (dots: number[]) =>
    ranked(dots.map((count, id) => ({ id: `${id}`, text: "", dots: count, voters: count }))).map(
      ({ place, isTied }) => (isTied ? -place : place),
    );
  expect(places([4, 4, 4, 2, 1, 1, 0, 0])).toEqual([-1, -1, -1, 4, -5, -5, 7, 7]);
  expect(places([])).toEqual([]);
});
