import { act, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget, { type RoomStepsState } from "./room_steps";

const STEPS = [
  { id: "how-we-see-it", title: "2. How we see it", between_forums: false },
  { id: "what-we-have", title: "3. What we have", between_forums: true },
  { id: "what-first", title: "6. What comes first", between_forums: false },
];
const AT = {
  step: "needs/how-we-see-it",
  workbook: "needs",
  id: "how-we-see-it",
  title: "2. How we see it",
  book: "Our needs",
  by: "you",
  ago: 0,
};

function show(changed: Partial<RoomStepsState> = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_steps",
      words: wordsOf("room_steps"),
      leads: "yes",
      occasions: [
        { id: "forum-1", name: "Forum 1", date: "2026-01-10" },
        { id: "forum-2", name: "Forum 2", date: "2026-05-10" },
      ],
      occasion: "forum-2",
      chosen: "",
      calendar: "forum-2",
      books: [{ name: "needs", title: "Our needs", steps: STEPS }],
      place: {},
      ...changed,
    } as never,
  );
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name });

test("an exercise is chosen, and every page is asked to open it", async () => {
  const { sent, model, user } = show();
  expect(screen.getByText(/has not been asked to open/)).toBeTruthy();
  await user.selectOptions(screen.getByLabelText("Which exercise comes now?"), "needs/what-first");
  await user.click(button("Ask everyone to open it"));
  expect(sent()).toEqual([{ type: "place", occasion: "", step: "needs/what-first" }]);
  await act(async () => model.reply({ type: "saved" }));
  expect(screen.getByText("Every page shows it now.")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("the next step is the next one for the hall, and asking for the same twice sends nothing", async () => {
  const { sent, user } = show({ place: AT, chosen: "forum-1" });
  await user.click(button("The room is there already."));
  expect(sent()).toEqual([]);
  await user.click(button("Next: 6. What comes first"));
  expect(sent()).toEqual([{ type: "place", occasion: "forum-1", step: "needs/what-first" }]);
});

test("a press nobody answered is not said to be done", async () => {
  const { model, user } = show({ place: AT });
  await user.click(button("Ask for none"));
  await act(async () => model.reply({ type: "refused", text: "Only a facilitator." }));
  expect(screen.getByText("Only a facilitator.").className).toBe("ci-error");
});

test("when another facilitator moves the room, it is said aloud", () => {
  const { model } = show({ place: AT });
  const other = { ...AT, step: "needs/what-first", id: "what-first", title: "6. What comes first" };
  model.change({ place: { ...other, by: "other" } } as never);
  const said = screen.getByText("Another facilitator has moved the room: 6. What comes first");
  expect(said.getAttribute("role")).toBe("status");
  expect(screen.getByText("Another facilitator said so just now.")).toBeTruthy();
});

test("the occasion is changed apart from the exercise, and keeps it", async () => {
  const { sent, user } = show({ place: AT });
  await user.click(screen.getByText("Work at another occasion"));
  await user.selectOptions(screen.getByLabelText(/Which forum or meeting/), "forum-1");
  await user.click(button("Work at this occasion"));
  expect(sent()).toEqual([{ type: "place", occasion: "forum-1", step: "needs/how-we-see-it" }]);
});

test("whoever does not lead is told one sentence and the way back", async () => {
  const { model, leave } = show({ leads: "no" });
  expect(screen.getByText(/This page is for facilitators/)).toBeTruthy();
  expect(screen.getByRole("link").getAttribute("href")).toBe("start.ipynb");
  expect(screen.queryAllByRole("button")).toEqual([]);
  expect(document.documentElement.classList.contains("ci-leads-not")).toBe(true);
  expect(await findings()).toEqual([]);
  model.change({ leads: "waiting" } as never);
  expect(document.documentElement.classList.contains("ci-leads-not")).toBe(false);
  expect(screen.getByText(/Come in with the facilitators’ code/)).toBeTruthy();
  leave();
});
