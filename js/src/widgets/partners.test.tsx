import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./partners";
import { type Partner, type SectorList, type State, seatsNow, wantedOf } from "./partners/state";

const MARKUP = "Hope <img src=x onerror=alert(1)>";
const CHURCH: Partner = {
  id: "p1",
  revision: 3,
  name: MARKUP,
  sectors: ["community", "dfc-faith"],
  people: 3,
  level_now: "networking",
  level_wanted: "cooperating",
  history: "They opened their kitchen.",
  resistance: "Worn out.",
  reach_out: "project manager",
  reach_by: "2026-08-01",
};
const COURT: Partner = {
  ...CHURCH,
  id: "p2",
  name: "The court",
  sectors: ["law"],
  people: 0,
  level_wanted: "networking",
  history: "",
  resistance: "",
  reach_out: "",
  reach_by: null,
};
const LISTS: SectorList[] = [
  {
    id: "",
    name: "",
    covered: 2,
    sectors: [
      {
        id: "community",
        name: "Community",
        includes: "Churches",
        tick: "community",
        state: "covered",
        partners: [MARKUP],
      },
      {
        id: "law",
        name: "Law enforcement",
        includes: "Police",
        tick: "law",
        state: "covered",
        partners: ["The court"],
      },
      {
        id: "business",
        name: "Business",
        includes: "Employers",
        tick: "business",
        state: "nobody",
        partners: [],
      },
    ],
  },
  {
    id: "dfc",
    name: "Drug-Free Communities: twelve sectors",
    covered: 1,
    sectors: [
      {
        id: "faith",
        name: "Religious groups",
        includes: "",
        tick: "dfc-faith",
        state: "covered",
        partners: [MARKUP],
      },
      {
        id: "civic",
        name: "Civic groups",
        includes: "",
        tick: "dfc-civic",
        state: "perhaps",
        partners: [MARKUP],
      },
      { id: "law", name: "Law", includes: "", tick: "", state: "in_mind", partners: ["The court"] },
    ],
  },
];
const SEATS = [
  { id: "s1", revision: 0, group: "recovery", name: "People in recovery", is_present: "" as const },
  {
    id: "s2",
    revision: 2,
    group: "bereaved",
    name: "Families who lost someone",
    is_present: "no" as const,
  },
];

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("partners"),
    may: ["answer", "keep_records"],
    partners: [CHURCH, COURT],
    lists: LISTS,
    seats: SEATS,
    outreach: [
      { id: "p1", name: MARKUP, who: "project manager", by: "2026-08-01", is_past: true },
      { id: "p3", name: "Library", who: "", by: "", is_past: false },
    ],
    people_at_table: 3,
    ...changed,
  });
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const group = (name: RegExp | string) => within(screen.getByRole("group", { name }));
const text = (name: RegExp) => screen.getByRole<HTMLInputElement>("textbox", { name });

test("nobody is here yet: there is nothing of a team on the page", async () => {
  const { el } = show({
    phase: "waiting",
    person: "",
    may: [],
    partners: [],
    lists: [],
    seats: [],
    outreach: [],
    people_at_table: 0,
  });
  expect(el.textContent).toContain("choose your team");
  expect(await findings()).toEqual([]);
});

test("an empty list says how to begin, and how the plan comes about", async () => {
  const { el } = show({ partners: [], outreach: [], people_at_table: 0 });
  expect(el.textContent).toContain("Begin with those who are in the room today.");
  expect(el.textContent).toContain("When you want more of a partner, it stands here");
  expect(await findings()).toEqual([]);
});

test("what people wrote is text, and the gap is a direction in words and no score", async () => {
  const { el } = show();
  expect(el.querySelector("img")).toBeNull();
  expect(el.textContent).toContain(MARKUP);
  const [church, court] = el.querySelectorAll(".ci-record");
  expect(church?.textContent).toContain("Now: NetworkingWanted: more (Cooperating)");
  expect(court?.textContent).toContain("Wanted: the same");
  expect(church?.textContent).toContain("Reaching out: project manager, by August 1, 2026");
  expect([...(church?.querySelectorAll(".ci-tag") ?? [])].map((one) => one.textContent)).toEqual([
    "Community",
  ]);
  // On the wall of a room it stays folded until somebody opens it.
  expect(church?.querySelector("details")?.open).toBe(false);
  expect(church?.querySelector("details")?.textContent).toContain("Worn out.");
  expect(el.textContent).not.toMatch(/[+-]\d/);
  expect(await findings()).toEqual([]);
});

