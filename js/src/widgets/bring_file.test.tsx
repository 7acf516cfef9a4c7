import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import type { Message } from "../shared/afm";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./bring_file";
import type { Brought, Preview, Question, State } from "./bring_file/state";

const MARKUP = "We talk. <img src=x onerror=alert(1)>";
const QUESTION: Question = {
  id: "q1",
  text: MARKUP,
  type: "scale",
  scale: "agreement",
  answered: 6,
  counts: [
    { label: "No", people: 2 },
    { label: "Yes", people: 4 },
  ],
  other: 1,
  may_count: true,
  counts_as: "talk",
};
const WORDS: Question = {
  ...QUESTION,
  id: "q2",
  text: "Why?",
  type: "text",
  counts: [],
  other: 0,
  may_count: false,
  counts_as: "",
};
const SURVEY: Preview = {
  upload_id: "u-1",
  title: "Neighbours",
  format: "google_forms",
  here: "",
  dropped: [{ what: "Email Address", why: "it says who somebody is" }],
  warnings: ["The file is not UTF-8."],
  survey: { people: 6, questions: [QUESTION, WORDS], more: 0 },
  indicators: {},
};
const NUMBERS: Preview = {
  ...SURVEY,
  title: "Deaths",
  format: "wonder",
  dropped: [],
  warnings: [],
  survey: {},
  indicators: {
    rows: 4,
    totals: 1,
    shown: 2,
    unreliable: 0,
    suppressed: 1,
    missing: 0,
    not_applicable: 0,
    source: "Multiple Cause of Death",
    measures: ["Deaths"],
    periods: ["2022", "2023"],
    groups: [],
    places: ["Ash County", "Elm County", "Oak County"],
    chosen: ["Ash County"],
    too_many: false,
  },
};
const BROUGHT: Brought = {
  id: "r1",
  revision: 2,
  title: MARKUP,
  format: "google_forms",
  people: 6,
  rows: 0,
  occasion: "Forum 2",
  brought_on: "2026-05-10T12:00:00+00:00",
  counts_as: 1,
  withheld: "",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("bring_file"),
    may: ["answer", "bring_files"],
    brings: "survey",
    limits: { file: 100, second: 20, part: 9 },
    statements: [
      { id: "talk", text: "We talk." },
      { id: "trust", text: "We trust each other." },
    ],
    brought: [BROUGHT],
    preview: {},
    ...changed,
  });
}

type Shown = ReturnType<typeof show>;

const button = (name: RegExp | string) => screen.getByRole("button", { name });
const field = () => screen.getByLabelText<HTMLInputElement>("Choose a file");
const status = () => document.querySelector(".ci-on-its-way [role=status]")?.textContent;
const fileOf = (text: string, name = "a.csv") => new File([text], name, { type: "text/csv" });

/** Choose a file as a person does; a browser's own dialogue cannot be opened here. */
function choose(input: HTMLInputElement, file: File): void {
  fireEvent.change(input, { target: { files: [file] } });
}

/** A kernel that takes parts and reads what has arrived; `on` may answer something else. */
function kernel(
  { model }: Shown,
  on: (message: Message) => Message | null | undefined = () => undefined,
) {
  const held: string[] = [];
  let parts = 0;
  const send = model.send;
  model.send = (message) => {
    send(message);
    let reply = on(message);
    if (reply === undefined) {
      if (message.type === "begin") parts = Math.ceil(Number(message.size) / 9);
      if (message.type === "part" && message.number === held.length)
        held.push(atob(String(message.data)));
      const kind = { begin: "arrived", part: "arrived", read: "read" }[message.type] ?? "";
      reply = kind ? { type: kind, next: held.length, parts } : null;
    }
    if (!reply) return;
    const answer = { ...reply, request_id: message.request_id ?? "" };
    setTimeout(() => model.receive(answer));
  };
  return { whole: () => held.join("") };
}

