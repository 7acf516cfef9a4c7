import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "./afm";
import { announceConnection } from "./connection";
import { Outbox } from "./outbox";
import { fakeModel } from "./testing";

const AMY = { person: "amy", module: "rating", step: "pulse" };
const KEY = "ciwidgets.outbox.amy.rating.pulse";
const BALLOT = { replaces: "answers", record: "mine" };

const open: Outbox[] = [];

function make(model = fakeModel({}), owner = AMY) {
  const outbox = new Outbox(model, owner);
  open.push(outbox);
  return { model, outbox };
}

function ballot(value: number): Message {
  return { type: "save", answers: { a: value } };
}

function stored(key = KEY): { message: Message }[] {
  return JSON.parse(localStorage.getItem(key) ?? "[]");
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.dispose();
  vi.useRealTimers();
});

test("a message is saved only when the reply says so", () => {
  const { model, outbox } = make();
  const id = outbox.put(ballot(1), BALLOT);
  expect(id).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  expect(outbox.view).toMatchObject({ state: "saving", waiting: 1, hasSaved: false });
  model.receive({ type: "saved", request_id: "of another widget", record_id: "r", revision: 9 });
  expect(outbox.view.state).toBe("saving");
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view).toMatchObject({ state: "saved", waiting: 0, hasSaved: true });
  expect(stored()).toEqual([]);
});

test("a lost reply is asked for again with the same request id and the same base revision", () => {
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  vi.advanceTimersByTime(4_900);
  expect(model.sent).toHaveLength(1);
  vi.advanceTimersByTime(200);
  expect(outbox.view.state).toBe("waiting");
  outbox.see("mine", 7);
  vi.advanceTimersByTime(5_000);
  expect(model.sent).toHaveLength(3);
  expect(model.sent[1]).toEqual(model.sent[0]);
  expect(model.sent[2]).toEqual(model.sent[0]);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  vi.advanceTimersByTime(60_000);
  expect(model.sent).toHaveLength(3);
  expect(outbox.view.state).toBe("saved");
});

test("without a connection nothing is sent, and everything as soon as it is back", () => {
  announceConnection("lost");
  const { model, outbox } = make();
  outbox.put({ type: "add", record_id: "i1", text: "one" });
  outbox.put({ type: "add", record_id: "i2", text: "two" });
  vi.advanceTimersByTime(60_000);
  expect(model.sent).toEqual([]);
  expect(outbox.view).toMatchObject({ state: "waiting", waiting: 2 });
  announceConnection("connected");
  expect(model.sent.map((one) => one.text)).toEqual(["one"]);
  model.reply({ type: "saved", record_id: "i1", revision: 1 });
  expect(model.sent.map((one) => one.text)).toEqual(["one", "two"]);
});

test("messages go one at a time and in order", () => {
  const { model, outbox } = make();
  for (const text of ["one", "two", "three"]) outbox.put({ type: "add", record_id: text, text });
  expect(model.sent).toHaveLength(1);
  for (const text of ["one", "two", "three"]) {
    expect(model.sent.at(-1)?.text).toBe(text);
    model.reply({ type: "saved", record_id: text, revision: 1 });
  }
  expect(model.sent).toHaveLength(3);
});

test("a newer answer takes the place of one that was never sent, not of one on its way", () => {
  const { model, outbox } = make();
  for (const value of [1, 2, 3]) outbox.put(ballot(value), BALLOT);
  expect(outbox.view.waiting).toBe(2);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(model.sent.map((one) => one.answers)).toEqual([{ a: 1 }, { a: 3 }]);
});

test("each save stands on the revision before it", () => {
  const { model, outbox } = make();
  outbox.see("mine", 4);
  outbox.put(ballot(1), BALLOT);
  outbox.put(ballot(2), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 5 });
  expect(model.sent.map((one) => one.base_revision)).toEqual([4, 5]);
  outbox.put({ type: "add", record_id: "i", text: "an idea" });
  model.reply({ type: "saved", record_id: "r", revision: 6 });
  expect(model.sent.at(-1)).not.toHaveProperty("base_revision");
});

