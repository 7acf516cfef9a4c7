import { screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget from "./room_reveal";
import type { RoomRevealState } from "./room_reveal/state";

const BOOK = {
  name: "needs_assessment",
  title: "What our community needs",
  steps: [
    { key: "needs_assessment/how-we-see-it", title: "2. How we see it", has_survey: true },
    { key: "needs_assessment/what-first", title: "6. What first", has_survey: false },
  ],
};

function show(changed: Partial<RoomRevealState> = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_reveal",
      words: wordsOf("room_reveal"),
      leads: "yes",
      now: { view: "welcome", to_show: "", step: "", is_side_by_side: false, screen: 0 },
      teams: [{ id: "ash", name: "Ash County" }],
      groups: [],
      groups_steps: [],
      workbooks: [BOOK],
      room_step: "needs_assessment/how-we-see-it",
      parts: { needs: "Needs" },
      ...changed,
    } as never,
  );
}

const NOTHING = {
  type: "reveal",
  to_show: "",
  step: "",
  is_side_by_side: false,
  part: "",
  screen: 0,
  screens: 0,
};

test("one press reveals, and one takes it off again", async () => {
  const { sent, model, user } = show();
  await user.click(screen.getByRole("button", { name: "How to join" }));
  expect(sent()).toEqual([{ ...NOTHING, view: "join" }]);
  model.reply({ type: "saved" });
  model.change({ now: { view: "join" } } as never);
  expect(screen.getByText("How to join", { selector: "strong" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Take it off/ }));
  expect(sent().at(-1)).toEqual({ ...NOTHING, view: "welcome" });
  expect(await findings()).toEqual([]);
});

test("a result is shown of a step and of whom, both by the keyboard", async () => {
  const { sent, user } = show();
  const button = screen.getByRole("button", { name: "Show this result" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(button);
  expect(sent()).toEqual([]);
  await user.selectOptions(screen.getByLabelText("Whose result"), "Ash County");
  button.focus();
  await user.keyboard("{Enter}");
  expect(sent()).toEqual([
    { ...NOTHING, view: "result", step: "needs_assessment/how-we-see-it", to_show: "ash" },
  ]);
});

test("the whole room is offered for a survey only, together or side by side", async () => {
  const { sent, user } = show();
  const whose = screen.getByLabelText("Whose result");
  await user.selectOptions(whose, "The teams, side by side");
  await user.click(screen.getByRole("button", { name: "Show this result" }));
  expect(sent().at(-1)).toMatchObject({ to_show: "", is_side_by_side: true });
  await user.selectOptions(screen.getByLabelText("A result of this step"), "6. What first");
  expect(screen.queryByText("The whole room, together")).toBeNull();
  expect(
    screen.getByRole("button", { name: "Show this result" }).getAttribute("aria-disabled"),
  ).toBe("true");
});

test("a result of a group is chosen like a team’s, and no team has one of that step", async () => {
  const group = { id: "breakout:0123456789ab", name: "Table 3: rides" };
  const step = { key: "breakout/what-we-tried", title: "1. What we tried", has_survey: false };
  const { sent, model, user } = show({ groups: [group], groups_steps: [step] });
  const whose = screen.getByLabelText("Whose result");
  await user.selectOptions(whose, "Ash County");
  await user.selectOptions(screen.getByLabelText("A result of this step"), step.title);
  const names = [...whose.querySelectorAll("option")].map((one) => one.textContent);
  expect(names).toEqual(["Please choose", "Table 3: rides"]);
  await user.click(screen.getByRole("button", { name: "Show this result" }));
  expect(sent()).toEqual([]);
  await user.selectOptions(whose, group.name);
  await user.click(screen.getByRole("button", { name: "Show this result" }));
  const shown = { ...NOTHING, view: "result", step: step.key, to_show: group.id };
  expect(sent()).toEqual([shown]);
  model.change({ now: shown } as never);
  const now = screen.getByText("A result · Table 3: rides · 1. What we tried");
  expect(now.tagName).toBe("STRONG");
  expect(await findings()).toEqual([]);
});

test("an exercise nobody chose cannot be shown, and it says where to choose it", async () => {
  const { sent, user } = show({ room_step: "" });
  await user.click(screen.getByRole("button", { name: "The exercise" }));
  expect(sent()).toEqual([]);
  expect(screen.getByText(/choose it above/)).toBeTruthy();
});

test("what is longer than the wall is gone through screen by screen", async () => {
  const now = { view: "result", to_show: "ash", step: BOOK.steps[0]?.key ?? "", screen: 0 };
  const { sent, model, user } = show({ now });
  await user.click(screen.getByRole("button", { name: "Back up" }));
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Further down" }));
  expect(sent()).toEqual([{ ...NOTHING, ...now, screen: 1 }]);
  model.change({ now: { ...now, screen: 1 } } as never);
  expect(screen.getByText("Screen 2")).toBeTruthy();
});

test("what teams share is not a press away from the wall: it is looked at first", async () => {
  const { sent, user } = show();
  const look = document.createElement("div");
  look.className = "ci-room-shared";
  look.innerHTML = "<button>Look for what teams share</button>";
  Element.prototype.scrollIntoView = () => undefined;
  document.body.append(look);
  await user.click(screen.getByRole("button", { name: "What teams share" }));
  expect(sent()).toEqual([]);
  expect(document.activeElement?.textContent).toBe("Look for what teams share");
  look.remove();
});

test("a part of known length is turned to its last screen and no further", async () => {
  const now = { ...NOTHING, view: "shared", part: "needs", screen: 1, screens: 2 };
  const { sent, model, user } = show({ now });
  expect(screen.getByText("What teams share · Needs", { selector: "strong" })).toBeTruthy();
  expect(screen.getByText("Screen 2 of 2")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Further down" }));
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Back up" }));
  expect(sent()).toEqual([{ ...now, screen: 0 }]);
  model.reply({ type: "saved" });
  expect(await findings()).toEqual([]);
});

test("what was refused is said, and what hangs on the wall stays told as it is", async () => {
  const { model, user } = show();
  await user.click(screen.getByRole("button", { name: "How far the teams are" }));
  model.reply({ type: "refused", text: "That step cannot be shown to a room." });
  expect(await screen.findByText("That step cannot be shown to a room.")).toBeTruthy();
  expect(screen.getByText("The welcome", { selector: "strong" })).toBeTruthy();
});

test("who does not lead is offered nothing", () => {
  const { el } = show({ leads: "no", now: {}, teams: [], workbooks: [] });
  expect(el.textContent).toBe("");
});