test("a file is sent in parts, each after the answer to the one before, and then read", async () => {
  const shown = show();
  const { whole } = kernel(shown);
  choose(field(), fileOf("a,b\n1,2\n3,4\n5,6\n7,8\n"));
  await waitFor(() => expect(shown.model.sent.at(-1)?.type).toBe("read"));
  expect(whole()).toBe("a,b\n1,2\n3,4\n5,6\n7,8\n");
  const messages = shown.sent() as Message[];
  expect(messages.map(({ type }) => type)).toEqual(["begin", "part", "part", "part", "read"]);
  expect(messages[0]).toMatchObject({ role: "file", name: "a.csv", size: 20 });
  expect(new Set(messages.map(({ upload_id }) => upload_id)).size).toBe(1);
});

test("what is happening is said in words, and one can stop it", async () => {
  const shown = show();
  kernel(shown, ({ type }) => (type === "read" ? null : undefined));
  choose(field(), fileOf("a,b\n1,2\n"));
  expect(field().disabled).toBe(true);
  await waitFor(() => expect(status()).toBe("Reading the file… This can take a few seconds."));
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.click(button("Stop"));
  expect(shown.model.sent.at(-1)?.type).toBe("forget");
  expect(status()).toContain("Nothing of the file was kept.");
  expect(field().disabled).toBe(false);
});

test("where no answer comes it asks how much is there, and goes on from that", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const shown = show();
  let lost = 1;
  const { whole } = kernel(shown, ({ type, number }) =>
    type === "part" && number === 1 && lost-- > 0 ? null : undefined,
  );
  choose(field(), fileOf("a,b\n1,2\n3,4\n5,6\n"));
  await vi.advanceTimersByTimeAsync(11_000);
  await vi.advanceTimersByTimeAsync(100);
  vi.useRealTimers();
  await waitFor(() => expect(shown.model.sent.at(-1)?.type).toBe("read"));
  expect(whole()).toBe("a,b\n1,2\n3,4\n5,6\n");
  const types = shown.model.sent.map(({ type }) => type);
  expect(types).toEqual(["begin", "part", "part", "begin", "part", "read"]);
});

test("while the connection is lost nothing is sent into it", async () => {
  announceConnection("lost");
  const shown = show();
  kernel(shown);
  choose(field(), fileOf("a,b\n1,2\n"));
  expect(shown.model.sent).toEqual([]);
  announceConnection("connected");
  await waitFor(() => expect(shown.model.sent.at(-1)?.type).toBe("read"));
});

test.each([
  ["too big", "x".repeat(101), "is the most this page can bring"],
  ["empty", "", "a.csv is empty"],
])("a file that is %s is refused before it is sent", async (_what, text, said) => {
  const shown = show();
  choose(field(), fileOf(text));
  expect(screen.getByRole("alert").textContent).toContain(said);
  expect(shown.model.sent).toEqual([]);
  expect(await findings(shown.el)).toEqual([]);
});

test("a refusal is shown as it is, and a person can say which program the file is from", async () => {
  const shown = show();
  const answers = [{ type: "refused", text: `No <b>survey</b> export known.` }];
  kernel(shown, ({ type }) => (type === "read" ? answers.shift() : undefined));
  choose(field(), fileOf("a,b\n1,2\n"));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("<b>survey</b>"));
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.selectOptions(screen.getByLabelText(/Which program/), "REDCap");
  choose(screen.getByLabelText(/data dictionary/), fileOf("x,y\n1,2\n", "words.csv"));
  await shown.user.click(button("Read it again"));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  await waitFor(() =>
    expect(shown.model.sent.at(-1)).toMatchObject({ type: "read", format: "redcap" }),
  );
  const begins = shown.model.sent.filter(({ type }) => type === "begin");
  expect(begins.map(({ role }) => role)).toEqual(["file", "dictionary"]);
  expect(shown.model.sent.at(-1)?.upload_id).toBe(begins[0]?.upload_id);
});

