import { act, fireEvent, screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget from "./room_progress";
import type { RoomProgressState } from "./room_progress/state";

const VOTE = "needs/what-first";
const at = (changed = {}) => ({
  answered: 1,
  written: 0,
  is_open: true,
  last: 4,
  quiet: 4,
  ...changed,
});

function show(changed: Partial<RoomProgressState> = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_progress",
      words: wordsOf("room_progress"),
      leads: "yes",
      step: VOTE,
      title: "6. What comes first",
      exercises: [{ key: VOTE, name: "dot_vote", closes: true, by_each: true }],
      teams: [
        { id: "ash", name: "Ash County", here: 12, standings: [at({ answered: 5 })] },
        { id: "elm", name: "Elm County", here: 3, standings: [at({ last: -1, quiet: 200 })] },
      ],
      overview: [{ id: "what-first", title: "6. What comes first", standings: [at(), at()] }],
      ...changed,
    } as never,
  );
}

const row = (team: string): HTMLElement => {
  const [table] = screen.getAllByRole("table");
  if (!table) throw new Error("no table");
  return within(table).getByRole("row", { name: new RegExp(team) });
};

test("counts stand there for each team and for all, and who is quiet is marked in words", async () => {
  show();
  expect(screen.getByText("All teams: 6 of 15 have answered")).toBeTruthy();
  expect(screen.getByText(/joined, come back or written something in the last 12/)).toBeTruthy();
  expect(row("Ash County").textContent).toContain("5 of 12just now");
  expect(row("Elm County").textContent).toContain("No answer for 3 minutes");
  const told = screen.getByText("1 team has given no answer for three minutes or more.");
  expect(told.getAttribute("role")).toBe("status");
  expect(await findings()).toEqual([]);
});

test.each([
  ["has all answers in", { answered: 3, quiet: 900 }, "all have answered"],
  ["is closed", { is_open: false, quiet: 900, last: 900 }, "15 minutes ago"],
  ["has been quiet for a minute", { quiet: 80, last: 80 }, "1 minute ago"],
])("a team that %s is not stuck", (_what, changed, said) => {
  show({ teams: [{ id: "elm", name: "Elm County", here: 3, standings: [at(changed)] }] });
  expect(row("Elm County").textContent).toContain(said);
  expect(screen.queryByText(/three minutes or more/)).toBeNull();
});

test("what came at another meeting is not called none", () => {
  const themes = [{ key: VOTE, name: "themes", closes: true, by_each: false }];
  const standings = [at({ answered: 0, written: 5, last: -1 })];
  show({ exercises: themes, teams: [{ id: "elm", name: "Elm County", here: 3, standings }] });
  expect(row("Elm County").textContent).toContain("5 entriesnothing new yet");
  expect(row("Elm County").textContent).not.toContain("none yet");
});

test("a team nobody has come from is not stuck", () => {
  const standings = [at({ answered: 0, last: -1, quiet: 900 })];
  show({ teams: [{ id: "elm", name: "Elm County", here: 0, standings }] });
  expect(row("Elm County").textContent).toContain("nobody yet");
  expect(screen.queryByText(/three minutes or more/)).toBeNull();
});

test("closing for all teams asks first, and is sent once", async () => {
  const { sent, model, user } = show();
  await user.click(screen.getByRole("button", { name: /^Close for all teams/ }));
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Close it for all" }));
  expect(sent()).toEqual([{ type: "steps", steps: [VOTE], teams: [], is_open: false }]);
  await act(async () => model.reply({ type: "saved" }));
  expect(screen.getByText("It is closed.")).toBeTruthy();
});

test("one team's step is opened for that team alone, with the keyboard too", async () => {
  const standings = [at({ is_open: false })];
  const { sent, user } = show({
    teams: [{ id: "elm", name: "Elm County", here: 3, standings }],
  });
  expect(screen.queryByRole("button", { name: /^Close for all/ })).toBeNull();
  screen.getByRole("button", { name: /^Open 6. What comes first: Elm County/ }).focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("Open it for Elm County");
  await user.keyboard("{Enter}");
  expect(sent()).toEqual([{ type: "steps", steps: [VOTE], teams: ["elm"], is_open: true }]);
});

test("what is written as a team has no one who is missing and is counted in entries", () => {
  const standings = [at({ answered: 0, written: 2, quiet: 900, last: 30 })];
  show({
    exercises: [{ key: VOTE, name: "partners", closes: true, by_each: false }],
    teams: [{ id: "elm", name: "Elm County", here: 3, standings }],
  });
  expect(row("Elm County").textContent).toContain("2 entries30 seconds ago");
});

test("all steps of the workbook stand folded below", async () => {
  const { user } = show();
  await user.click(screen.getByText("All steps of this workbook"));
  expect(screen.getByRole("rowheader", { name: "6. What comes first" })).toBeTruthy();
  fireEvent.click(screen.getByText("All steps of this workbook"));
});

test("before the room is anywhere it says what to do, and others are shown nothing", () => {
  const { el, model } = show({ step: "" });
  expect(screen.getByText(/Choose an exercise above/)).toBeTruthy();
  model.change({ leads: "no" } as never);
  expect(el.textContent).toBe("");
});
