/** For tests: an exercise on a page, with a kernel that a test plays. */

import { act } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach } from "vitest";
import type { ExerciseState, WidgetModule } from "./afm";
import { fakeModel, wordsOf } from "./testing";

const endings: (() => void)[] = [];

afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** What every exercise is given: someone on the team, in a step that is open. */
export function exerciseState(module: string): ExerciseState {
  return {
    module,
    words: wordsOf(module),
    step: `needs_assessment/${module.replaceAll("_", "-")}`,
    person: "p1",
    phase: "open",
    may: ["answer", "choose_needs", "merge_ideas"],
    answered: 2,
    people: 12,
  };
}

/** Show a widget; `leave` takes it off the page again, as a reload does. */
export function showExercise<State extends ExerciseState>(
  widget: WidgetModule<State>,
  state: State,
) {
  const model = fakeModel<State>(state);
  const el = document.createElement("div");
  document.body.append(el);
  let end = (): void => {};
  act(() => {
    end = widget.render({ model, el });
  });
  let isThere = true;
  const leave = (): void => {
    if (isThere) act(end);
    isThere = false;
    el.remove();
  };
  endings.push(leave);
  /** Messages as the kernel gets them, without the request ids, which are random. */
  const sent = (): object[] =>
    model.sent.map(({ request_id, ...message }) => {
      if (!/^[A-Za-z0-9_-]{22,64}$/.test(String(request_id))) throw new Error(String(request_id));
      return message;
    });
  /** The kernel saves the last message and says so. */
  const save = (revision = 1): void => {
    const record_id = model.sent.at(-1)?.record_id ?? "r";
    model.reply({ type: "saved", record_id, revision });
  };
  return { model, el, leave, sent, save, user: userEvent.setup() };
}