test("the preview says who, what, and what was left out; own words are counted only", async () => {
  const { el } = show({ preview: SURVEY });
  const form = within(screen.getByRole("form", { name: "What was understood" }));
  form.getByText("6 people answered. Read as: Google Forms.");
  form.getByText("Email Address");
  form.getByText("The file is not UTF-8.");
  expect(form.getAllByText(MARKUP).length).toBeGreaterThan(0);
  form.getByText(/Own words, which are never shown, answered by 6 people/);
  expect(el.querySelector("img")).toBeNull();
  expect(document.activeElement?.textContent).toBe("What was understood");
  expect(await findings(el)).toEqual([]);
});

test("questions are counted as statements by a person, each statement once", async () => {
  const other = { ...QUESTION, id: "q3", text: "Do we trust?", counts_as: "" };
  const survey = { ...SURVEY.survey, questions: [QUESTION, other, WORDS] };
  const shown = show({ preview: { ...SURVEY, survey } });
  const choice = screen.getByLabelText<HTMLSelectElement>("“Do we trust?” counts as");
  expect(screen.getAllByLabelText(/” counts as/)).toHaveLength(2);
  await shown.user.selectOptions(choice, "We talk.");
  await shown.user.click(button("Keep it"));
  expect(shown.model.sent).toEqual([]);
  expect(screen.getByRole("alert").textContent).toContain("Another question counts as this");
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.selectOptions(choice, "We trust each other.");
  const title = screen.getByLabelText("What shall it be called?");
  await shown.user.clear(title);
  await shown.user.type(title, "Asked in March");
  await shown.user.click(button("Keep it"));
  expect(shown.sent()).toEqual([
    {
      type: "keep",
      upload_id: "u-1",
      title: "Asked in March",
      mapping: { q1: "talk", q3: "trust" },
    },
  ]);
  shown.model.change({ preview: {} });
  shown.model.reply({ type: "saved", record_id: "r2", revision: 1, is_new: true });
  await waitFor(() => expect(status()).toBe("Kept: Asked in March."));
});

test("what was kept before says so, and a refusal when keeping is shown", async () => {
  const shown = show({ preview: { ...SURVEY, here: "First title" } });
  screen.getByText(/This file is here already, as “First title”/);
  await shown.user.click(button("Keep it"));
  shown.model.reply({ type: "refused", text: "The program has changed." });
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe("The program has changed."),
  );
  await shown.user.click(button("Keep it"));
  const [first, second] = shown.model.sent;
  expect(second?.type).toBe("keep");
  expect(first?.type).toBe("keep");
});

test("it can be let go of, and nothing is kept", async () => {
  const shown = show({ preview: SURVEY });
  await shown.user.click(button("Do not keep it"));
  expect(shown.sent()).toEqual([{ type: "forget" }]);
  expect(status()).toContain("Nothing of the file was kept.");
});

test("local numbers say what they hold and what stays hidden", async () => {
  const { el } = show({ brings: "indicators", preview: NUMBERS, statements: [], brought: [] });
  screen.getByText("4 rows of numbers. Read as: CDC WONDER.");
  screen.getByText(/1 suppressed by the source; it stays hidden/);
  screen.getByText("Everyone together");
  screen.getByText("Bring local numbers");
  expect(screen.queryByText(/counts as your team/)).toBeNull();
  expect(await findings(el)).toEqual([]);
});

test("of too many places a person chooses some by name", async () => {
  const indicators = { ...NUMBERS.indicators, too_many: true };
  const shown = show({ brings: "indicators", preview: { ...NUMBERS, indicators } });
  expect(screen.queryByRole("button", { name: "Keep it" })).toBeNull();
  expect(button("Read it again").hasAttribute("disabled")).toBe(true);
  await shown.user.type(screen.getByLabelText("Find a place"), "elm");
  await shown.user.click(screen.getByLabelText("Elm County"));
  await shown.user.clear(screen.getByLabelText("Find a place"));
  await shown.user.click(screen.getByLabelText("Oak County"));
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.click(button("Read it again"));
  await waitFor(() =>
    expect(shown.model.sent.at(-1)).toMatchObject({
      type: "read",
      places: ["Elm County", "Oak County"],
    }),
  );
});

