import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./priorities";
import type { Result, State } from "./priorities/state";

const MARKUP = "Rides <script>alert(1)</script>";

function state(changed: Partial<State> = {}): State {
  return {
    ...exerciseState("priorities"),
    may: ["answer", "keep_records"],
    things: [
      { id: "beds", text: "Beds for women", ideas: ["A house for mothers", "Detox beds"] },
      { id: "rides", text: MARKUP, ideas: [] },
      { id: "talk", text: "Talk in schools", ideas: [] },
    ],
    is_themes: true,
    left_out: 0,
    criteria: [{ id: "lives", name: "Lives saved", about: "How many?", low: "few", high: "many" }],
    mine: {},
    together: {},
    gates: {},
    result: {},
    ...changed,
  };
}

function show(changed: Partial<State> = {}) {
  return showExercise(widget, state(changed));
}

function select(name: RegExp | string): HTMLSelectElement {
  return screen.getByRole<HTMLSelectElement>("combobox", { name });
}

type User = ReturnType<typeof show>["user"];

async function choose(user: User, way: RegExp, who?: RegExp) {
  await user.click(screen.getByRole("radio", { name: way }));
  if (who) await user.click(screen.getByRole("radio", { name: who }));
}

const RESULT: Result = {
  columns: [
    { key: "dots", name: "Dot vote", who: "Forum 1" },
    { key: "hanlon", name: "Hanlon", who: "6 people, each alone" },
  ],
  rows: [
    { id: "beds", text: "Beds for women", places: ["1", "2="] },
    { id: "rides", text: MARKUP, places: ["2", "–"] },
  ],
  parts: [{ title: "Where the ways disagree", sentences: ["Beds, say some."], note: "Talk." }],
  details: [
    {
      key: "hanlon",
      name: "Hanlon",
      who: "6 people, each alone",
      sentences: ["(A + 2B) × C"],
      columns: ["What is ranked", "Place", "Hanlon"],
      rows: [["Beds for women", "2=", "104"]],
    },
  ],
  too_few: "",
  later: 0,
};