test("an edit stands on what its writer saw, not on what came in while they wrote", () => {
  const { model, outbox } = make();
  outbox.see("need", 3);
  outbox.see("need", 4); // someone else's save
  outbox.put({ type: "save", record_id: "need", text: "x" }, { record: "need", base: 3 });
  expect(model.sent.at(-1)?.base_revision).toBe(3);
});

test("what was not saved survives a reload and is sent again as it was", () => {
  const first = make();
  first.outbox.put(ballot(1), BALLOT);
  first.outbox.put({ type: "add", record_id: "i", text: "an idea" });
  first.outbox.dispose();
  const second = make();
  expect(second.outbox.view).toMatchObject({ state: "saving", waiting: 2 });
  expect(second.model.sent).toEqual(first.model.sent);
  second.model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(second.model.sent.at(-1)?.text).toBe("an idea");
  second.model.reply({ type: "saved", record_id: "i", revision: 1 });
  expect(stored()).toEqual([]);
});

test("what one person left is never sent for another, and comes back with its owner", () => {
  announceConnection("lost");
  make().outbox.put(ballot(1), BALLOT);
  announceConnection("connected");
  open.splice(0)[0]?.dispose();
  const ben = make(fakeModel({}), { ...AMY, person: "ben" });
  const nobody = make(fakeModel({}), { ...AMY, person: "" });
  nobody.outbox.put(ballot(2), BALLOT);
  vi.advanceTimersByTime(30_000);
  expect([...ben.model.sent, ...nobody.model.sent]).toEqual([]);
  expect(make().model.sent).toMatchObject([{ answers: { a: 1 } }]);
});

test("when the person leaves, their outbox falls silent before the kernel knows it", () => {
  const { model, outbox } = make();
  window.dispatchEvent(new CustomEvent("ciwidgets:who", { detail: { id: "" } }));
  outbox.put(ballot(1), BALLOT);
  vi.advanceTimersByTime(30_000);
  expect(model.sent).toEqual([]);
  window.dispatchEvent(new CustomEvent("ciwidgets:who", { detail: { id: "amy" } }));
  expect(model.sent).toHaveLength(1);
});

test("a browser that keeps nothing still saves", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  vi.advanceTimersByTime(5_000);
  expect(model.sent).toHaveLength(2);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view.state).toBe("saved");
});

test("a page promises to keep what waits only where the browser keeps it", () => {
  announceConnection("lost");
  const { outbox } = make();
  outbox.put(ballot(1), BALLOT);
  expect(outbox.view).toMatchObject({ state: "waiting", isKept: true });
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  outbox.put(ballot(2), BALLOT);
  expect(outbox.view).toMatchObject({ state: "waiting", isKept: false });
  full.mockRestore();
  announceConnection("connected");
  expect(outbox.view).toMatchObject({ state: "saving", isKept: true });
});

test("what another build of the page left in its own form is neither sent nor thrown away", () => {
  const odd = [null, "words", { text: "words" }, { message: { type: "add" } }];
  localStorage.setItem(KEY, JSON.stringify(odd));
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  expect(model.sent).toHaveLength(1);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view).toMatchObject({ state: "saved", waiting: 0 });
  expect(stored()).toEqual(odd);
  open.splice(0)[0]?.dispose();
  localStorage.setItem(KEY, JSON.stringify({ queue: [] }));
  expect(make().outbox.view.state).toBe("saved");
});