test("files that are here can be taken off after a question", async () => {
  const near = { ...BROUGHT, id: "r2", title: "Newer", withheld: "Older" };
  const shown = show({ brought: [BROUGHT, near] });
  screen.getByText(/It holds nearly the same people as “Older”/);
  expect(screen.getAllByText(/6 people · Google Forms · brought on .* · for Forum 2/)).toHaveLength(
    2,
  );
  await shown.user.click(button("Take off Newer"));
  screen.getByText(/another file of nearly the same people stays hidden as before/);
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.click(button("Yes, take it off"));
  expect(shown.sent()).toEqual([{ type: "drop", record_id: "r2", base_revision: 2 }]);
  expect(screen.queryByText("Newer")).toBeNull();
});

test("of local numbers nothing is said of people when they are taken off", async () => {
  const shown = show({ brings: "indicators", brought: [{ ...BROUGHT, people: 0, rows: 4 }] });
  await shown.user.click(button(/^Take off/));
  screen.getByText(/Take this file off/);
  expect(screen.queryByText(/the same people/)).toBeNull();
});

test("who may not bring files sees those that are here, and nothing to press", async () => {
  const { el } = show({ may: ["answer"] });
  screen.getByText("The project manager of your team can bring a file here.");
  expect(el.querySelector("input, button")).toBeNull();
  expect(await findings(el)).toEqual([]);
});

test("in a closed step there is nothing to bring", () => {
  const { el } = show({ phase: "closed", may: ["open_step"] });
  expect(el.querySelector("input")).toBeNull();
  screen.getByText(MARKUP);
});

const MAPS: Preview = {
  ...SURVEY,
  title: "Harbor",
  format: "mental_modeler",
  dropped: [],
  warnings: ["The author's name in the file is not kept."],
  survey: {},
  maps: {
    counts_as: "group",
    count: 2,
    more: 0,
    list: [
      {
        title: MARKUP,
        words: 30,
        links: 12,
        with_strength: 11,
        labels: ["Rain", "Mud"],
        warnings: ["One link says NaN"],
      },
      { title: "P2", words: 2, links: 1, with_strength: 1, labels: ["Rain", "Mud"], warnings: [] },
    ],
  },
};

test("maps are shown each with its words and links, and kept as what they are said to be", async () => {
  const shown = show({ brings: "maps", brought: [], preview: MAPS, statements: [] });
  expect(field().accept).toContain(".mmp");
  expect(screen.getByText("2 maps. Read as: Mental Modeler.")).toBeTruthy();
  expect(shown.el.textContent).toContain(MARKUP);
  expect(shown.el.textContent).toContain("30 words · 12 links · 11 of them have a strength");
  expect(shown.el.textContent).toContain("Rain; Mud and 28 more");
  expect(shown.el.textContent).toContain("One link says NaN");
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.click(screen.getByLabelText("Each is one person’s own"));
  await shown.user.click(button("Keep it"));
  expect(shown.model.sent.at(-1)).toMatchObject({
    type: "keep",
    title: "Harbor",
    counts_as: "person",
  });
});

test("the maps of one file are one line of the list", () => {
  const line = { ...BROUGHT, format: "m_tool", counts_as: 0, title: "Pilot" };
  const shown = show({
    brings: "maps",
    preview: {},
    brought: [
      { ...line, people: 53, maps: 53 },
      { ...line, id: "r2", format: "kumu", people: 0, maps: 1 },
    ],
  });
  expect(shown.el.textContent).toContain("53 maps, each one person’s own · M-Tool");
  expect(shown.el.textContent).toContain("1 map, drawn by a group · Kumu");
});

