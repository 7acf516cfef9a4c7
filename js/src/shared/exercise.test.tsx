import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { ExerciseState, Model } from "./afm";
import { findings } from "./axe";
import { ConflictNotice, ExerciseFrame } from "./exercise";
import { fakeModel, wordsOf } from "./testing";
import { useOutbox } from "./use_outbox";
import { sayFrom } from "./words";

const words = wordsOf("join_strip");

function state(changed: Partial<ExerciseState> = {}): ExerciseState {
  const joined = { step: "ideas", person: "amy", phase: "open", may: ["answer"] };
  return { module: "idea_board", words, ...joined, answered: 7, people: 12, ...changed };
}

function Exercise({ model }: { model: Model<ExerciseState> }) {
  const { outbox, view } = useOutbox(model);
  return (
    <ExerciseFrame model={model} outbox={outbox} view={view}>
      <button type="button" onClick={() => outbox.put({ type: "add", text: "x" })}>
        Add
      </button>
    </ExerciseFrame>
  );
}

function show(changed: Partial<ExerciseState> = {}) {
  const model = fakeModel(state(changed));
  render(<Exercise model={model} />);
  return { model, user: userEvent.setup() };
}

test("nobody answers before joining", () => {
  const { model } = show({ phase: "waiting", person: "", people: 0 });
  expect(screen.getByText(/choose your team/)).toBeTruthy();
  expect(screen.queryByText("Add")).toBeNull();
  model.change({ phase: "open", person: "amy" });
  expect(screen.getByText("Add")).toBeTruthy();
});

test("how many have answered is live and read aloud politely", () => {
  const { model } = show();
  const count = screen.getByText("7 of 12 have answered");
  expect(count.getAttribute("aria-live")).toBe("polite");
  model.change({ answered: 8 });
  expect(screen.getByText("8 of 12 have answered")).toBe(count);
});

test("saved stands there only after the reply", async () => {
  const { model, user } = show();
  await user.click(screen.getByText("Add"));
  expect(screen.getByText("Saving…").getAttribute("aria-live")).toBe("polite");
  expect(screen.queryByText("Saved")).toBeNull();
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(screen.getByText("Saved")).toBeTruthy();
});

test("a refusal is said in the kernel's words until it is put away", async () => {
  const { model, user } = show();
  await user.click(screen.getByText("Add"));
  model.reply({ type: "refused", text: "This step is <b>closed</b>." });
  expect(screen.getByRole("alert").textContent).toContain("This step is <b>closed</b>.");
  expect(screen.queryByText("Saved")).toBeNull();
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Put away x" }));
  await user.click(screen.getByText("Yes, put them away"));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a step is closed after a question that says what will happen", async () => {
  const { model, user } = show({ may: ["answer", "open_step"] });
  await user.click(screen.getByText("Close this step"));
  expect(screen.getByText(/nobody can change an answer/)).toBeTruthy();
  expect(document.activeElement?.textContent).toBe("Close it");
  expect(model.sent).toEqual([]);
  expect(await findings()).toEqual([]);
  await user.keyboard("{Enter}");
  expect(model.sent).toMatchObject([{ type: "step", is_open: false }]);
  model.reply({ type: "saved", record_id: "s", revision: 1 });
  model.change({ phase: "closed" });
  expect(screen.getByText("Closed")).toBeTruthy();
  expect(screen.getByText("Open this step")).toBeTruthy();
});

test("the way to close a step stands at its head, before everything there is to answer", () => {
  show({ may: ["answer", "open_step"] });
  const [first] = screen.getAllByRole("button");
  expect(first?.textContent).toBe("Close this step");
});

afterEach(() => vi.restoreAllMocks());

function scrolledTo() {
  const heard: Element[] = [];
  vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
    heard.push(this);
  });
  return heard;
}

test("who is in a step that closes is taken to its head, with the keyboard", () => {
  const heard = scrolledTo();
  const { model } = show();
  screen.getByText("Add").focus();
  model.change({ answered: 8 });
  expect(heard).toEqual([]);
  model.change({ phase: "closed" });
  expect(heard.map((one) => one.textContent)).toEqual(["Closed8 of 12 have answered"]);
  model.change({ phase: "open" });
  expect(heard).toHaveLength(1);
});

test.each([
  ["who has scrolled into a step", -300, 900, 1],
  ["who is above it", 40, 900, 0],
  ["who is below it", -900, -10, 0],
])(
  "%s is taken to its head when it closes only if it is before them",
  (_who, top, bottom, times) => {
    const heard = scrolledTo();
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({
      ...new DOMRect(),
      top,
      bottom,
    });
    const { model } = show();
    model.change({ phase: "closed" });
    expect(heard).toHaveLength(times);
  },
);

test("escape leaves the step as it is, and participants have no such button", async () => {
  const { model, user } = show({ may: ["open_step"] });
  await user.click(screen.getByText("Close this step"));
  await user.keyboard("{Escape}");
  expect(screen.getByText("Close this step")).toBeTruthy();
  model.change({ may: ["answer"] });
  expect(screen.queryByText("Close this step")).toBeNull();
  expect(model.sent).toEqual([]);
});

test("what the person before had not sent is not shown as the next one's", async () => {
  const { model, user } = show();
  await user.click(screen.getByText("Add"));
  model.change({ person: "ben" });
  expect(screen.queryByText("Saving…")).toBeNull();
  expect(model.sent).toHaveLength(1);
  model.change({ person: "amy" });
  expect(screen.getByText("Saving…")).toBeTruthy();
});

test("a conflict shows both versions, takes the focus, and asks", async () => {
  const keep = vi.fn();
  const take = vi.fn();
  render(
    <ConflictNotice
      t={sayFrom(words)}
      text="Ben saved it."
      mine="more beds"
      theirs="more nurses"
      onKeepMine={keep}
      onTakeTheirs={take}
    />,
  );
  expect(document.activeElement?.textContent).toContain("Ben saved it.");
  expect(screen.getByText("more beds")).toBeTruthy();
  expect(screen.getByText("more nurses")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await userEvent.click(screen.getByText("Save mine instead"));
  await userEvent.click(screen.getByText("Take theirs"));
  expect([keep.mock.calls.length, take.mock.calls.length]).toEqual([1, 1]);
});