test("a refused message is dropped with its reason, and the next one goes", () => {
  const { model, outbox } = make();
  outbox.put({ type: "add", record_id: "i1", text: "too late" });
  outbox.put({ type: "add", record_id: "i2", text: "next" });
  model.reply({ type: "refused", text: "This step is closed." });
  expect(outbox.view).toMatchObject({ state: "refused", waiting: 1 });
  expect(outbox.view.refusal).toMatchObject({
    text: "This step is closed.",
    message: { text: "too late" },
  });
  expect(model.sent.at(-1)?.text).toBe("next");
  model.reply({ type: "saved", record_id: "i2", revision: 1 });
  outbox.dismiss();
  expect(outbox.view).toMatchObject({ state: "saved", refusal: null });
});

test("what cannot be saved now is kept and sent again by itself", () => {
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  model.reply({ type: "later", text: "The store is busy." });
  expect(outbox.view).toMatchObject({ state: "waiting", waiting: 1, text: "The store is busy." });
  expect(stored()).toHaveLength(1);
  vi.advanceTimersByTime(5_000);
  expect(model.sent[1]).toEqual(model.sent[0]);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view).toMatchObject({ state: "saved", text: "" });
});

function intoConflict() {
  const made = make();
  made.outbox.put({ type: "save", record_id: "n", text: "mine" }, { record: "n", replaces: "n" });
  const theirs = { text: "theirs" };
  made.model.reply({ type: "conflict", record_id: "n", text: "Saved first.", revision: 4, theirs });
  return made;
}

test("a conflict shows both versions, and the rest of the queue goes on", () => {
  const { model, outbox } = intoConflict();
  expect(outbox.view.state).toBe("refused");
  expect(outbox.view.conflict).toMatchObject({
    message: { text: "mine" },
    theirs: { text: "theirs" },
    revision: 4,
    text: "Saved first.",
  });
  outbox.put({ type: "add", record_id: "i", text: "an idea" });
  expect(model.sent.at(-1)?.text).toBe("an idea");
});

test("keep mine saves on top of theirs, under a new request id", () => {
  const { model, outbox } = intoConflict();
  outbox.keepMine();
  expect(model.sent.at(-1)).toMatchObject({ text: "mine", base_revision: 4 });
  expect(model.sent[1]?.request_id).not.toBe(model.sent[0]?.request_id);
  model.reply({ type: "saved", record_id: "n", revision: 5 });
  expect(outbox.view).toMatchObject({ state: "saved", conflict: null, waiting: 0 });
});

test("take theirs lets mine go, and the next save stands on theirs", () => {
  const { model, outbox } = intoConflict();
  outbox.takeTheirs();
  expect(outbox.view).toMatchObject({ state: "saved", conflict: null, waiting: 0 });
  expect(stored()).toEqual([]);
  outbox.put({ type: "save", record_id: "n", text: "newer" }, { record: "n", replaces: "n" });
  expect(model.sent.at(-1)).toMatchObject({ text: "newer", base_revision: 4 });
});

test("words typed during a conflict become mine, and wait for the decision", () => {
  const { model, outbox } = intoConflict();
  outbox.put(
    { type: "save", record_id: "n", text: "mine, better" },
    { record: "n", replaces: "n" },
  );
  outbox.put({ type: "drop", record_id: "n" }, { record: "n" });
  expect(model.sent).toHaveLength(1);
  expect(outbox.view.conflict?.message.text).toBe("mine, better");
  outbox.keepMine();
  model.reply({ type: "saved", record_id: "n", revision: 5 });
  expect(model.sent.slice(1)).toMatchObject([
    { text: "mine, better", base_revision: 4 },
    { type: "drop", base_revision: 5 },
  ]);
});

test("an undecided conflict is still there after a reload", () => {
  intoConflict().outbox.dispose();
  const { model, outbox } = make();
  expect(outbox.view.conflict?.message.text).toBe("mine");
  expect(model.sent).toEqual([]);
  outbox.keepMine();
  expect(model.sent.at(-1)).toMatchObject({ text: "mine", base_revision: 4 });
});

test("a second tab's queue is not overwritten", () => {
  announceConnection("lost");
  const first = make();
  const second = make();
  first.outbox.put({ type: "add", record_id: "i1", text: "one" });
  second.outbox.put({ type: "add", record_id: "i2", text: "two" });
  expect(stored().map((one) => one.message.text)).toEqual(["one", "two"]);
});

