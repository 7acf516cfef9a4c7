import { act, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget, { type RoomRehearsalState } from "./room_rehearsal";

function show(changed: Partial<RoomRehearsalState> = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_rehearsal",
      words: wordsOf("room_rehearsal"),
      leads: "yes",
      state: "ready",
      is_on: false,
      ...changed,
    } as never,
  );
}

test("made-up people begin at a press, and stop at another", async () => {
  const { sent, model, user } = show();
  await user.click(screen.getByRole("button", { name: "Let them begin" }));
  expect(sent()).toEqual([{ type: "rehearse", is_on: true }]);
  await act(async () => model.reply({ type: "saved" }));
  model.change({ is_on: true } as never);
  expect(screen.getByText("They begin within a few seconds.")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Let them stop" }));
  expect(sent().at(-1)).toEqual({ type: "rehearse", is_on: false });
});

test("in a real program there is no button, and the reason is said", () => {
  show({ state: "real" });
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText(/This is a real program/)).toBeTruthy();
});
