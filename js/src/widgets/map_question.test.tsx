import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget, { type State } from "./map_question";

const RIDES = { id: "n1", text: "Rides <b>", question: "What drives: Rides <b>?" };
const BEDS = { id: "n2", text: "Beds", question: "What drives: Beds?" };
const ASKED = { id: "q", revision: 0, text: RIDES.question, need_id: "n1" };

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("map_question"),
    may: ["keep_records"],
    question: ASKED,
    needs: [RIDES, BEDS],
    ...changed,
  });
}

const button = (name: string) => screen.getByRole("button", { name });
const words = () => screen.getByRole("textbox") as HTMLTextAreaElement;
const large = (el: HTMLElement) => el.querySelector(".ci-question-text")?.textContent;

test("the question stands as text, and says that nobody chose it yet", async () => {
  const { el, model } = show();
  expect(large(el)).toBe("What drives: Rides <b>?");
  expect(el.textContent).toContain("It asks after your team’s first need.");
  model.change({ needs: [], question: { ...ASKED, need_id: "" } });
  expect(el.textContent).toContain("has not chosen its needs yet");
  model.change({ needs: [RIDES], question: { ...ASKED, revision: 1 } });
  expect(el.textContent).toContain("It asks after this need: Rides <b>");
  expect(await findings()).toEqual([]);
});

test("choosing a need writes its question, and it is saved under the team's one id", async () => {
  const { user, sent, save, el } = show();
  await user.click(button("Choose another question"));
  expect((screen.getByRole("radio", { name: "Rides <b>" }) as HTMLInputElement).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "Beds" }));
  expect(words().value).toBe("What drives: Beds?");
  expect(await findings()).toEqual([]);
  await user.click(button("Save this question"));
  const fields = { text: "What drives: Beds?", need_id: "n2" };
  expect(sent()).toEqual([{ type: "save", record_id: "q", base_revision: 0, ...fields }]);
  save();
  expect(large(el)).toBe("What drives: Beds?");
});

test("words somebody wrote are never written over by a need that is ticked", async () => {
  const { user, sent } = show();
  await user.click(button("Choose another question"));
  await user.click(screen.getByRole("radio", { name: /of our own/ }));
  expect(words().value).toBe("");
  await user.type(words(), "What drives waiting?");
  await user.click(screen.getByRole("radio", { name: "Beds" }));
  expect(words().value).toBe("What drives waiting?");
  await user.click(button("Save this question"));
  expect(sent()[0]).toMatchObject({ text: "What drives waiting?", need_id: "n2" });
});

test("an empty question stays in its form", async () => {
  const { user, sent, el } = show({ needs: [] });
  await user.click(button("Choose another question"));
  expect(screen.queryByRole("radio")).toBeNull();
  await user.clear(words());
  await user.click(button("Save this question"));
  expect(document.activeElement).toBe(words());
  expect(el.textContent).toContain("Please write something first.");
  expect(sent()).toEqual([]);
});

test("in a conflict both questions are there to choose from", async () => {
  const { user, model, sent } = show();
  await user.click(button("Choose another question"));
  await user.type(words(), " Today{Control>}{/Control}");
  await user.click(button("Save this question"));
  const theirs = { id: "q", revision: 1, text: "What drives rent?", need_id: "" };
  model.reply({ type: "conflict", record_id: "q", text: "Both.", revision: 1, theirs });
  const choice = within(screen.getByRole("region", { name: /saved this before you/ }));
  expect(choice.getByText("What drives rent?")).toBeTruthy();
  await user.click(choice.getByRole("button", { name: "Save what I chose" }));
  expect(sent().at(-1)).toMatchObject({ base_revision: 1, record_id: "q" });
});

test("who looks on, or comes when it is closed, sees the question and no button", () => {
  const { el, model } = show({ may: [] });
  expect(screen.queryByRole("button")).toBeNull();
  expect(el.textContent).toContain("You are looking on.");
  model.change({ phase: "closed" });
  expect(large(el)).toBe(ASKED.text);
  expect(el.textContent).not.toContain("looking on");
});