test("the ladder is named with its source, each step in a line, and no step is called better", () => {
  const { el } = show();
  const ladder = el.querySelector(".ci-ladder")?.textContent ?? "";
  expect(ladder).toContain("Himmelman");
  expect(el.querySelectorAll(".ci-ladder dt")).toHaveLength(5);
  expect(ladder).toContain("It is not better");
});

test("a partner is added with all that was said of it", async () => {
  const { user, sent, model } = show();
  await user.click(button("Add a partner"));
  expect(document.activeElement).toBe(text(/Organization or group/));
  await user.type(text(/Organization or group/), "  The clinic ");
  await user.click(group(/Which parts/).getByRole("checkbox", { name: "Business" }));
  await user.click(screen.getByText("Its place on other lists"));
  await user.click(screen.getByRole("checkbox", { name: "Civic groups" }));
  await user.click(group(/How we work together now/).getByRole("radio", { name: /Not yet/ }));
  await user.click(group(/would like/).getByRole("radio", { name: "Networking" }));
  await user.type(text(/between us/), "None so far.");
  await user.type(text(/hold them back/), "Time.");
  await user.type(text(/reaches out/), "the chair");
  await user.type(text(/How many people/), "0");
  expect(text(/How many people/).value).toBe("0");
  await user.clear(text(/How many people/));
  expect(text(/How many people/).value).toBe("");
  await user.type(text(/How many people/), "4");
  const day = screen.getByLabelText<HTMLInputElement>(/By which day/);
  expect(day.type).toBe("date");
  await user.type(day, "2026-09-01");
  expect(await findings()).toEqual([]);
  await user.click(button("Save this partner"));
  expect(sent()).toEqual([
    {
      type: "save",
      record_id: model.sent[0]?.record_id,
      base_revision: 0,
      name: "The clinic",
      sectors: ["business", "dfc-civic"],
      people: 4,
      level_now: "none",
      level_wanted: "networking",
      history: "None so far.",
      resistance: "Time.",
      reach_out: "the chair",
      reach_by: "2026-09-01",
    },
  ]);
});

test("without a day and a number, none is sent; what is missing is said and nothing is sent", async () => {
  const { user, sent } = show({ partners: [] });
  await user.click(button("Add a partner"));
  await user.click(button("Save this partner"));
  expect(screen.getByText("Please write who this is.")).toBeTruthy();
  expect(screen.getByText("Please tick at least one.")).toBeTruthy();
  expect(screen.getAllByText("Please choose one.")).toHaveLength(2);
  expect(sent()).toEqual([]);
  expect(await findings()).toEqual([]);
  await user.type(text(/Organization or group/), "x".repeat(82));
  await user.click(button("Save this partner"));
  expect(screen.getByText("2 letters too long. Please shorten it.")).toBeTruthy();
  await user.clear(text(/Organization or group/));
  await user.type(text(/Organization or group/), "Library");
  await user.click(group(/Which parts/).getByRole("checkbox", { name: "Business" }));
  await user.click(group(/How we work together now/).getByRole("radio", { name: /Coordinating/ }));
  await user.click(group(/would like/).getByRole("radio", { name: "Coordinating" }));
  await user.click(button("Save this partner"));
  expect(sent()).toMatchObject([{ people: 0, reach_by: null, level_wanted: "coordinating" }]);
});

test("a partner is changed on top of the version that was opened, and dropped after a question", async () => {
  const { user, sent, save } = show();
  await user.click(button(`Change ${MARKUP}`));
  expect(
    group(/How we work together now/).getByRole<HTMLInputElement>("radio", { name: /Networking/ })
      .checked,
  ).toBe(true);
  await user.clear(screen.getByLabelText(/By which day/));
  await user.click(button("Save this partner"));
  expect(sent()).toMatchObject([{ record_id: "p1", base_revision: 3, reach_by: null, people: 3 }]);
  save(4);
  await user.click(button("Drop The court"));
  await user.click(button("Yes, take it off"));
  expect(sent().at(-1)).toEqual({ type: "drop", record_id: "p2", base_revision: 3 });
});

test("who types is told about organizations and people, and a phone number is noticed", async () => {
  const { user, sent, el } = show();
  await user.click(button("Change The court"));
  expect(el.textContent).toContain("Write about organizations and groups, not about a person.");
  await user.type(text(/reaches out/), "Ada, 919-555-0142");
  await user.type(text(/between us/), "My client was there.");
  expect(screen.getByText(/This may hold one person you serve\./)).toBeTruthy();
  expect(screen.getByText(/This may hold a phone number\./)).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(button("Save this partner"));
  expect(sent()).toHaveLength(1); // it warns, and stops nobody
});

