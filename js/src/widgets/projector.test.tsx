import { act, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { fakeModel, wordsOf } from "../shared/testing";
import widget from "./projector";
import type { ProjectorState, Shown } from "./projector/state";

const QR = ["101", "010", "101"];
const PROGRAM = {
  name: "Learning Forums",
  support: "Call 988.",
  records: "Public.",
  occasion: "F3",
};
const SURVEY: Shown = {
  view: "result",
  title: "2. How we see it",
  survey: "Pulse",
  scale: ["No", "Partly", "Yes"],
  teams: 2,
  too_few: 1,
  is_side_by_side: false,
  statements: [
    {
      id: "talk",
      text: "We talk.",
      word: "Mixed",
      people: 11,
      counts: [2, 4, 5],
      beside: [
        { team: "Ash County", counts: [1, 2, 2] },
        { team: "Elm County", counts: [1, 2, 3] },
      ],
    },
    { id: "trust", text: "We trust.", word: "", people: 0, counts: [], beside: [] },
  ],
};
const endings: (() => void)[] = [];

function show(shown: Shown, changed: Partial<ProjectorState> = {}) {
  const model = fakeModel<ProjectorState>({
    module: "projector",
    words: wordsOf("projector"),
    leads: "yes",
    program: PROGRAM,
    shown,
    timer: {},
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
  return { model, el };
}

afterEach(() => {
  for (const end of endings.splice(0)) end();
  vi.useRealTimers();
});

test("nobody but a facilitator is shown anything, and is led to their own page", async () => {
  const { el } = show({}, { leads: "no", program: {} });
  expect(el.textContent).toContain("facilitator's code only");
  expect(el.querySelector("a")?.getAttribute("href")).toBe("start.ipynb");
  expect(el.querySelector(".ci-screen")).toBeNull();
});

test("before anything is revealed there is the program, the support line, and no word of a team", async () => {
  show({ view: "welcome" });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Learning Forums");
  expect(screen.getByText("Call 988.")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a wall has nothing to press and nothing to fill in, whatever it shows", async () => {
  const views: Shown[] = [
    { view: "join", url: "http://hall/start", qr: QR },
    { view: "exercise", title: "2.", workbook: "Needs", prompt: "Say.", url: "http://h/n", qr: QR },
    {
      view: "progress",
      title: "2.",
      is_answered: true,
      teams: [{ name: "A", here: 3, answered: 1 }],
    },
    SURVEY,
    {
      view: "shared",
      groups: [{ subject: "Needs", items: [{ text: "Rides", teams: ["A", "B"] }] }],
    },
  ];
  for (const view of views) {
    const { el } = show(view);
    expect(el.querySelector("button, input, select, textarea, form, a")).toBeNull();
    expect(el.querySelectorAll("h1")).toHaveLength(1);
    expect(await findings(), view.view).toEqual([]);
    for (const end of endings.splice(0)) end();
  }
});

test("a result follows its reveal, and is gone with one press", () => {
  const { model, el } = show({ view: "welcome" });
  model.change({ shown: SURVEY });
  expect(el.textContent).toContain("We talk.");
  model.change({ shown: { view: "welcome" } });
  expect(el.textContent).not.toContain("We talk.");
});

test("a team's result is its own page, opened for a wall", () => {
  const { el } = show({
    view: "result",
    team_id: "ash",
    team: "Ash County",
    workbook: "needs_assessment",
    step: "how-we-see-it",
    title: "2. How we see it",
  });
  const frame = el.querySelector("iframe");
  expect(frame?.getAttribute("src")).toBe(
    "needs_assessment.ipynb#step=how-we-see-it&look=ash&projector",
  );
  expect(frame?.title).toBe("Ash County: 2. How we see it");
});

test("together there is one bar a statement, side by side one a team, and few are told as few", () => {
  const { model, el } = show(SURVEY);
  expect(el.querySelectorAll(".ci-bar")).toHaveLength(1);
  expect(el.textContent).not.toContain("Ash County");
  expect(el.textContent).toContain("1 team has too few answers to be shown");
  expect(el.textContent).toContain("Too few answers to show this one.");
  model.change({ shown: { ...SURVEY, is_side_by_side: true } as Shown });
  expect(el.querySelectorAll(".ci-bar")).toHaveLength(2);
  expect(el.textContent).toContain("Elm County");
});

test("what people wrote is text on the wall and nothing else", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const { el } = show({
    view: "shared",
    groups: [{ subject: "Needs", items: [{ text: hostile, teams: ["A", "B"] }] }],
  });
  expect(el.querySelector("img")).toBeNull();
  expect(screen.getByText(hostile)).toBeTruthy();
});

test("the clock counts down by itself and says when time is up", () => {
  vi.useFakeTimers();
  const exercise: Shown = {
    view: "exercise",
    title: "2.",
    workbook: "N",
    prompt: "",
    url: "http://h/n",
    qr: QR,
  };
  show(exercise, { timer: { id: 1, label: "Write", seconds: 65, is_running: true } });
  expect(screen.getByRole("timer").textContent).toBe("1:05");
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.getByRole("timer").textContent).toBe("0:59");
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByRole("timer").textContent).toBe("Time is up");
});

test("what is longer than the wall is gone through from the facilitator's page", () => {
  const scroll = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  const { model } = show({ ...SURVEY, screen: 0 } as Shown);
  expect(scroll).not.toHaveBeenCalled();
  model.change({ shown: { ...SURVEY, screen: 1 } as Shown });
  expect(scroll).toHaveBeenCalledWith(expect.objectContaining({ top: 0.8 * innerHeight }));
  scroll.mockRestore();
});