const PLAN: Preview = {
  ...SURVEY,
  title: "goals.xlsx",
  format: "",
  dropped: [],
  warnings: ["The example row of the template was passed over."],
  survey: {},
  plan: {
    what: "goals",
    counts: { refused: 1, both: 1, changed: 1, new: 1, same: 3 },
    rows: [
      { line: 4, verdict: "refused", label: "Rides", why: "by: “soon” is not a day.", changes: [] },
      {
        line: 5,
        verdict: "both",
        label: "Beds",
        why: "It was changed on the page since.",
        changes: [{ column: "target", was: "12", now: "20" }],
      },
      {
        line: 6,
        verdict: "changed",
        label: MARKUP,
        why: "",
        changes: [{ column: "by", was: "", now: "2027-03-31" }],
      },
      {
        line: 7,
        verdict: "new",
        label: "Fewer waits",
        why: "",
        changes: [
          { column: "goal", was: "", now: "Fewer waits" },
          { column: "unit", was: "", now: "days" },
        ],
      },
    ],
    more: 2,
  },
};

const showPlan = (preview: Preview) =>
  show({ brings: "plan", brought: [], statements: [], preview });

test("each row of a plan says what it would do, and only good rows are kept", async () => {
  const shown = showPlan(PLAN);
  kernel(shown, ({ type }) => (type === "keep" ? { type: "saved", is_new: true } : undefined));
  const parts = [...shown.el.querySelectorAll("details > summary")].map((one) => one.textContent);
  expect(parts).toEqual([
    "Please look at 1 thing",
    "1 row cannot be kept as it stands",
    "1 was changed here and in the file, and stays as it is here",
    "1 would change",
    "1 is new",
  ]);
  expect(shown.el.textContent).toContain("by: “soon” is not a day.");
  expect(shown.el.textContent).toContain(`${MARKUP} (Row 6)byhere: nothingin the file: 2027-03-31`);
  expect(shown.el.textContent).toContain("here: 12in the file: 20");
  expect(shown.el.textContent).toContain("Fewer waits (Row 7)unitdays");
  expect(shown.el.textContent).toContain("3 rows say nothing new");
  expect(shown.el.textContent).toContain("2 more rows are in the file.");
  expect(screen.queryByLabelText("What shall it be called?")).toBeNull();
  expect(await findings(shown.el)).toEqual([]);
  await shown.user.click(button("Keep 2 rows"));
  await waitFor(() => expect(status()).toBe("Kept. Your lists show it now."));
  expect(shown.model.sent.at(-1)).toMatchObject({ type: "keep", title: "goals.xlsx" });
});

test("a plan in which nothing is new cannot be kept", async () => {
  const counts = { refused: 0, both: 0, changed: 0, new: 0, same: 3 };
  const { el } = showPlan({ ...PLAN, plan: { what: "goals", counts, rows: [], more: 0 } });
  screen.getByText(/there is nothing to keep/);
  expect(screen.queryByRole("button", { name: /^Keep/ })).toBeNull();
  button("Do not keep it");
  expect(el.querySelector(".ci-record-list")).toBeNull();
  expect(await findings(el)).toEqual([]);
});

test("when the plan changed meanwhile the rows are shown anew beside the reason", async () => {
  const shown = showPlan(PLAN);
  const text = "Somebody changed your team’s plan meanwhile.";
  kernel(shown, ({ type }) => (type === "keep" ? { type: "refused", text } : undefined));
  await shown.user.click(button("Keep 2 rows"));
  await screen.findByText(text);
  const { plan } = PLAN;
  if (!plan) throw new Error("no plan");
  const counts = { ...plan.counts, both: 2, changed: 0 };
  shown.model.change({ preview: { ...PLAN, plan: { ...plan, counts } } });
  button("Keep 1 row");
});
