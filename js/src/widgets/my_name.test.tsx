import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type Place, type State } from "./my_name";

const CARRIES: Place = {
  about: "",
  title: "",
  carried: [],
  is_named: false,
  audiences: [],
  revision: 0,
};
const VAN: Place = { ...CARRIES, about: "w1", title: "A van drives <b>", is_named: true };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("my_name"),
    may: ["answer"],
    places: [CARRIES, VAN],
    my_name: "Maria",
    ...changed,
  });
}

const region = (name: RegExp) => within(screen.getByRole("region", { name }));
const ticks = (name: RegExp) =>
  (region(name).getAllByRole("checkbox") as HTMLInputElement[]).map(({ checked }) => checked);

test("nothing is ticked before its person ticks it", async () => {
  const { el } = show();
  expect(ticks(/What you carry/)).toEqual([false, false, false]);
  expect(ticks(/A van drives/)).toEqual([false, false, false]);
  expect(el.textContent).toContain("Now: nobody outside the team.");
  expect(await findings()).toEqual([]);
});

test("each place has an answer of its own, kept at once and taken back the same way", async () => {
  const { user, sent, model, save } = show();
  const van = () => region(/A van drives/);
  await user.click(van().getByRole("checkbox", { name: /Everyone/ }));
  expect(sent()).toEqual([
    { type: "consent", about: "w1", audiences: ["team", "cohort", "public"], base_revision: 0 },
  ]);
  save();
  expect(van().getByText("Now: everyone.")).toBeTruthy();
  expect(ticks(/What you carry/)).toEqual([false, false, false]);
  model.change({
    places: [CARRIES, { ...VAN, audiences: ["team", "cohort", "public"], revision: 1 }],
  });
  await user.click(van().getByRole("checkbox", { name: /own report/ }));
  expect(sent().at(-1)).toMatchObject({ audiences: [], base_revision: 1 });
  expect(ticks(/A van drives/)).toEqual([false, false, false]);
});

test("ticking a wider audience ticks the narrower, and taking it back leaves them", async () => {
  const { user, sent } = show();
  const van = () => region(/A van drives/);
  await user.click(van().getByRole("checkbox", { name: /faculty/ }));
  expect(ticks(/A van drives/)).toEqual([true, true, false]);
  await user.click(van().getByRole("checkbox", { name: /Everyone/ }));
  expect(ticks(/A van drives/)).toEqual([true, true, true]);
  await user.click(van().getByRole("checkbox", { name: /Everyone/ }));
  expect(ticks(/A van drives/)).toEqual([true, true, false]);
  expect(sent().at(-1)).toMatchObject({ audiences: ["team", "cohort"] });
  expect(
    van().getByText("Now: those who read our team’s report, the other teams and the faculty."),
  ).toBeTruthy();
});

test("what a person carries is named, and one answer is for all of it", async () => {
  const { user, sent } = show({
    places: [
      {
        ...CARRIES,
        is_named: true,
        carried: [
          { kind: "goal", label: "Fewer deaths" },
          { kind: "activity", label: "Drive" },
          { kind: "next_step", label: "Call" },
          { kind: "meeting", label: "2026-03-02" },
          { kind: "risk", label: "Rain" },
          { kind: "carry_on", label: "The van" },
        ],
      },
    ],
  });
  const carries = region(/What you carry/);
  expect(carries.getAllByRole("listitem").map((one) => one.textContent)).toEqual([
    "Goal: Fewer deaths",
    "Activity: Drive",
    "Next step: Call",
    "You were at the meeting on March 2, 2026",
    "What could go wrong: Rain",
    "After the program: The van",
  ]);
  await user.click(carries.getByRole("checkbox", { name: /faculty/ }));
  expect(sent()[0]).toMatchObject({ about: "", audiences: ["team", "cohort"] });
  expect(await findings()).toEqual([]);
});

test("who gave no name is asked nothing, but can still take a yes back", () => {
  const { model, el } = show({ my_name: "" });
  expect(el.textContent).toContain("You gave no name when you joined");
  expect(screen.queryByRole("checkbox")).toBeNull();
  model.change({
    places: [CARRIES, { ...VAN, is_named: false, audiences: ["team", "cohort", "public"] }],
  });
  expect(ticks(/A van drives/)).toEqual([true, true, true]);
  expect(el.textContent).toContain("It does not name you any more.");
});

test("two pages of one person choose between two answers", async () => {
  const { user, model, sent } = show();
  await user.click(region(/A van/).getByRole("checkbox", { name: /Everyone/ }));
  const theirs = { about: "w1", audiences: [] };
  model.reply({ type: "conflict", record_id: "x", text: "", revision: 3, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("Now: everyone.")).toBeTruthy();
  expect(choice.getByText(/Now: nobody/)).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Take theirs" }));
  expect(sent()).toHaveLength(1);
});

test("a guest is told that nobody answers for somebody else", async () => {
  const { el } = show({ may: ["keep_records"], places: [], my_name: "Dr. Guest" });
  expect(el.textContent).toContain("Nobody can answer for somebody else");
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(await findings()).toEqual([]);
});
