import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./resources";
import type { Cell, Coverage, Resource, State } from "./resources/state";

const MARKUP = "Clinic <img src=x onerror=alert(1)>";
const LINES = [
  { id: "treatment", name: "Treatment", about: "Medicine and care" },
  { id: "family", name: "Family support", about: "" },
];
const POPULATIONS = [
  { id: "young", name: "Young people" },
  { id: "rural", name: "People far from town" },
];
const CLINIC: Resource = {
  id: "r1",
  revision: 3,
  line: "treatment",
  name: MARKUP,
  who: "Lakeview",
  populations: ["rural"],
  reach: "60 a week",
  capacity: "waiting_list",
  gap: "No evenings",
};
const WARD: Resource = {
  ...CLINIC,
  id: "r2",
  revision: 1,
  name: "Ward",
  who: "",
  populations: [],
  reach: "",
  capacity: "room",
  gap: "",
};

function cell(resources: number, with_room: number, word: Cell["word"], waiting = 0): Cell {
  return { resources, with_room, waiting, word };
}

const COVERAGE: Coverage = {
  resources: 2,
  duplicates: [],
  lines: [
    {
      id: "treatment",
      whole: cell(2, 1, "room", 1),
      cells: [cell(0, 0, "none"), cell(2, 0, "full")],
      holes: ["young"],
      thin: ["rural"],
    },
    {
      id: "family",
      whole: cell(0, 0, "none"),
      cells: [cell(0, 0, "none"), cell(0, 0, "none")],
      holes: [],
      thin: [],
    },
  ],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("resources"),
    may: ["answer", "keep_records"],
    lines: LINES,
    populations: POPULATIONS,
    resources: [CLINIC, WARD],
    coverage: COVERAGE,
    comparison: {},
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const region = (name: RegExp | string) => within(screen.getByRole("region", { name }));
const texts = (css: string) => [...document.querySelectorAll(css)].map((one) => one.textContent);

test("nobody is here yet: there is nothing of a team", async () => {
  const { el } = show({ phase: "waiting", person: "", may: [], resources: [], coverage: {} });
  expect(el.textContent).toContain("choose your team");
  expect(el.textContent).not.toContain("Treatment");
  expect(await findings()).toEqual([]);
});

test("an empty list names the lines, and draws no picture of holes", async () => {
  const { el } = show({ resources: [], coverage: {}, comparison: { occasion: "", alike: 0 } });
  expect(texts(".ci-line h4")).toEqual(["Treatment", "Family support"]);
  expect(el.textContent).toContain("The picture appears here");
  expect(screen.queryByRole("table")).toBeNull();
  expect(el.textContent).not.toContain("beside the list");
  expect(await findings()).toEqual([]);
});

test("resources stand in their line as they were written, and unwritten parts are left out", async () => {
  show();
  const treatment = region("Treatment");
  expect(treatment.getByText(MARKUP, { selector: "strong" })).toBeTruthy();
  expect(treatment.getByText("60 a week")).toBeTruthy();
  expect(treatment.getByText("Has a waiting list")).toBeTruthy();
  expect(treatment.getByText("everyone")).toBeTruthy();
  expect(treatment.getAllByText("Reaches")).toHaveLength(1);
  expect(region("Family support").getByText("Nothing here yet.")).toBeTruthy();
  expect(document.querySelector("img")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a resource is added to the line whose button was pressed", async () => {
  const { user, sent, model } = show();
  await user.click(button("Add to Family support"));
  const form = region("Family support");
  const name = form.getByRole<HTMLInputElement>("textbox", { name: /What is it/ });
  expect(document.activeElement).toBe(name);
  expect(form.getByRole<HTMLSelectElement>("combobox", { name: /Line of work/ }).value).toBe(
    "family",
  );
  await user.click(button("Save"));
  expect(document.activeElement).toBe(name);
  expect(sent()).toEqual([]);
  await user.type(name, "  Grandparents’ breakfast ");
  await user.type(form.getByRole("textbox", { name: /Who runs it/ }), "Senior center");
  await user.click(form.getByRole("checkbox", { name: "People far from town" }));
  await user.type(form.getByRole("textbox", { name: /How far/ }), "Saturdays");
  await user.selectOptions(form.getByRole("combobox", { name: /one more/ }), "nearly_full");
  await user.type(form.getByRole("textbox", { name: /lack/ }), "Rides");
  expect(await findings()).toEqual([]);
  await user.click(button("Save"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      line: "family",
      name: "Grandparents’ breakfast",
      who: "Senior center",
      populations: ["rural"],
      reach: "Saturdays",
      capacity: "nearly_full",
      gap: "Rides",
    },
  ]);
  expect(
    region("Family support").getByText("Grandparents’ breakfast", { selector: "strong" }),
  ).toBeTruthy();
  expect(document.activeElement).toBe(button("Add to Family support"));
});

test("what may tell who a person is is noticed as it is typed, and can be saved all the same", async () => {
  const { user, sent, el } = show();
  await user.click(button("Change Ward"));
  await user.type(screen.getByRole("textbox", { name: /Who runs it/ }), "Ann, ann@example.org");
  expect(el.querySelector(".ci-record .ci-trace:not(:empty)")).toBeTruthy();
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ who: "Ann, ann@example.org" }]);
});

test("a name too long for the record is said before it is sent", async () => {
  const { user, sent, el } = show({ resources: [{ ...WARD, name: "W".repeat(81) }] });
  await user.click(button(/^Change/));
  await user.click(button("Save"));
  expect(el.textContent).toContain("1 letter too long");
  expect(sent()).toEqual([]);
});

