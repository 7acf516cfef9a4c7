import { act, screen, waitFor } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget, { type RoomMessageState } from "./room_message";

const LUNCH = { id: "m1", text: "Lunch is <b>now</b>", to: "", by: "you", ago: 125 };

function show(changed: Partial<RoomMessageState> = {}) {
  localStorage.clear();
  return showExercise(
    widget as never,
    {
      module: "room_message",
      words: wordsOf("room_message"),
      leads: "yes",
      messages: [],
      teams: [{ id: "elm", name: "Elm County" }],
      ...changed,
    } as never,
  );
}

const button = (name: RegExp | string): HTMLElement => screen.getByRole("button", { name });
const field = (): HTMLElement => screen.getByLabelText("What should every page say?");

test("a message goes to one team, and the field is free again once it stands", async () => {
  const { sent, model, user } = show();
  await user.click(button("Send it"));
  expect(sent()).toEqual([]);
  await user.type(field(), "Table five, please");
  await user.selectOptions(screen.getByLabelText("To whom?"), "Elm County only");
  await user.click(button("Send it"));
  expect(sent()).toEqual([{ type: "send", text: "Table five, please", to_team: "elm" }]);
  await act(async () => model.reply({ type: "saved" }));
  await waitFor(() => expect(field()).toHaveProperty("value", ""));
  expect(screen.getByText("It stands on the pages now.")).toBeTruthy();
});

test("a message that was refused stays in the field", async () => {
  const { model, user } = show();
  await user.type(field(), "Lunch");
  await user.click(button("Send it"));
  await act(async () => model.reply({ type: "later", text: "Not just now." }));
  expect(field()).toHaveProperty("value", "Lunch");
  expect(screen.getByText("Not just now.").className).toBe("ci-error");
});

test("what may tell who a person is is noticed while it is written", async () => {
  const { user } = show();
  await user.type(field(), "Call 919-555-0100");
  expect(screen.getByText(/a phone number/)).toBeTruthy();
});

test("what stands on pages is listed as text and taken down", async () => {
  const { sent, user } = show({ messages: [LUNCH] });
  expect(screen.getByText("on every page · sent by you 2 minutes ago")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button(/^Take it down/));
  expect(sent()).toEqual([{ type: "take_down", record_id: "m1" }]);
});
