import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import type { ExerciseState } from "./afm";
import { findings } from "./axe";
import { defineExercise, type Exercise } from "./define_exercise";
import { useTrait } from "./hooks";
import { type Field, RecordList } from "./record_list";
import type { Amount, Named } from "./record_list_fields";
import type { TeamRecord } from "./records";
import { exerciseState, showExercise } from "./testing_exercise";

interface Fields {
  name: string;
  story: string;
  by: string | null;
  target: Amount;
  cost: Amount;
  minutes: Amount;
  state: string;
  urgent: string;
  is_ours: boolean;
  goal_id: string;
  partner_ids: string[];
  owner: Named | null;
  thanks_to: Named[];
  items: { text: string; minutes: Amount }[];
  came: Record<string, Amount>;
}

type Thing = Fields & TeamRecord;

interface State extends ExerciseState {
  things: Thing[];
}

const BLANK: Fields = {
  name: "",
  story: "",
  by: null,
  target: null,
  cost: null,
  minutes: 0,
  state: "open",
  urgent: "",
  is_ours: false,
  goal_id: "",
  partner_ids: [],
  owner: null,
  thanks_to: [],
  items: [],
  came: {},
};
const GOALS = [
  { id: "g1", label: "Fewer deaths" },
  { id: "g2", label: "More rides" },
];
const NOBODY: Named = { person_id: "", name: "", role: "", said_yes: [] };
const PEOPLE = [{ id: "m1", label: "Noor" }];
const FIELDS: Field<Fields>[] = [
  { name: "name", kind: "writing" },
  { name: "story", kind: "long", optional: true },
  { name: "by", kind: "date" },
  { name: "target", kind: "number" },
  { name: "cost", kind: "money" },
  { name: "minutes", kind: "whole", least: 0, most: 600 },
  { name: "state", kind: "radios", values: ["open", "done"] },
  { name: "urgent", kind: "select", values: ["", "soon"], when: ({ state }) => state === "open" },
  { name: "is_ours", kind: "check" },
  { name: "goal_id", kind: "link", options: GOALS },
  { name: "partner_ids", kind: "links", options: GOALS },
  { name: "owner", kind: "who", people: PEOPLE },
  { name: "thanks_to", kind: "whos", people: PEOPLE },
  {
    name: "items",
    kind: "rows",
    most: 3,
    fields: [
      { name: "text", kind: "text" },
      { name: "minutes", kind: "whole", least: 0, most: 600 },
    ],
  },
  { name: "came", kind: "counts", of: GOALS },
];
const WORDS = Object.fromEntries(
  [...FIELDS.map(({ name }) => name), "text"].map((name) => [`${name}_label`, `The ${name}`]),
);

interface How {
  addFirst?: boolean;
  most?: number;
}

let how: How = {};

function Things(exercise: Exercise<State>) {
  return (
    <RecordList<Fields, Thing, State>
      {...how}
      exercise={exercise}
      name="thing"
      items={useTrait(exercise.model, "things")}
      blank={BLANK}
      fields={FIELDS}
      show={({ name }) => <p class="name">{name}</p>}
      afterForm={({ name }) => <p class="live">{`Live: ${name}`}</p>}
      start={[{ label: "Begin with rides", start: { name: "Rides" } }]}
    />
  );
}

const widget = defineExercise(Things);
const ONE: Thing = { ...BLANK, id: "t1", revision: 2, name: "A bus at night" };

