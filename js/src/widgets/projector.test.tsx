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
const TOLD: Partial<ProjectorState> = {
  timer: { id: 1, label: "Write", seconds: 65, is_running: true },
  messages: [
    { id: "m", text: "Lunch is at noon" },
    { id: "n", text: "An earlier one, which pages still show" },
  ],
  program: { ...PROGRAM, made_up: true },
};
type Item = { text: string; teams: string[]; n: number };
const shared = (...screens: Item[][]): Shown => ({
  view: "shared",
  title: "Needs",
  is_gap: false,
  screens,
});
const endings: (() => void)[] = [];

function show(shown: Shown, changed: Partial<ProjectorState> = {}) {
  const model = fakeModel<ProjectorState>({
    module: "projector",
    words: wordsOf("projector"),
    leads: "yes",
    program: PROGRAM,
    shown,
    timer: {},
    messages: [],
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
      here: 3,
      answered: 1,
      teams: ["A", "B"],
    },
    SURVEY,
    shared([{ text: "Rides", teams: ["A", "B"], n: 2 }]),
  ];
  for (const view of views) {
    const { el } = show(view, TOLD);
    expect(screen.getByRole("timer")).toBeTruthy();
    expect(el.querySelector(".ci-screen-messages")?.textContent).toBe("Lunch is at noon");
    expect(el.querySelector(".ci-screen-last")?.textContent).toContain("made up");
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

test("how far the room is names its teams, and of none how far it is", () => {
  const teams = ["Ash County", "Elm County"];
  const { el } = show({
    view: "progress",
    title: "2.",
    is_answered: true,
    here: 8,
    answered: 6,
    teams,
  });
  expect(screen.getByText("6 of 8 have answered")).toBeTruthy();
  expect([...el.querySelectorAll("li")].map((one) => one.textContent)).toEqual(teams);
});

test("what teams lack is a number, and a page of its own says which of how many it is", () => {
  const page = (text: string): Item[] => [{ text, teams: [], n: 3 }];
  const { model, el } = show({ ...shared(page("Business"), page("Faith")), is_gap: true } as Shown);
  expect(el.querySelector("li")?.textContent).toBe("Business3 teams");
  expect(el.querySelector(".ci-screen-last")?.textContent).toBe("1 of 2");
  model.change({ shown: { ...shared(page("Business"), page("Faith")), screen: 1 } as Shown });
  expect(el.querySelector("li")?.textContent).toBe("Faith3 teams");
  expect(el.querySelector(".ci-screen-last")?.textContent).toBe("2 of 2");
});

test("a program in earnest is not called made up, and nothing is told where nothing is", () => {
  const { el } = show({ view: "welcome" });
  expect(el.querySelector(".ci-screen-last")).toBeNull();
  expect(el.querySelector(".ci-screen-messages")?.textContent).toBe("");
  expect(screen.queryByRole("timer")).toBeNull();
});

test("a step that is open is told as going on, and its page says one moment until it is there", () => {
  vi.useFakeTimers();
  const result = {
    view: "result",
    team_id: "ash",
    team: "Ash County",
    workbook: "needs_assessment",
    step: "what-first",
    title: "6. What first",
    going_on: "voting",
  } as const;
  const { model, el } = show(result);
  const heading = screen.getByRole("heading", { level: 1 });
  expect(heading.textContent).toBe("Ash County is voting");
  const frame = el.querySelector("iframe");
  act(() => void vi.advanceTimersByTime(3_000));
  expect(screen.getByText("One moment…")).toBeTruthy();
  const page = document.implementation.createHTMLDocument();
  Object.defineProperty(frame, "contentDocument", { value: page });
  page.body.innerHTML = `<main><div class="ci-widget"></div></main>`;
  act(() => void vi.advanceTimersByTime(1_000));
  expect(screen.getByText("One moment…")).toBeTruthy();
  page.querySelector("div")?.classList.add("ci-ready");
  act(() => void vi.advanceTimersByTime(1_000));
  expect(screen.queryByText("One moment…")).toBeNull();
  model.change({ shown: { ...result, going_on: "" } });
  expect(heading.textContent).toBe("What Ash County found");
  expect(el.querySelector("iframe")).toBe(frame);
});

test("a team's result is its own page, opened for a wall", () => {
  const { el } = show({
    view: "result",
    team_id: "ash",
    team: "Ash County",
    workbook: "needs_assessment",
    step: "how-we-see-it",
    title: "2. How we see it",
    going_on: "",
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
  const { el } = show(shared([{ text: hostile, teams: ["A", "B"], n: 2 }]), {
    messages: [{ id: "m", text: `${hostile} told` }],
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
