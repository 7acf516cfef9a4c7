/**
 * What a person has done and the kernel has not yet saved.
 *
 * One message is on its way at a time, in order. It is sent again with the same request id until
 * a reply comes, so nothing is lost and nothing is saved twice. What waits is kept in the
 * browser, under the person it belongs to, and is never sent for anyone else.
 */

import type { Message, Model } from "./afm";
import { connection, onConnection } from "./connection";
import { KeptQueue, queueKey } from "./outbox_kept";
import { Revisions } from "./outbox_revisions";
import {
  type Entry,
  follows,
  idOf,
  type OutboxOwner,
  type OutboxView,
  type PutOptions,
  type Refusal,
  type SavedState,
} from "./outbox_types";
import { newRequestId } from "./request";

export type {
  Conflict,
  OutboxOwner,
  OutboxView,
  PutOptions,
  Refusal,
  SavedState,
} from "./outbox_types";

const REPLY_TIMEOUT = 5_000;
// The kernel shows what it saved within a second; some of it (a record withdrawn) it never shows.
const SETTLE_TIMEOUT = 60_000;

/** The queue of one exercise on one page. */
export class Outbox {
  readonly key: string;
  #queue: Entry[];
  readonly #kept: KeptQueue;
  readonly #revisions = new Revisions();
  #inFlight: Entry | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;
  #isPaused = false;
  #refusal: Refusal | null = null;
  #laterText = "";
  #hasSaved = false;
  #view: OutboxView;
  #listeners = new Set<(view: OutboxView) => void>();
  #endings: (() => void)[] = [];

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: an outbox serves a model of any state
    private readonly model: Model<any>,
    private readonly owner: OutboxOwner,
  ) {
    this.key = queueKey(owner);
    this.#kept = new KeptQueue(owner.person ? this.key : "");
    this.#queue = this.#kept.recall();
    const listen = (reply: Message): void => this.#receive(reply);
    model.on("msg:custom", listen);
    this.#endings.push(() => model.off("msg:custom", listen));
    this.#endings.push(onConnection((state) => state === "connected" && this.#pump(true)));
    const onWho = (event: Event): void => {
      this.#isPaused = (event as CustomEvent).detail?.id !== owner.person;
      this.#pump();
    };
    const onRollCall = (): void => this.#announce();
    window.addEventListener("ciwidgets:who", onWho);
    window.addEventListener("ciwidgets:roll-call", onRollCall);
    this.#endings.push(() => {
      window.removeEventListener("ciwidgets:who", onWho);
      window.removeEventListener("ciwidgets:roll-call", onRollCall);
    });
    this.#view = this.#look();
    this.#announce();
    this.#pump();
  }

  /** What to show now. */
  get view(): OutboxView {
    return this.#view;
  }

  /** Call back at each change of the view; the function returned ends it. */
  subscribe(listener: (view: OutboxView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Note the revision of a record as the kernel's state shows it. */
  see(record: string, revision: number): void {
    if (this.#revisions.see(record, revision)) this.#changed();
  }

  /** Queue a message; returns its request id. */
  put(message: Message, options: PutOptions = {}): string {
    const request_id = newRequestId();
    const entry: Entry = { ...options, message: { ...message, request_id }, isSent: false };
    if (entry.record !== undefined) entry.known = this.#revisions.baseOf(entry);
    this.#kept.own(entry);
    this.#refusal = null;
    const older = options.replaces
      ? this.#queue.findIndex((one) => !one.isSent && one.replaces === options.replaces)
      : -1;
    const replaced = this.#queue[older];
    if (replaced) {
      // A conflict stays undecided; it is the newer words that stand on this side of it.
      if (replaced.conflict) entry.conflict = replaced.conflict;
      // And both together began with what the older began with.
      if (replaced.start) entry.start = replaced.start;
      this.#queue[older] = entry;
    } else {
      this.#queue.push(entry);
    }
    this.#changed();
    this.#pump();
    return idOf(entry);
  }

  /** In a conflict: save this page's version on top of theirs, with these fields put in. */
  keepMine(fields: object = {}): void {
    const entry = this.#queue.find((one) => one.conflict);
    if (!entry?.conflict) return;
    const { revision, theirs } = entry.conflict;
    delete entry.conflict;
    this.#newerWords(entry);
    if (entry.start && theirs.type !== "drop") entry.start = theirs;
    this.#revisions.acknowledge(entry.record ?? "", revision);
    entry.message = { ...entry.message, ...fields, request_id: newRequestId() };
    delete entry.message.base_revision;
    this.#kept.own(entry);
    this.#changed();
    this.#pump();
  }

  /** In a conflict: let go of this page's version of the record. */
  takeTheirs(): void {
    const entry = this.#queue.find((one) => one.conflict);
    if (!entry?.conflict) return;
    this.#revisions.acknowledge(entry.record ?? "", entry.conflict.revision);
    this.#queue = this.#queue.filter((one) => one !== entry && !follows(one, entry));
    this.#changed();
    this.#pump();
  }

  /** Put away the words of a refusal that were read. */
  dismiss(): void {
    this.#refusal = null;
    this.#changed();
  }

  /** End: nothing more is sent from here, and what waits stays in the browser. */
  dispose(): void {
    for (const end of this.#endings) end();
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#isPaused = true;
    this.#queue = [];
    this.#revisions.forgetSettling();
    this.#view = this.#look();
    this.#announce();
  }

  #pump(isAgain = false): void {
    if (!this.owner.person || this.#isPaused || connection() !== "connected") return;
    if (this.#inFlight && !isAgain) return;
    const entry = this.#inFlight ?? this.#next();
    if (!entry) return;
    if (!entry.isSent) {
      if (entry.record !== undefined) entry.message.base_revision = this.#revisions.baseOf(entry);
      entry.isSent = true;
    }
    this.#inFlight = entry;
    this.model.send(entry.message);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#late(), REPLY_TIMEOUT);
    this.#changed();
  }

  #late(): void {
    this.#isLate = true;
    this.#timer = setTimeout(() => this.#late(), REPLY_TIMEOUT);
    this.#changed();
    this.#pump(true);
  }

  /** The first entry that no undecided conflict stands before. */
  #next(): Entry | undefined {
    const inConflict = this.#queue.filter((one) => one.conflict);
    return this.#queue.find(
      (one) => !one.conflict && !inConflict.some((other) => follows(one, other)),
    );
  }

  #receive(reply: Message): void {
    const entry = this.#inFlight;
    if (!entry || !reply || reply.request_id !== entry.message.request_id) return;
    if (reply.type === "later") {
      this.#isLate = true;
      this.#laterText = String(reply.text ?? "");
      this.#changed();
      return; // the running timer sends it again
    }
    clearTimeout(this.#timer);
    this.#inFlight = null;
    this.#isLate = false;
    this.#laterText = "";
    if (reply.type === "conflict") {
      this.#conflict(entry, reply);
    } else {
      this.#queue = this.#queue.filter((one) => one !== entry);
      if (reply.type === "refused") {
        const { message, start } = entry;
        const text = String(reply.text ?? "");
        this.#refusal = { message, text, ...(start ? { start } : {}) };
      } else {
        this.#hasSaved = true;
        this.#saved(entry, reply);
      }
    }
    this.#changed();
    this.#pump();
  }

  #saved({ message, record: known }: Entry, reply: Message): void {
    if (typeof reply.revision !== "number") return;
    const { revision } = reply;
    this.#revisions.acknowledge(known ?? String(reply.record_id ?? ""), revision);
    // A message that makes a record names it itself.
    const record = known ?? message.record_id;
    if (typeof record !== "string" || this.#revisions.isSeen(record, revision)) return;
    const settling = { message, record, revision };
    this.#revisions.settle(settling);
    // What the kernel's state may never show (a record that is withdrawn, say) is let go.
    setTimeout(() => this.#revisions.letGo(settling) && this.#changed(), SETTLE_TIMEOUT);
  }

  #conflict(entry: Entry, reply: Message): void {
    entry.isSent = false;
    entry.conflict = {
      text: String(reply.text ?? ""),
      revision: Number(reply.revision ?? 0),
      theirs: (reply.theirs ?? {}) as Record<string, unknown>,
    };
    this.#newerWords(entry);
  }

  /** Take into an entry what was typed after it for the same place. */
  #newerWords(entry: Entry): void {
    const newer = this.#queue.filter(
      (one) => one !== entry && entry.replaces && one.replaces === entry.replaces,
    );
    const last = newer.at(-1);
    if (last) entry.message = last.message;
    this.#queue = this.#queue.filter((one) => !newer.includes(one));
  }

  #changed(): void {
    this.#kept.keep(this.#queue);
    this.#view = this.#look();
    this.#announce();
    for (const listener of [...this.#listeners]) listener(this.#view);
  }

  #look(): OutboxView {
    const conflicted = this.#queue.find((one) => one.conflict);
    const waiting = this.#queue.length;
    let state: SavedState = "saved";
    if (this.#refusal || conflicted) state = "refused";
    else if (waiting) state = this.#isLate || connection() !== "connected" ? "waiting" : "saving";
    return {
      state,
      waiting,
      hasSaved: this.#hasSaved,
      isKept: this.#kept.isKept,
      text: this.#laterText,
      refusal: this.#refusal,
      conflict: conflicted?.conflict
        ? {
            message: conflicted.message,
            ...conflicted.conflict,
            ...(conflicted.start ? { start: conflicted.start } : {}),
          }
        : null,
      pending: [...this.#revisions.settling, ...this.#queue].map((one) => one.message),
    };
  }

  #announce(): void {
    const { state, waiting, isKept } = this.#view;
    const detail = { key: this.key, waiting, state, isKept };
    window.dispatchEvent(new CustomEvent("ciwidgets:outbox", { detail }));
  }
}