test("what is saved is shown until the kernel's own state shows it", () => {
  const { model, outbox } = make();
  outbox.put(ballot(2), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view.pending).toMatchObject([{ answers: { a: 2 } }]);
  outbox.see("mine", 1);
  expect(outbox.view.pending).toEqual([]);
});

test("a record the page made is shown until the kernel's own state shows it", () => {
  const { model, outbox } = make();
  outbox.put({ type: "add", record_id: "idea", text: "Rides" });
  model.reply({ type: "saved", record_id: "idea", revision: 1 });
  expect(outbox.view.pending).toMatchObject([{ type: "add", text: "Rides" }]);
  outbox.see("idea", 1);
  expect(outbox.view.pending).toEqual([]);
});

test("what the kernel's state never shows is let go of after a minute", () => {
  const { model, outbox } = make();
  outbox.put({ type: "withdraw", record_id: "idea" }, { record: "idea" });
  model.reply({ type: "saved", record_id: "idea", revision: 2 });
  vi.advanceTimersByTime(59_000);
  expect(outbox.view.pending).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(outbox.view.pending).toEqual([]);
});

test("after a reload what waits is no conflict with what this page itself had saved", () => {
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 4 });
  announceConnection("lost");
  outbox.put(ballot(2), BALLOT);
  outbox.dispose();
  announceConnection("connected");
  // The new page's kernel has let the person in, and its state is still on the way.
  const again = make();
  expect(again.model.sent).toMatchObject([{ answers: { a: 2 }, base_revision: 4 }]);
});

test("the page hears of every change, and again when it calls the roll", () => {
  const heard: { waiting: number; state: string }[] = [];
  const listen = (event: Event) => heard.push((event as CustomEvent).detail);
  window.addEventListener("ciwidgets:outbox", listen);
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  window.dispatchEvent(new CustomEvent("ciwidgets:roll-call"));
  window.removeEventListener("ciwidgets:outbox", listen);
  expect(heard.map((one) => one.state)).toContain("saving");
  expect(heard.slice(-2)).toEqual([
    { key: KEY, waiting: 0, state: "saved", isKept: true },
    { key: KEY, waiting: 0, state: "saved", isKept: true },
  ]);
});

test("what a backup put back no longer holds is saved anew, on top of what is there", () => {
  const { model, outbox } = make();
  outbox.see("mine", 4);
  outbox.put(ballot(1), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 5 });
  outbox.see("mine", 5);
  outbox.see("mine", 2);
  outbox.put(ballot(2), BALLOT);
  expect(model.sent.at(-1)).toMatchObject({ answers: { a: 2 }, base_revision: 2 });
  model.reply({ type: "saved", record_id: "r", revision: 3 });
  outbox.put(ballot(3), BALLOT);
  expect(model.sent.at(-1)).toMatchObject({ answers: { a: 3 }, base_revision: 3 });
});

test("words on top of what was erased are kept as new where their writer says so", () => {
  const { model, outbox } = make();
  outbox.put(ballot(1), BALLOT);
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  outbox.put(ballot(2), BALLOT);
  outbox.put({ type: "add", record_id: "i", text: "an idea" });
  model.reply({ type: "conflict", record_id: "r", revision: 0, theirs: { type: "drop" } });
  expect(outbox.view.conflict?.message).toMatchObject({ answers: { a: 2 } });
  expect(model.sent.at(-1)?.text).toBe("an idea"); // nothing else stands still meanwhile
  model.reply({ type: "saved", record_id: "i", revision: 1 });
  outbox.keepMine();
  expect(model.sent.at(-1)).toMatchObject({ answers: { a: 2 }, base_revision: 0 });
  model.reply({ type: "saved", record_id: "r", revision: 1 });
  expect(outbox.view).toMatchObject({ state: "saved", conflict: null });
});