test("coverage can be shown for another list, with words beside each sign", async () => {
  const { user, el } = show();
  expect(el.textContent).toContain("A partner is at the table for 2 of 3.");
  await user.selectOptions(screen.getByLabelText("Show it for this list"), "dfc");
  expect(el.textContent).toContain("A partner is at the table for 1 of 3.");
  const sectors = [...el.querySelectorAll(".ci-sector")].map((one) => one.textContent);
  expect(sectors[1]).toContain(`Perhaps: ${MARKUP}`);
  expect(sectors[2]).toContain("We have somebody in mind: The court");
  expect(el.textContent).toContain("“Perhaps” means");
  expect(await findings()).toEqual([]);
});

test("a seat is said of a group, once, and shown before the kernel has answered", async () => {
  const { user, sent, save, model, el } = show();
  expect(el.textContent).toContain("never about a person");
  await user.click(group("People in recovery").getByRole("radio", { name: "At the table" }));
  expect(sent()).toEqual([
    { type: "seat", base_revision: 0, group: "recovery", is_present: "yes" },
  ]);
  const chosen = () =>
    group("People in recovery").getByRole<HTMLInputElement>("radio", { name: "At the table" })
      .checked;
  expect(chosen()).toBe(true);
  model.reply({ type: "saved", record_id: "s1", revision: 1 });
  expect(chosen()).toBe(true);
  model.change({
    seats: [
      { ...SEATS[0], is_present: "yes", revision: 1 } as State["seats"][0],
      ...SEATS.slice(1),
    ],
  });
  await user.click(
    group("Families who lost someone").getByRole("radio", { name: "We do not know" }),
  );
  expect(sent().at(-1)).toMatchObject({ base_revision: 2, group: "bereaved" });
  save(3);
});

test("two answers for one seat are a choice in words", async () => {
  const { user, model, el } = show();
  await user.click(group("Families who lost someone").getByRole("radio", { name: "At the table" }));
  model.reply({
    type: "conflict",
    record_id: "s2",
    revision: 3,
    text: "Both are here.",
    theirs: { step: "x/y", group: "bereaved", is_present: "not_known" },
  });
  const versions = [...el.querySelectorAll(".ci-version-text")].map((one) => one.textContent);
  expect(versions).toEqual([
    "Families who lost someone: At the table",
    "Families who lost someone: We do not know",
  ]);
  expect(await findings()).toEqual([]);
});

test("two versions of a partner are both read before one is kept", async () => {
  const { user, model, el } = show();
  await user.click(button("Change The court"));
  await user.type(screen.getByRole("textbox", { name: /Organization/ }), " of law");
  await user.click(button("Save this partner"));
  model.reply({
    type: "conflict",
    record_id: "p2",
    revision: 4,
    text: "Both are here.",
    theirs: { ...COURT, name: "Court and clerk" },
  });
  const [mine, theirs] = el.querySelectorAll(".ci-conflict .ci-version-text");
  expect(mine?.textContent).toBe("The court of law");
  expect(theirs?.textContent).toBe("Court and clerk");
});

test("the plan says who and when, and kindly that a day has passed", () => {
  const { el } = show();
  const plan = [...el.querySelectorAll(".ci-outreach li")].map((one) => one.textContent);
  expect(plan[0]).toBe(`${MARKUP}project managerby August 1, 2026the day has passed`);
  expect(plan[1]).toBe("Librarynobody has taken this on yetno day set yet");
});

test.each([{ phase: "closed" }, { may: [] }])(
  "who may not change the list reads all of it: %o",
  async (changed) => {
    const { el } = show(changed);
    expect(screen.queryByRole("button", { name: /Add|Change|Drop/ })).toBeNull();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(el.textContent).toContain("People in recovery: Not answered yet");
    expect(el.textContent).toContain("Families who lost someone: Not yet");
    expect(await findings()).toEqual([]);
  },
);

test("without groups in the program, no seats are asked after", () => {
  const { el } = show({ seats: [] });
  expect(el.textContent).not.toContain("Those most affected");
});

test("a direction needs both steps, and the last word on a seat counts", () => {
  expect(wantedOf({ ...COURT, level_wanted: "" })).toBe("");
  expect(wantedOf({ ...COURT, level_now: "collaborating" })).toBe("less");
  const said = [
    { type: "seat", group: "bereaved", is_present: "yes" },
    { type: "save", record_id: "p1" },
    { type: "seat", group: "bereaved", is_present: "not_known" },
  ];
  expect(seatsNow(SEATS, said).map(({ is_present }) => is_present)).toEqual(["", "not_known"]);
});
