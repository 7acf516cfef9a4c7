import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draftsOf } from "./drafts";
import { keep } from "./keep";
import { Outbox } from "./outbox";
import { heldOf, putAway } from "./outbox_kept";
import { textsIn } from "./outbox_said";
import { forgetWords } from "./saved_total";
import { fakeModel } from "./testing";

const AMY = { person: "amy", module: "idea_board", step: "needs/ideas" };
const CLOSED = { type: "refused", text: "This step has been closed." };
const open: Outbox[] = [];

function make() {
  const model = fakeModel({});
  const outbox = new Outbox(model, AMY);
  open.push(outbox);
  return { model, outbox };
}

function refuse(text: string, made = make()) {
  made.outbox.put({ type: "add", record_id: `r-${text}`, text });
  made.model.reply(CLOSED);
  return made;
}

/** The page is left and opened again. */
function reload() {
  for (const outbox of open.splice(0)) outbox.dispose();
  return make();
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.dispose();
  vi.useRealTimers();
});

test("words that were refused are there after each reload, sent to nobody, until put away", () => {
  refuse("Rides at night");
  for (let times = 0; times < 2; times += 1) {
    const { model, outbox } = reload();
    vi.advanceTimersByTime(60_000);
    expect(model.sent).toEqual([]);
    expect(outbox.view).toMatchObject({ state: "refused", waiting: 0, pending: [] });
    expect(outbox.view.refused).toMatchObject([{ said: ["Rides at night"], text: CLOSED.text }]);
  }
  open[0]?.dismiss();
  expect(open[0]?.view).toMatchObject({ state: "saved", refused: [] });
  expect(reload().outbox.view.state).toBe("saved");
  expect(localStorage.length).toBe(0);
});

test("several refused messages are each kept, and each put away for itself", () => {
  refuse("Two", refuse("One"));
  const { outbox } = reload();
  expect(outbox.view.refused.map(({ said }) => said)).toEqual([["One"], ["Two"]]);
  const [one] = outbox.view.refused;
  if (one) outbox.dismiss(one);
  expect(reload().outbox.view.refused.map(({ said }) => said)).toEqual([["Two"]]);
});

test("what was refused is sent again as it was, when its writer presses", () => {
  refuse("Rides");
  const { model, outbox } = reload();
  const [refusal] = outbox.view.refused;
  if (refusal) outbox.sendAgain(refusal);
  expect(outbox.view).toMatchObject({ state: "saving", waiting: 1, refused: [] });
  expect(model.sent).toMatchObject([{ type: "add", record_id: "r-Rides", text: "Rides" }]);
  model.reply({ type: "saved", record_id: "r-Rides", revision: 1 });
  expect(outbox.view.state).toBe("saved");
  expect(localStorage.length).toBe(0);
});

test("an answer sent again stands on what it stood on, so a newer one is a conflict", () => {
  const { model, outbox } = make();
  outbox.see("mine", 3);
  outbox.put({ type: "save", note: "Then" }, { record: "mine" });
  model.reply(CLOSED);
  outbox.see("mine", 8);
  const [refusal] = outbox.view.refused;
  expect(refusal).toMatchObject({ stands: true });
  if (refusal) outbox.sendAgain(refusal);
  expect(model.sent.at(-1)).toMatchObject({ base_revision: 3 });
});

test("a vote that was refused is told of, and the next one takes its place", () => {
  const { model, outbox } = make();
  outbox.see("mine", 2);
  outbox.put({ type: "save", dots: { a: 1 } }, { replaces: "dots", record: "mine" });
  model.reply(CLOSED);
  expect(outbox.view.refused).toMatchObject([{ said: [], stands: true }]);
  expect(reload().outbox.view.refused).toMatchObject([{ said: [], stands: true }]);
  open[0]?.put({ type: "save", dots: { a: 2 } }, { replaces: "dots", record: "mine" });
  expect(open[0]?.view.refused).toEqual([]);
});

test("newer words take the place of refused ones only where they say them too", () => {
  const { outbox } = refuse("Rides");
  outbox.put({ type: "add", record_id: "n1", text: "A bed" });
  expect(outbox.view.refused).toHaveLength(1);
  outbox.put({ type: "add", record_id: "n2", text: "Rides at night" });
  expect(outbox.view.refused).toEqual([]);
});

test("a form that took the words back keeps them, and only the reason is left to be read", () => {
  const { outbox } = refuse("Rides");
  const [refusal] = outbox.view.refused;
  if (refusal) outbox.takeBack(refusal);
  expect(outbox.view.refusal).toMatchObject({ isTaken: true, text: CLOSED.text });
  expect(localStorage.length).toBe(0);
  outbox.put({ type: "add", record_id: "n", text: "Something else" });
  expect(outbox.view.refusal).toBeNull();
});

test("what lies on the device is found by person and step, and put away from anywhere", () => {
  const { outbox } = refuse("Rides");
  expect(heldOf("ben")).toEqual([]);
  const [held] = heldOf("amy");
  expect(held).toMatchObject({ workbook: "needs", step: "ideas" });
  const [entry] = held?.refused ?? [];
  if (held && entry) putAway(held.key, entry);
  expect(outbox.view).toMatchObject({ state: "saved", refused: [] });
});

test("who leaves the device takes words along that are in no record, and what waits stays", () => {
  const { outbox } = refuse("Rides");
  outbox.put({ type: "add", record_id: "w", text: "On its way" });
  keep("ciwidgets.draft.amy.needs/ideas.idea", "Half");
  keep("ciwidgets.draft.ben.needs/ideas.idea", "Ben’s");
  forgetWords("amy");
  expect([heldOf("amy"), draftsOf("amy")]).toEqual([[], []]);
  expect(draftsOf("ben")).toMatchObject([{ said: ["Ben’s"] }]);
  expect(reload().model.sent).toMatchObject([{ text: "On its way" }]);
});

test("drafts count as words only where somebody wrote any", () => {
  const form = { key: "k", id: "", base: 0, start: { text: "", n: 1 }, now: { text: "", n: 1 } };
  keep("ciwidgets.draft.amy.needs/a.idea", "  ");
  keep("ciwidgets.draft.amy.needs/b.need", [form]);
  keep("ciwidgets.choice.amy.needs/c.way", "points");
  expect(draftsOf("amy")).toEqual([]);
  keep("ciwidgets.draft.amy.needs/b.need", [{ ...form, now: { text: "New", n: 1 } }]);
  keep("ciwidgets.draft.amy.needs/d.review", JSON.stringify({ answers: {}, notes: { a: "Why" } }));
  expect(draftsOf("amy").map(({ said }) => said)).toEqual([["New"], ["Why"]]);
});

test("typed words are found in a message of any exercise, and names of things are not", () => {
  const map = { words: [{ id: "w1", label: "rides", stands_for: "deck.1", x: 1, y: 2 }] };
  expect(textsIn({ type: "save", request_id: "x", ...map, links: [] })).toEqual(["rides"]);
  expect(textsIn({ type: "save", answers: { a: "dont_know", b: 3, c: "Aa bed" } })).toEqual([
    "Aa bed",
  ]);
  expect(textsIn({ type: "pick", picks: ["a"], idea_ids: ["b"] })).toEqual([]);
});
