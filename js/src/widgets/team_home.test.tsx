import { act, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { findings } from "../shared/axe";
import { fakeModel, wordsOf } from "../shared/testing";
import widget, { type TeamHomeState } from "./team_home";

const endings: (() => void)[] = [];

function show(changed: Partial<TeamHomeState> = {}) {
  const model = fakeModel<TeamHomeState>({
    module: "team_home",
    words: wordsOf("team_home"),
    occasion: { name: "Forum 3", date: "2026-11-22" },
    workbooks: [
      {
        name: "needs_assessment",
        title: "What do we need?",
        purpose: "Choose three needs.",
        steps: [
          {
            id: "pulse",
            title: "How things are",
            phase: "closed",
            answered: 12,
            between_forums: false,
          },
          { id: "ideas", title: "Ideas", phase: "open", answered: 1, between_forums: false },
          { id: "vote", title: "Vote", phase: "open", answered: 0, between_forums: true },
        ],
      },
    ],
    next_step: { workbook: "needs_assessment", step: "ideas", title: "Ideas" },
    room: [],
    paper: {},
    people: 12,
    ...changed,
  });
  const el = document.createElement("div");
  document.body.append(el);
  act(() => {
    const end = widget.render({ model, el });
    endings.push(() => {
      act(end);
      el.remove();
    });
  });
  return { model };
}

afterEach(() => {
  for (const end of endings.splice(0)) end();
});

const addressOf = (text: string): string | null | undefined =>
  screen.getByText(text).closest("a")?.getAttribute("href");

test("one button leads on, and every step has its own address beside this page", async () => {
  show();
  expect(addressOf("Go on: Ideas")).toBe("needs_assessment.ipynb#step=ideas");
  expect(addressOf("How things are")).toBe("needs_assessment.ipynb#step=pulse");
  expect(addressOf("What do we need?")).toBe("needs_assessment.ipynb");
  expect(document.querySelectorAll(".ci-primary")).toHaveLength(1);
  expect(await findings()).toEqual([]);
});

test("each step says how far it is, in words", () => {
  show();
  expect(screen.getByText("Closed · 12 have answered")).toBeTruthy();
  expect(screen.getByText("Open · 1 has answered")).toBeTruthy();
  expect(screen.getByText("between forums, in a small group · Open")).toBeTruthy();
  expect(screen.getByText("November 22, 2026 · 12 have joined")).toBeTruthy();
});

test("before joining there is a sentence instead of a list, and the list comes live", () => {
  const { model } = show({ workbooks: [], next_step: {} });
  expect(screen.getByText(/choose your team above/)).toBeTruthy();
  model.change({ workbooks: [{ name: "w", title: "Goals", purpose: "", steps: [] }] });
  expect(addressOf("Goals")).toBe("w.ipynb");
});

test("when every step is closed, it says so instead of leading nowhere", () => {
  show({ next_step: {} });
  expect(screen.getByText(/Nothing is waiting/)).toBeTruthy();
  expect(document.querySelector(".ci-primary")).toBeNull();
});

test("only the workbook the team goes on in shows its steps, the others fold them", () => {
  const { model } = show();
  const [one] = model.get("workbooks");
  if (!one) throw new Error("no workbook");
  model.change({ workbooks: [{ ...one, name: "before", title: "Before" }, one] });
  const folds = [...document.querySelectorAll("details")];
  expect(folds.map((fold) => fold.open)).toEqual([false, true]);
  expect(folds[0]?.querySelector("summary")?.textContent).toBe("3 steps: Before");
});

test("who types in paper finds its page here, and nobody else is told of it", () => {
  show();
  expect(screen.queryByText("What came back on paper")).toBeNull();
  show({ paper: { name: "paper_entry", title: "What came back on paper", purpose: "Type." } });
  expect(addressOf("What came back on paper")).toBe("paper_entry.ipynb");
});

test("whoever leads the room finds its pages here, with a team and without one", () => {
  const room = [{ name: "facilitator", title: "Leading the room", purpose: "Lead." }];
  show({ room });
  expect(addressOf("Leading the room")).toBe("facilitator.ipynb");
  const { model } = show({ room, workbooks: [] });
  expect(screen.getAllByRole("link", { name: "Leading the room" })).toHaveLength(2);
  model.change({ room: [] });
  expect(screen.getAllByRole("link", { name: "Leading the room" })).toHaveLength(1);
});
