/**
 * What a person has done and the kernel has not yet saved.
 *
 * One message is on its way at a time, in order. It is sent again with the same request id until
 * a reply comes, so nothing is lost and nothing is saved twice. What waits is kept in the
 * browser, under the person it belongs to, and is never sent for anyone else. So is what was
 * refused, until that person puts it away or sends it again.
 */

import type { Message, Model } from "./afm";
import { connection, onConnection } from "./connection";
import { KeptQueue, PUT_AWAY, queueKey } from "./outbox_kept";
import { Refused } from "./outbox_refused";
import { Revisions } from "./outbox_revisions";
import {
  type Entry,
  follows,
  idOf,
  nextOf,
  type OutboxOwner,
  type OutboxView,
  type PutOptions,
  type Refusal,
  withNewerWords,
} from "./outbox_types";
import { viewOf } from "./outbox_view";
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
  readonly #refused: Refused;
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
    const recalled = this.#kept.recall();
    this.#queue = recalled.filter((one) => one.refused === undefined);
    this.#refused = new Refused(recalled);
    const listen = (reply: Message): void => this.#receive(reply);
    model.on("msg:custom", listen);
    this.#endings.push(() => model.off("msg:custom", listen));
    this.#endings.push(onConnection((state) => state === "connected" && this.#pump(true)));
    const onWho = (event: Event): void => {
      this.#isPaused = (event as CustomEvent).detail?.id !== owner.person;
      this.#pump();
    };
    this.#hear("ciwidgets:who", onWho);
    this.#hear("ciwidgets:roll-call", () => this.#announce());
    // What somebody put away elsewhere on this device is gone here too.
    const onPutAway = (): void => {
      if (this.#kept.isKept && this.#refused.keepOnly(this.#kept.ids)) this.#changed();
    };
    this.#hear(PUT_AWAY, onPutAway);
    this.#hear("storage", onPutAway);
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
    this.#refused.yieldTo(entry);
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
    this.#queue = withNewerWords(this.#queue, entry);
    if (entry.start && theirs.type !== "drop") entry.start = theirs;
    this.#revisions.acknowledge(entry.record ?? "", revision);
    // Theirs may be of an earlier revision than this page knew: a backup may have been put back.
    entry.base = revision;
    delete entry.known;
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

  /** Throw away what was refused: the last of it, where nothing else is named. */
  dismiss(refusal = this.#view.refusal): void {
    if (refusal) this.#refused.drop(refusal);
    this.#changed();
  }

  /** Note that what was refused stands in a form again, which keeps it as it keeps any draft. */
  takeBack(refusal: Refusal): void {
    this.#refused.take(refusal);
    this.#changed();
  }

  /** Send what was refused once more as it was: what others saved since is a conflict. */
  sendAgain(refusal: Refusal): void {
    const entry = this.#refused.drop(refusal);
    if (!entry) return;
    delete entry.refused;
    this.#queue.push(entry);
    this.#changed();
    this.#pump();
  }

  /** End: nothing more is sent from here, and what waits stays in the browser. */
  dispose(): void {
    for (const end of this.#endings) end();
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#isPaused = true;
    this.#queue = [];
    this.#refused.drop();
    this.#revisions.forgetSettling();
    this.#view = this.#look();
    this.#announce();
  }

  #hear(name: string, listener: (event: Event) => void): void {
    window.addEventListener(name, listener);
    this.#endings.push(() => window.removeEventListener(name, listener));
  }

  #pump(isAgain = false): void {
    if (!this.owner.person || this.#isPaused || connection() !== "connected") return;
    if (this.#inFlight && !isAgain) return;
    const entry = this.#inFlight ?? nextOf(this.#queue);
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
        this.#refused.add(entry, String(reply.text ?? ""));
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
    this.#queue = withNewerWords(this.#queue, entry);
  }

  #changed(): void {
    this.#kept.keep([...this.#refused.kept, ...this.#queue]);
    this.#view = this.#look();
    this.#announce();
    for (const listener of [...this.#listeners]) listener(this.#view);
  }

  #look(): OutboxView {
    return viewOf({
      queue: this.#queue,
      refused: this.#refused.all,
      settling: this.#revisions.settling,
      isHeldUp: this.#isLate || connection() !== "connected",
      hasSaved: this.#hasSaved,
      isKept: this.#kept.isKept,
      text: this.#laterText,
    });
  }

  #announce(): void {
    const { state, waiting, isKept } = this.#view;
    const detail = { key: this.key, waiting, state, isKept };
    window.dispatchEvent(new CustomEvent("ciwidgets:outbox", { detail }));
  }
}
