import { screen, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./rating";
import type { State, StatementResult } from "./rating/state";

const SCALE = ["Strongly disagree", "Disagree", "In between", "Agree", "Strongly agree"];
const MARKUP = "Naloxone is <b>easy</b> to get <script>alert(1)</script>";

function state(changed: Partial<State> = {}): State {
  return {
    ...exerciseState("rating"),
    title: "How things stand",
    scale: SCALE.map((label, place) => ({ value: place + 1, label })),
    statements: [
      { id: "help", text: "People know where to get help." },
      { id: "naloxone", text: MARKUP },
      { id: "heard", text: "Families are heard." },
    ],
    mine: { answers: {}, revision: 0 },
    result: {},
    beside: [],
    ...changed,
  };
}

function show(changed: Partial<State> = {}) {
  return showExercise(widget, state(changed));
}

function question(text: string) {
  return within(screen.getByRole("group", { name: new RegExp(text) }));
}

function radio(text: string, label: string): HTMLInputElement {
  return question(text).getByRole<HTMLInputElement>("radio", { name: label });
}

function result(changed: Partial<StatementResult>): StatementResult {
  return {
    id: "help",
    text: "People know where to get help.",
    counts: [1, 0, 2, 6, 2],
    other: {},
    word: "most_agree",
    agreement: null,
    consensus: null,
    sectors: [],
    ...changed,
  };
}

function closed(statements: StatementResult[], changed: object = {}) {
  return show({
    phase: "closed",
    may: [],
    result: { answered: 11, too_few: false, later: 0, statements, ...changed },
  });
}

test("nobody is here yet: the page says how to begin and asks nothing", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [] });
  expect(el.textContent).toContain("choose your team");
  expect(screen.queryByRole("radio")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("each statement has the words of the scale and two honest ways not to answer", async () => {
  const { el } = show();
  const labels = question("Families").getAllByRole("radio");
  expect(labels.map((one) => one.closest("label")?.textContent)).toEqual([
    ...SCALE,
    "I don’t know",
    "I’d rather not say",
  ]);
  expect(el.textContent).toContain("0 of 3 answered; you can skip any");
  expect(await findings()).toEqual([]);
});

test("each choice saves all answers at once on top of the last saved ones", async () => {
  const { user, sent, save, model, el } = show({ mine: { answers: { heard: 2 }, revision: 3 } });
  await user.click(radio("get help", "Agree"));
  expect(sent()).toEqual([{ type: "save", base_revision: 3, answers: { heard: 2, help: 4 } }]);
  expect(el.textContent).toContain("Saving");
  save(4);
  expect(el.textContent).toContain("Saved");
  await user.click(radio("Naloxone", "I don’t know"));
  expect(sent()[1]).toEqual({
    type: "save",
    base_revision: 4,
    answers: { heard: 2, help: 4, naloxone: "dont_know" },
  });
  save(5);
  model.change({ mine: { answers: { heard: 2, help: 4, naloxone: "dont_know" }, revision: 5 } });
  expect(el.textContent).toContain("3 of 3 answered");
  expect(el.textContent).toContain("That is all of them.");
  expect(await findings()).toEqual([]);
});

test("an answer stays chosen between its acknowledgement and the kernel's state", async () => {
  const { user, save, model } = show();
  await user.click(radio("get help", "Agree"));
  save(1);
  expect(radio("get help", "Agree").checked).toBe(true);
  model.change({ mine: { answers: { help: 5 }, revision: 2 } });
  expect(radio("get help", "Strongly agree").checked).toBe(true);
});

test("an answer can be changed and cleared, and the keyboard stays at its statement", async () => {
  const { user, sent, save } = show({ mine: { answers: { help: 1, heard: 2 }, revision: 1 } });
  await user.click(radio("get help", "Disagree"));
  save(2);
  const clear = question("get help").getByRole("button", { name: /Clear my answer.*get help/ });
  await user.click(clear);
  expect(sent().at(-1)).toEqual({ type: "save", base_revision: 2, answers: { heard: 2 } });
  expect(document.activeElement).toBe(radio("get help", "Strongly disagree"));
  expect(question("get help").queryByRole("button")).toBeNull();
});

test("a keyboard alone answers", async () => {
  // user-event asks for it where arrow keys walk through radio buttons; jsdom has none.
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  const { user, sent } = show();
  await user.tab();
  await user.keyboard(" ");
  expect(sent()).toEqual([{ type: "save", base_revision: 0, answers: { help: 1 } }]);
  await user.keyboard("{ArrowDown}");
  expect(radio("get help", "Disagree").checked).toBe(true);
});

test("without a connection answers are kept, and go out as one when it is back", async () => {
  const { user, sent, leave } = show();
  announceConnection("lost");
  await user.click(radio("get help", "Agree"));
  await user.click(radio("Families", "Disagree"));
  expect(sent()).toEqual([]);
  leave();
  const again = show();
  expect(radio("Families", "Disagree").checked).toBe(true);
  announceConnection("connected");
  expect(again.sent()).toEqual([
    { type: "save", base_revision: 0, answers: { help: 4, heard: 2 } },
  ]);
});

test("somebody else on the same device sees none of the answers and sends none", async () => {
  const { user, sent, model } = show({ mine: { answers: { help: 1 }, revision: 1 } });
  announceConnection("lost");
  await user.click(radio("Families", "Agree"));
  model.change({ person: "p2", mine: { answers: {}, revision: 0 } });
  announceConnection("connected");
  expect(screen.getAllByRole<HTMLInputElement>("radio").some((one) => one.checked)).toBe(false);
  expect(sent()).toEqual([]);
});

test("answers given in another place are shown beside one's own, and one decides", async () => {
  const { user, sent, model } = show();
  await user.click(radio("get help", "Agree"));
  const theirs = { step: "x", survey: "y", answers: { help: 1, heard: "prefer_not" } };
  model.reply({ type: "conflict", record_id: "r", text: "Saved at 10:02.", revision: 7, theirs });
  const choice = within(screen.getByRole("region", { name: /another place/ }));
  expect(choice.getByText("Agree")).toBeTruthy();
  expect(choice.getByText("I’d rather not say")).toBeTruthy();
  expect(choice.getByText("No answer")).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(choice.getByRole("button", { name: "Save mine instead" }));
  expect(sent().at(-1)).toEqual({ type: "save", base_revision: 7, answers: { help: 4 } });
});

test("who looks on reads the statements and cannot answer", async () => {
  const { el } = show({ may: ["open_step"] });
  expect(el.textContent).toContain("You are looking on.");
  for (const one of screen.getAllByRole<HTMLInputElement>("radio")) {
    expect(one.matches(":disabled")).toBe(true);
  }
  expect(await findings()).toEqual([]);
});

test("two surveys on one page do not share their answers", async () => {
  const { user } = show();
  show({ step: "needs_assessment/again" });
  const [first, second] = screen
    .getAllByRole<HTMLInputElement>("radio", { name: "Agree" })
    .filter((_, place) => place % 3 === 0);
  if (first) await user.click(first);
  if (second) await user.click(second);
  expect([first?.checked, second?.checked]).toEqual([true, true]);
});

test("markup in a statement is read as it was written", () => {
  const { el } = show();
  expect(el.textContent).toContain(MARKUP);
  expect(el.querySelector("script, legend b")).toBeNull();
});

test("the result has a bar, counts, a word, and says who did not answer on the scale", async () => {
  const { el } = closed([
    result({ other: { dont_know: 1, prefer_not: 2, off_scale: 1 } }),
    result({
      id: "heard",
      text: "Families are heard.",
      counts: [4, 1, 0, 1, 5],
      word: "split_in_two",
    }),
  ]);
  const [first, second] = screen
    .getAllByRole("listitem")
    .filter((one) => one.querySelector(".ci-bar"));
  expect(first?.textContent).toContain("Most agree");
  expect(second?.textContent).toContain("Split in two");
  expect([...(first?.querySelectorAll(".ci-part") ?? [])].map((one) => one.textContent)).toEqual([
    "Strongly disagree 1",
    "In between 2",
    "Agree 6",
    "Strongly agree 2",
  ]);
  expect([...(first?.querySelectorAll(".ci-key li") ?? [])].map((one) => one.textContent)).toEqual([
    "Strongly disagree 1",
    "In between 2",
    "Agree 6",
    "Strongly agree 2",
  ]);
  expect(first?.textContent).toContain("1 person did not know. 2 people would rather not say.");
  expect(first?.textContent).toContain("1 person gave an answer that is no longer on this scale.");
  expect(el.textContent).toContain("11 people answered.");
  expect(el.textContent).not.toContain("Agreement A");
  expect(screen.queryByRole("radio")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("the same numbers stand in a table", () => {
  closed([
    result({ other: { dont_know: 3 } }),
    result({ id: "x", text: "X", counts: [], word: "too_few" }),
  ]);
  const rows = screen
    .getAllByRole("row", { hidden: true })
    .map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent));
  expect(rows[1]).toEqual(["1", "0", "2", "6", "2", "3", "0", "Most agree"]);
  expect(rows[2]?.slice(0, 7)).toEqual(Array(7).fill("not shown"));
});

test("the table has a column for answers off the scale where there are any", () => {
  closed([result({ other: { off_scale: 2 } }), result({ id: "x", text: "X" })]);
  const rows = screen.getAllByRole("row", { hidden: true });
  expect(rows[0]?.textContent).toContain("No longer on this scale");
  const column = rows.slice(1).map((row) => row.querySelectorAll("td")[7]?.textContent);
  expect(column).toEqual(["2", "0"]);
});

test("a long survey says in sight how far one is, a short one only at its end", async () => {
  const long = ["a", "b", "c", "d"].map((id) => ({ id, text: `Statement ${id}` }));
  const { el } = show({ statements: long, mine: { answers: { a: 1, b: "dont_know" } } });
  expect(el.querySelector(".ci-progress")?.textContent).toBe("2 of 4 answered");
  expect(await findings()).toEqual([]);
  show();
  expect(document.querySelectorAll(".ci-progress")).toHaveLength(1);
});

test("what was asked elsewhere stands below the team's own, with its people and a table", async () => {
  const { el, model } = closed([result({}), result({ id: "heard", text: "Families are heard." })]);
  expect(screen.queryByText(/Also asked/)).toBeNull();
  model.change({
    beside: [
      {
        id: "f1",
        title: MARKUP,
        statements: [{ id: "help", answered: 30, counts: [5, 5, 5, 5, 10] }],
      },
      {
        id: "f2",
        title: "April",
        statements: [{ id: "help", answered: 5, counts: [0, 0, 0, 0, 5] }],
      },
    ],
  });
  const [first, second] = document.querySelectorAll(".ci-statements > li");
  expect(first?.textContent).toContain(`Also asked: ${MARKUP}, 30 people`);
  expect(first?.querySelectorAll(".ci-bar")).toHaveLength(3);
  expect(second?.querySelectorAll(".ci-bar")).toHaveLength(1);
  expect(el.querySelector("img")).toBeNull();
  const table = screen.getByText("What was also asked, as a table").closest("details");
  const rows = [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent).slice(1),
  );
  expect(rows[1]).toEqual(["April", "5", "0", "0", "0", "0", "5"]);
  if (table) table.open = true;
  expect(await findings(el)).toEqual([]);
});

test("measures and sectors are shown where the kernel gives them", async () => {
  const { el } = closed([
    result({
      agreement: -0.1,
      consensus: 0.725,
      sectors: [{ name: "Faith and schools", people: 6, mean: 3.8333 }],
    }),
  ]);
  const numbers = [...el.querySelectorAll("details")].at(-1);
  expect(numbers?.textContent).toContain("Agreement AConsensus");
  expect(numbers?.textContent).toContain("−0.100.72");
  expect(el.querySelector(".ci-statements")?.textContent).not.toMatch(/Agreement|−0\.10/);
  const table = within(
    screen.getByRole("region", { name: /By sector: People know/, hidden: true }),
  );
  expect(table.getByText("Faith and schools")).toBeTruthy();
  expect(table.getByText("3.8")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a screen in a hall has the word and none of the figures", () => {
  document.documentElement.classList.add("ci-projector");
  const { el } = closed([result({ agreement: 0.64, consensus: 0.7 })]);
  expect(el.textContent).not.toMatch(/Agreement|0\.64/);
  document.documentElement.classList.remove("ci-projector");
});

test("the statements with most and least agreement are marked where they stand", () => {
  closed([result({}), result({ id: "heard", text: "Families are heard." })], {
    most_agreed: "heard",
    most_split: "help",
  });
  const marked = [...document.querySelectorAll(".ci-statements > li")].map(
    (one) => one.querySelector(".ci-mark")?.textContent,
  );
  expect(marked).toEqual(["Where you differ most", "Where you agree most with each other"]);
});

test("fewer than five answers are not shown, and a later one is mentioned", async () => {
  const { el } = closed([], { answered: 3, too_few: true, later: 1 });
  expect(el.textContent).toContain("Fewer than five people answered");
  expect(el.textContent).toContain("1 person answered or changed an answer after");
  expect(el.querySelector(".ci-bar, table")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a step that closes while one answers shows the result in its place", () => {
  const { model } = show();
  model.change({
    phase: "closed",
    may: [],
    result: { answered: 11, too_few: false, later: 0, statements: [result({})] },
  });
  expect(screen.queryByRole("radio")).toBeNull();
  expect(document.body.textContent).toContain("Most agree");
});