function show(changed: Partial<State> = {}, shownHow: How = {}) {
  how = shownHow;
  const state = { ...exerciseState("need_choice"), may: ["keep_records"], things: [ONE] };
  return showExercise<State>(widget, {
    ...state,
    words: {
      ...state.words,
      ...WORDS,
      state_open: "Open",
      state_done: "Done",
      urgent_soon: "Soon",
    },
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const box = (name: string | RegExp) => screen.getByRole<HTMLInputElement>("textbox", { name });

test("every kind of field is filled in and saved as the record holds it", async () => {
  const { user, sent } = show();
  await user.click(button("Begin with rides"));
  expect(await findings(document.body)).toEqual([]);
  await user.type(box("The name"), " to work");
  expect(document.querySelector(".live")?.textContent).toBe("Live: Rides to work");
  await user.type(screen.getByLabelText("The by"), "2026-03-31");
  await user.type(box("The target"), "1,200.5");
  await user.type(box("The cost"), "$1,200.50");
  await user.selectOptions(screen.getByRole("combobox", { name: "The urgent" }), "soon");
  await user.click(screen.getByRole("checkbox", { name: "The is_ours" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "The goal_id" }), "g2");
  const links = screen.getByRole("group", { name: "The partner_ids" });
  await user.click(within(links).getByRole("checkbox", { name: "Fewer deaths" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "The owner" }), "m1");
  await user.click(button("Add a person"));
  await user.selectOptions(document.activeElement as HTMLElement, "m1");
  expect(document.activeElement?.tagName).toBe("SELECT");
  await user.click(button("Add another"));
  await user.keyboard("Rides");
  await user.click(button("Add another")); // stays empty, and is left out
  const came = screen.getByRole("group", { name: "The came" });
  await user.type(within(came).getByRole("textbox", { name: "More rides" }), "4");
  expect(await findings(document.body)).toEqual([]);
  await user.click(button("Save"));
  const member = { person_id: "m1", name: "", role: "", said_yes: [] };
  expect(sent()).toMatchObject([
    {
      type: "save",
      base_revision: 0,
      name: "Rides to work",
      story: "",
      by: "2026-03-31",
      target: 1200.5,
      cost: 120050,
      minutes: 0,
      state: "open",
      urgent: "soon",
      is_ours: true,
      goal_id: "g2",
      partner_ids: ["g1"],
      owner: member,
      thanks_to: [member],
      items: [{ text: "Rides", minutes: 0 }],
      came: { g2: 4 },
    },
  ]);
});

const conflicted = async (fields: Partial<Fields>) => {
  const shown = show();
  await shown.user.click(button(/^Change/));
  await shown.user.type(box("The name"), "!");
  await shown.user.type(box("The story"), "Mine");
  await shown.user.click(button("Save"));
  const theirs = { ...ONE, revision: 3, ...fields };
  shown.model.reply({ type: "conflict", record_id: "t1", text: "Both.", revision: 3, theirs });
  return shown;
};

test("what only the other changed is taken over, saved by itself, and told", async () => {
  const { sent, user } = await conflicted({ minutes: 20, owner: { ...NOBODY, role: "A nurse" } });
  expect(sent()[1]).toMatchObject({
    base_revision: 3,
    name: "A bus at night!",
    story: "Mine",
    minutes: 20,
    owner: { role: "A nurse" },
  });
  const told = screen.getAllByText(/Someone else changed “The minutes”, “The owner”/);
  expect(told.map((one) => one.getAttribute("role"))).toEqual([null, "status"]);
  await user.click(button("I have read this"));
  expect(screen.queryByText(/Someone else changed/)).toBeNull();
});

test("what both changed is chosen field by field, mine unless one says otherwise", async () => {
  const { sent, user, el } = await conflicted({ name: "A train", story: "Theirs", minutes: 5 });
  expect(document.activeElement?.textContent).toMatch(/Someone else saved this before you/);
  expect(document.activeElement?.textContent).toContain("It is about “A train”.");
  // The list holds what is saved, not a mixture of both.
  expect(namesShown()).toEqual(["A bus at night"]);
  const fields = el.querySelectorAll(".ci-conflict fieldset");
  expect([...fields].map((one) => one.querySelector("legend")?.textContent)).toEqual([
    "The name",
    "The story",
  ]);
  expect(await findings(document.body)).toEqual([]);
  const story = within(screen.getByRole("group", { name: "The story" }));
  await user.click(story.getByRole("radio", { name: /Theirs, saved/ }));
  await user.click(button("Save what I chose"));
  expect(sent()[1]).toMatchObject({ name: "A bus at night!", story: "Theirs", minutes: 5 });
});

test("a second conflict while one chooses asks only about what is new", async () => {
  const { sent, user, model, el } = await conflicted({ name: "A train", story: "Theirs" });
  await user.click(button("Save what I chose"));
  const theirs = { ...ONE, name: "A train", story: "Third", revision: 4 };
  model.reply({ type: "conflict", record_id: "t1", text: "", revision: 4, theirs });
  const legends = [...el.querySelectorAll(".ci-conflict legend")].map((one) => one.textContent);
  expect(legends).toEqual(["The story"]);
  await user.click(button("Save what I chose"));
  expect(sent()[2]).toMatchObject({ base_revision: 4, name: "A bus at night!", story: "Mine" });
});

test("all of theirs is nothing to save", async () => {
  const { sent, user } = await conflicted({ name: "A train", story: "Theirs" });
  for (const one of screen.getAllByRole("radio", { name: /Theirs, saved/ })) await user.click(one);
  await user.click(button("Save what I chose"));
  expect(sent()).toHaveLength(1);
  expect(document.querySelector(".ci-conflict")).toBeNull();
});

test("a choice survives a reload, with what both began with", async () => {
  const first = await conflicted({ name: "A train", minutes: 20 });
  first.leave();
  const { model, sent } = show();
  const before = sent().length;
  expect(before).toBe(0);
  await first.user.click(button("Save what I chose"));
  expect(model.sent[0]).toMatchObject({ base_revision: 3, name: "A bus at night!", minutes: 20 });
});

const VERSIONS = [
  { revision: 2, when: "2026-03-02T10:00:00+00:00", is_mine: true, is_dropped: false, fields: ONE },
  {
    revision: 1,
    when: "2026-03-01T10:00:00+00:00",
    is_mine: false,
    is_dropped: false,
    fields: { ...ONE, name: "A bus", cost: 1250, told_besides: "no field" },
  },
];

test("earlier versions are read and brought back", async () => {
  const { sent, user, model } = show();
  await user.click(button(/^Earlier versions/));
  expect(sent()).toEqual([{ type: "history", record_id: "t1" }]);
  model.reply({ type: "history", versions: VERSIONS, earlier: 0 });
  const past = screen.getByRole("region", { name: "Earlier versions" });
  await waitFor(() => expect(past.textContent).toContain("$12.50"));
  expect(past.textContent).toMatch(/You, March 2, 2026.*changed this/);
  expect(past.textContent).toMatch(/Someone on your team, March 1, 2026.*wrote this first/);
  expect(past.textContent).toContain("Before: A busThen: A bus at night");
  expect(await findings(document.body)).toEqual([]);
  await user.click(button(/^Bring this version back/));
  expect(sent()[1]).toEqual({
    type: "save",
    record_id: "t1",
    base_revision: 2,
    ...BLANK,
    name: "A bus",
    cost: 1250,
  });
  expect(namesShown()).toEqual(["A bus"]);
  expect(screen.queryByRole("textbox")).toBeNull(); // it is back at once, without a form
  expect(document.activeElement?.textContent).toMatch(/^Version 1 of March 1, 2026.* is back/);
  expect(await findings(document.body)).toEqual([]);
});

test("two versions of one minute go by different names", async () => {
  const when = "2026-03-02T10:00:00+00:00";
  const { user, model } = show({ things: [{ ...ONE, revision: 9 }] });
  await user.click(button(/^Earlier versions/));
  const versions = ["C", "B", "A"].map((name, place) => ({
    ...VERSIONS[0],
    revision: 9 - 3 * place,
    when,
    fields: { ...ONE, name },
  }));
  model.reply({ type: "history", versions, earlier: 0 });
  const names = (await screen.findAllByRole("button", { name: /^Bring this version back/ })).map(
    (one) => one.textContent,
  );
  expect(names[0]).toMatch(/\(version 2, March 2, 2026/);
  expect(names[1]).toMatch(/\(version 1, March 2, 2026/);
});

test("a version that cannot be brought back is not said to be back", async () => {
  const { user, model } = show();
  await user.click(button(/^Earlier versions/));
  model.reply({ type: "history", versions: VERSIONS, earlier: 0 });
  await user.click(await screen.findByRole("button", { name: /^Bring this version back/ }));
  model.reply({ type: "refused", text: "That goal is gone." });
  expect(screen.getByText("That goal is gone.")).toBeTruthy();
  expect(screen.queryByText(/ is back\./)).toBeNull();
});

test("what was taken off is read and put back, and a record of one version has no past", async () => {
  const { sent, user, model } = show({ things: [{ ...ONE, revision: 1 }] });
  expect(screen.queryByRole("button", { name: /^Earlier/ })).toBeNull();
  await user.click(screen.getByText("Taken off this list"));
  await waitFor(() => expect(sent()).toEqual([{ type: "dropped" }]));
  const record = { ...ONE, id: "t9", revision: 4, name: "Gone" };
  const [when, is_mine] = ["2026-03-02T10:00:00+00:00", true];
  model.reply({ type: "dropped", records: [{ record, kind: "thing", when, is_mine }] });
  expect(await screen.findByText(/You took it off, March 2, 2026/)).toBeTruthy();
  expect(await findings(document.body)).toEqual([]);
  await user.click(button("Put it back Gone"));
  expect(sent()[1]).toMatchObject({ record_id: "t9", base_revision: 4, name: "Gone" });
  expect([...document.querySelectorAll(".name")].map((one) => one.textContent)).toEqual([
    "A bus at night",
    "Gone",
  ]);
});

test("a person is named by name or role, and agrees to no name that is not there", async () => {
  const { sent, user } = show();
  await user.click(button(/^Change/));
  await user.selectOptions(screen.getByRole("combobox", { name: "The owner" }), "else");
  await user.click(button("Save"));
  expect(screen.getByText("Please write a name or a role.")).toBeTruthy();
  expect(sent()).toEqual([]);
  await user.type(box(/Their name/), "Ana");
  await user.click(screen.getByRole("checkbox", { name: "Everybody" }));
  expect(await findings(document.body)).toEqual([]);
  await user.clear(box(/Their name/));
  await user.type(box(/Their role/), "a school nurse");
  await user.click(button("Save"));
  expect(sent()).toMatchObject([{ owner: { name: "", role: "a school nurse", said_yes: [] } }]);
});

test("a number that is none is said where it stands, also within the parts of a list", async () => {
  const { sent, user } = show();
  await user.click(button(/^Change/));
  await user.type(box("The cost"), "about 12");
  await user.click(button("Add another"));
  await user.click(button("Save"));
  expect(document.activeElement).toBe(box("The cost"));
  await user.clear(box("The cost"));
  const items = within(screen.getByRole("group", { name: "The items" }));
  await user.type(items.getByRole("textbox", { name: "The minutes" }), "0");
  await user.type(items.getByRole("textbox", { name: "The minutes" }), "x");
  await user.click(button("Save"));
  expect(sent()).toEqual([]);
  expect(items.getByText("Please look at what is marked here.")).toBeTruthy();
  expect(items.getByText("Please write something first.")).toBeTruthy();
});

const MANY = ["One", "Two", "Three", "Four"].map((name, place) => ({
  ...ONE,
  id: `t${place + 1}`,
  name,
}));
const namesShown = () => [...document.querySelectorAll(".name")].map((one) => one.textContent);

test("a long list shows its first cards, all of them when asked, and always what one wrote", async () => {
  const { user, model } = show({ things: MANY }, { most: 2 });
  expect(namesShown()).toEqual(["One", "Two"]);
  const more = button(/^Show all 4/);
  expect(more.getAttribute("aria-expanded")).toBe("false");
  expect(await findings(document.body)).toEqual([]);
  await user.click(more);
  expect(namesShown()).toEqual(["One", "Two", "Three", "Four"]);
  expect(document.activeElement).toBe(button(/^Show fewer/));
  await user.click(button("Change Four"));
  await user.click(button(/^Show fewer/));
  expect(box("The name").value).toBe("Four"); // what is in the form is not folded
  await user.type(box("The name"), "!");
  await user.click(button("Save"));
  expect(namesShown()).toEqual(["One", "Two", "Four!"]);
  const saved = { ...MANY[3], name: "Four!", revision: 3 } as Thing;
  model.change({ things: [...MANY.slice(0, 3), saved] });
  model.reply({ type: "saved", record_id: "t4", revision: 3 });
  expect(namesShown()).toEqual(["One", "Two", "Four!"]);
});

test("a list as long as what is shown first has nothing to fold", () => {
  show({ things: MANY }, { most: 4 });
  expect(namesShown()).toHaveLength(4);
  expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
});

test("the button that adds and a new form can stand above the list", async () => {
  const { user } = show({}, { addFirst: true });
  const isAbove = (one: Element) =>
    Boolean(
      one.compareDocumentPosition(document.querySelector(".name") as Element) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    );
  expect(isAbove(button("Begin with rides"))).toBe(true);
  await user.click(button("Begin with rides"));
  expect(isAbove(box("The name"))).toBe(true);
  expect(document.activeElement).toBe(box("The name"));
});