test("a resource is changed in its place, and can move to another line", async () => {
  const { user, sent } = show();
  await user.click(button("Change Ward"));
  const form = region("Treatment");
  await user.selectOptions(form.getByRole("combobox", { name: /Line of work/ }), "family");
  await user.click(form.getByRole("button", { name: "Save" }));
  expect(sent()).toMatchObject([{ record_id: "r2", base_revision: 1, line: "family" }]);
  expect(region("Family support").getByText("Ward", { selector: "strong" })).toBeTruthy();
});

test("what stands in a line the program dropped is shown, and asks for a line when changed", async () => {
  const { user, sent } = show({ resources: [{ ...WARD, line: "old" }] });
  const gone = region("No longer a line of work of this program");
  await user.click(gone.getByRole("button", { name: "Change Ward" }));
  await user.click(button("Save"));
  expect(gone.getByText("Please choose a line of work.")).toBeTruthy();
  await user.selectOptions(gone.getByRole("combobox", { name: /Line of work/ }), "treatment");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ record_id: "r2", line: "treatment" }]);
});

test("the picture is a table whose cells say in words what they hold", async () => {
  show();
  const table = within(screen.getByRole("table"));
  expect(table.getAllByRole("columnheader").map((one) => one.textContent)).toEqual([
    "Line of work",
    "All that is listed",
    "Young people",
    "People far from town",
  ]);
  const rows = table.getAllByRole("row").slice(1);
  expect(rows.map((row) => [...row.children].map((one) => one.textContent))).toEqual([
    ["Treatment", "2, 1 with room", "none", "2, all full"],
    ["Family support", "none", "none", "none"],
  ]);
});

test("holes, what is full and waiting lists are named in sentences", () => {
  show();
  expect(texts(".ci-findings li")).toEqual([
    "Treatment: nothing listed is there for: Young people.",
    "Treatment: everything listed is full for: People far from town.",
    "Treatment: 1 of 2 has a waiting list.",
    "Family support: nothing is listed.",
  ]);
});

test("a list without a gap says so", () => {
  const [line] = COVERAGE.lines;
  const whole = cell(1, 1, "room");
  const lines = line ? [{ ...line, whole, cells: [whole, whole], holes: [], thin: [] }] : [];
  const { el } = show({ coverage: { ...COVERAGE, lines } });
  expect(el.textContent).toContain("The list has no hole");
});

test("what may be the same is offered, and a person takes one off the list", async () => {
  const other = { ...CLINIC, id: "r3", name: "The clinic", revision: 2 };
  const coverage = { ...COVERAGE, duplicates: [["r1", "r3"]] };
  const { user, sent } = show({ resources: [CLINIC, other], coverage });
  const twice = region("These may be the same");
  expect(twice.getAllByRole("listitem")).toHaveLength(2);
  expect(await findings()).toEqual([]);
  await user.click(twice.getByRole("button", { name: "Drop The clinic, Lakeview" }));
  await user.click(twice.getByRole("button", { name: "Yes, take it off" }));
  expect(sent()).toEqual([{ type: "drop", record_id: "r3", base_revision: 2 }]);
  expect(screen.queryByRole("region", { name: "These may be the same" })).toBeNull();
});

test("until the survey is closed the page says when it comes, and no more", () => {
  show({ comparison: { occasion: "", alike: 0, apart: [] } });
  const beside = region(/beside the list/);
  expect(beside.getByText(/Once your team has closed its survey/)).toBeTruthy();
  expect(beside.queryByText(/go together/)).toBeNull();
});

test("hope and doubt stand side by side with what the list shows", async () => {
  const apart = [
    {
      id: "s1",
      text: "Treatment starts within days.",
      word: "most_agree",
      side: "hoped" as const,
      lines: ["treatment"],
    },
    {
      id: "s2",
      text: "There is help <b>here</b>.",
      word: "all_disagree",
      side: "doubted" as const,
      lines: ["treatment"],
    },
  ];
  show({ comparison: { occasion: "Forum 1", alike: 2, apart } });
  const beside = region(/beside the list/);
  const pairs = texts(".ci-beside");
  expect(pairs[0]).toContain("Most agree: Treatment starts within days.");
  expect(pairs[0]).toContain("Treatment: nothing listed is there for: Young people.");
  expect(pairs[1]).toContain("Everyone disagrees: There is help <b>here</b>.");
  expect(pairs[1]).toContain("Treatment: 2 listed, 1 with room");
  expect(beside.getByText(/Answers from: Forum 1/)).toBeTruthy();
  expect(beside.getByText(/In 2 statements/)).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a closed step shows the picture first and takes nothing more", async () => {
  show({ phase: "closed", may: [] });
  expect(texts("h3")).toEqual(["What is covered, and what is not", "What there is"]);
  expect(screen.queryByRole("button", { name: /Add|Change|Drop/ })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a guest is told who writes here", () => {
  const { el } = show({ may: [] });
  expect(el.textContent).toContain("People on the team write here.");
});

test("in a conflict both versions are shown", async () => {
  const { user, model } = show();
  await user.click(button("Change Ward"));
  await user.type(screen.getByRole("textbox", { name: /What is it/ }), " B{Enter}");
  const theirs = { ...WARD, name: "Ward C", capacity: "full" };
  model.reply({ type: "conflict", record_id: "r2", text: "", revision: 2, theirs });
  const choice = region(/saved this before you/);
  expect(choice.getByText("Ward B")).toBeTruthy();
  expect(choice.getByText("Ward C")).toBeTruthy();
  expect(choice.getByText(/Only the other person changed “Could it take one more/)).toBeTruthy();
});