test("nobody is here yet: nothing is asked", async () => {
  show({ phase: "waiting", person: "", may: [], things: [] });
  expect(screen.queryByRole("combobox")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("without themes or ideas the page says where they will come from", () => {
  const { el } = show({ things: [] });
  expect(el.textContent).toContain("nothing to rank yet");
});

test("choices come one after another, and the first is saved first", async () => {
  const { user, sent, save } = show();
  expect(screen.getAllByRole("combobox")).toHaveLength(1);
  await user.selectOptions(select(/First choice/), "rides");
  expect(sent()).toEqual([{ type: "pick", base_revision: 0, picks: ["rides"] }]);
  save(1);
  await user.selectOptions(select(/Second choice/), "beds");
  expect(sent()[1]).toEqual({ type: "pick", base_revision: 1, picks: ["rides", "beds"] });
  expect(await findings()).toEqual([]);
});

test("a choice that stands elsewhere changes places, and an empty one closes the gap", async () => {
  const { user, sent, save } = show({
    mine: { nominal: { picks: ["rides", "beds", "talk"], revision: 4 } },
  });
  await user.selectOptions(select(/First choice/), "talk");
  expect(sent()[0]).toMatchObject({ base_revision: 4, picks: ["talk", "beds", "rides"] });
  save(5);
  await user.selectOptions(select(/Second choice/), "");
  expect(sent()[1]).toMatchObject({ picks: ["talk", "rides"] });
});

test("a sheet is scored one thing at a time, with the tables in plain words", async () => {
  const { user, sent, save } = show();
  await choose(user, /How big, how serious/);
  expect(screen.getByRole("heading", { name: /1 of 3 Beds for women/ })).toBeTruthy();
  const labels = [...select("How big is it?").options].map((one) => one.textContent);
  expect(labels[0]).toBe("Not scored");
  expect(labels[1]).toBe("10: 25 of 100 people or more");
  expect(labels).toHaveLength(12);
  await user.selectOptions(select("How big is it?"), "8");
  await user.selectOptions(select("How serious is it?"), "0");
  save(1);
  const own = { type: "score", method: "hanlon", is_together: false };
  expect(sent()[0]).toEqual({ ...own, base_revision: 0, scores: { beds: { size: 8 } } });
  expect(sent()[1]).toEqual({
    ...own,
    base_revision: 1,
    scores: { beds: { size: 8, seriousness: 0 } },
  });
  expect(await findings()).toEqual([]);
});

test("next goes on to the next thing and takes the keyboard along", async () => {
  const { user, el } = show({ may: ["answer"] });
  await choose(user, /Impact and effort/);
  await user.click(screen.getByRole("button", { name: "Next" }));
  const head = screen.getByRole("heading", { name: /2 of 3/ });
  expect(document.activeElement).toBe(head);
  expect(head.textContent).toContain(MARKUP);
  expect(el.querySelector("script")).toBeNull();
  await user.selectOptions(select("Go to"), "talk");
  expect(screen.getByRole("heading", { name: /3 of 3 Talk/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
});

test("a score that is taken away is not there, and is not a 0", async () => {
  const { user, sent } = show({
    mine: { criteria: { scores: { beds: { lives: 4 } }, revision: 2 } },
  });
  await choose(user, /Our criteria/);
  expect(select("Lives saved").value).toBe("4");
  await user.selectOptions(select("Lives saved"), "");
  expect(sent()[0]).toMatchObject({ base_revision: 2, scores: {} });
});

test("the team's sheet is another one, and both remember what is on them", async () => {
  const { user, sent } = show({
    mine: { impact_effort: { scores: { beds: { impact: 1 } }, revision: 1 } },
    together: { impact_effort: { scores: { beds: { impact: 5 } }, revision: 7 } },
  });
  await choose(user, /Impact and effort/);
  expect(select(/how much would it change/).value).toBe("1");
  await choose(user, /Impact and effort/, /We, together/);
  expect(select(/how much would it change/).value).toBe("5");
  await user.selectOptions(select(/work and money/), "2");
  expect(sent()).toEqual([
    {
      type: "score",
      method: "impact_effort",
      is_together: true,
      base_revision: 7,
      scores: { beds: { effort: 2 } },
    },
  ]);
});

test("on the team's sheet only what was changed is sent, with what is not answered yet", async () => {
  const { user, sent, model } = show({
    together: { criteria: { scores: { rides: { lives: 1 } }, revision: 7 } },
  });
  await choose(user, /Our criteria/, /We, together/);
  await user.selectOptions(select("Lives saved"), "2");
  model.change({ together: { criteria: { scores: { rides: { lives: 5 } }, revision: 8 } } });
  await user.selectOptions(select("Lives saved"), "");
  model.reply({ type: "saved", record_id: "r" });
  const team = { type: "score", method: "criteria", is_together: true };
  expect(sent()).toEqual([
    { ...team, base_revision: 7, scores: { beds: { lives: 2 } } },
    { ...team, base_revision: 8, scores: { beds: { lives: null } } },
  ]);
  expect(select("Lives saved").value).toBe("");
  await user.selectOptions(select("Go to"), "rides");
  expect(select("Lives saved").value).toBe("5");
});

test("what somebody changed while this page was away is not taken as seen", async () => {
  const { user, sent, model } = show({
    together: { criteria: { scores: { beds: { lives: 1 } }, revision: 1 } },
  });
  await choose(user, /Our criteria/, /We, together/);
  announceConnection("lost");
  await user.selectOptions(select("Lives saved"), "2");
  model.change({ together: { criteria: { scores: { beds: { lives: 5 } }, revision: 4 } } });
  announceConnection("connected");
  expect(sent()).toMatchObject([{ base_revision: 1, scores: { beds: { lives: 2 } } }]);
});

test("a choice that is not among the things for now is kept behind the others", async () => {
  const { user, sent } = show({ mine: { nominal: { picks: ["later", "rides"], revision: 4 } } });
  expect(select(/First choice/).value).toBe("rides");
  await user.selectOptions(select(/Second choice/), "beds");
  expect(sent()[0]).toMatchObject({ picks: ["rides", "beds", "later"] });
});

test("the five questions belong to one thing and to the team", async () => {
  const { user, sent } = show({ gates: { beds: { answers: { legality: true }, revision: 1 } } });
  await choose(user, /How big, how serious/);
  await user.click(screen.getByText(/1 of 5 answered/));
  expect(select("Is it allowed by law?").value).toBe("yes");
  await user.selectOptions(select("Will the community accept it?"), "no");
  expect(sent()).toEqual([
    {
      type: "gate",
      base_revision: 1,
      item_id: "beds",
      answers: { legality: true, acceptability: false },
    },
  ]);
  expect(await findings()).toEqual([]);
});

test("who looks on fills in only the team's sheet", async () => {
  const { user } = show({ may: ["keep_records"] });
  expect(screen.queryByRole("radio", { name: /top five/ })).toBeNull();
  await choose(user, /Impact and effort/);
  expect(screen.queryByRole("radio", { name: /for myself/ })).toBeNull();
  expect(screen.getByRole("radio", { name: /We, together/ })).toBeTruthy();
});

test("two people on one sheet see what differs and choose", async () => {
  const { user, model, sent } = show({
    may: ["answer", "keep_records"],
    together: { criteria: { scores: {}, revision: 1 } },
  });
  await choose(user, /Our criteria/, /We, together/);
  await user.selectOptions(select("Lives saved"), "2");
  model.reply({
    type: "conflict",
    record_id: "r",
    revision: 3,
    text: "Look at both.",
    theirs: { scores: { beds: { lives: 5 }, rides: { lives: 3 } } },
  });
  const conflict = within(screen.getByRole("region", { name: /Someone else saved/ }));
  expect(conflict.getByText("Beds for women: Lives saved 2")).toBeTruthy();
  expect(conflict.getByText("Beds for women: Lives saved 5")).toBeTruthy();
  // Theirs of another thing stays: nothing is to be chosen there.
  expect(conflict.queryByText(/Lives saved 3/)).toBeNull();
  await user.click(conflict.getByRole("button", { name: "Save mine instead" }));
  expect(sent().at(-1)).toMatchObject({ base_revision: 3, scores: { beds: { lives: 2 } } });
});

test("without a connection scores are kept, and go out when it is back", async () => {
  const { user, sent, leave } = show();
  await choose(user, /Impact and effort/);
  announceConnection("lost");
  await user.selectOptions(select(/how much would it change/), "3");
  await user.selectOptions(select(/work and money/), "1");
  leave();
  const again = show();
  expect(select(/how much would it change/).value).toBe("3");
  announceConnection("connected");
  expect(again.sent()).toMatchObject([{ scores: { beds: { impact: 3, effort: 1 } } }]);
  expect(sent()).toEqual([]);
});

test("a closed step shows all ways side by side, as text", async () => {
  const { el } = show({ phase: "closed", may: [], result: RESULT });
  expect(screen.queryByRole("combobox")).toBeNull();
  const table = within(screen.getAllByRole("table")[0] as HTMLElement);
  expect(table.getByRole("columnheader", { name: "Hanlon 6 people, each alone" })).toBeTruthy();
  const rows = table.getAllByRole("row").map((row) => row.textContent);
  expect(rows[1]).toBe("Beds for women12=");
  expect(el.textContent).toContain("Beds, say some.");
  expect(el.querySelector("script")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("where too few filled it in, the page says so and shows no place", () => {
  const { el } = show({
    phase: "closed",
    result: {
      ...RESULT,
      columns: [],
      rows: [],
      parts: [],
      details: [],
      too_few: "Fewer…",
      later: 1,
    },
  });
  expect(el.textContent).toContain("Fewer…");
  expect(el.textContent).toContain("Nothing to compare yet.");
  expect(el.textContent).toContain("1 person answered or changed an answer");
  expect(screen.queryByRole("table")).toBeNull();
});

test("while the step is open the dots alone are not called a comparison", () => {
  const dots = { columns: [{ key: "dots", name: "Dot vote", who: "Forum 1" }] };
  const { el, model } = show({ result: { ...RESULT, ...dots } });
  expect(el.textContent).toContain("Nothing to compare yet.");
  model.change({ result: RESULT });
  expect(el.textContent).toContain("Beds, say some.");
});
