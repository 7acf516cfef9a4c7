import { act, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget, { type RoomTimerState } from "./room_timer";

const RUNNING = { id: 7, label: "Write", seconds: 240, is_running: true, by: "you" };

function show(timer: RoomTimerState["timer"] = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_timer",
      words: wordsOf("room_timer"),
      leads: "yes",
      timer,
    } as never,
  );
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name });

test("a timer is started with minutes and what it is for", async () => {
  const { sent, model, user } = show();
  const minutes = screen.getByLabelText("How many minutes?");
  await user.clear(minutes);
  await user.click(button("Start the timer"));
  expect(sent()).toEqual([]);
  expect(screen.getByText("Please write a number.")).toBeTruthy();
  await user.type(minutes, "4");
  await user.type(screen.getByLabelText(/What for/), " Write ");
  await user.click(button("Start the timer"));
  expect(sent()).toEqual([{ type: "start", seconds: 240, label: "Write" }]);
  await act(async () => model.reply({ type: "saved" }));
  expect(screen.getByText("The timer runs on every page.")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("what a timer is for is read at a glance: no more letters than that can be typed", async () => {
  const { sent, user } = show();
  await user.type(screen.getByLabelText(/What for/), "x".repeat(70));
  await user.click(button("Start the timer"));
  expect(sent()).toEqual([{ type: "start", seconds: 480, label: "x".repeat(60) }]);
});

test.each([
  ["One minute more", { type: "add", seconds: 60 }],
  ["Five minutes more", { type: "add", seconds: 300 }],
  ["Stop the clock", { type: "stop" }],
  ["Take it off every page", { type: "clear" }],
])("a timer that runs: %s", async (name, message) => {
  const { sent, user } = show(RUNNING);
  expect(screen.getByRole("timer").textContent).toBe("4:00 Write");
  await user.click(button(name));
  expect(sent()).toEqual([message]);
});

test("a timer that stands can go on, and says who stopped it", async () => {
  const { sent, user } = show({ ...RUNNING, is_running: false, by: "other" });
  expect(screen.getByText("Another facilitator set it.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Stop the clock" })).toBeNull();
  await user.click(button("Let it run on"));
  expect(sent()).toEqual([{ type: "go_on" }]);
});

test("when it is over it says so, and can be given more time", async () => {
  show({ ...RUNNING, seconds: -5 });
  expect(screen.getByRole("timer").textContent).toBe("Time is up Write");
  expect(button("Five minutes more")).toBeTruthy();
  expect(await findings()).toEqual([]);
});
