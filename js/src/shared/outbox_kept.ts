/** A queue's own place in the browser, which outlives the page. */

import { keep, recall } from "./keep";
import { type Entry, idOf, type OutboxOwner } from "./outbox_types";

/** The key under which a person's queue of one exercise is kept. */
export function queueKey({ person, module, step }: OutboxOwner): string {
  return `ciwidgets.outbox.${person}.${module}.${step}`;
}

/** Whether something this person did in an exercise waits in the browser to be sent. */
export function hasQueued(owner: OutboxOwner): boolean {
  return owner.person !== "" && recall(queueKey(owner)) !== null;
}

/** Keeps a queue under its key; with no key it keeps nothing, as for somebody not yet known. */
export class KeptQueue {
  /** Whether all that waits would outlive the page: a browser may be full, or keep nothing. */
  isKept = true;
  #owned = new Set<string>();

  constructor(private readonly key: string) {}

  /** Return what waits there, and take it over. */
  recall(): Entry[] {
    const entries = this.#stored().filter(isEntry);
    for (const entry of entries) this.own(entry);
    return entries;
  }

  /** Note that a message is this page's: it alone writes it and takes it away. */
  own(entry: Entry): void {
    this.#owned.add(idOf(entry));
  }

  /** Write the queue as it is now, beside what another tab of the same person has left there. */
  keep(queue: Entry[]): void {
    if (!this.key) return;
    const others = this.#stored().filter((one) => !(isEntry(one) && this.#owned.has(idOf(one))));
    const all = [...others, ...queue];
    this.isKept = keep(this.key, all.length ? all : null) || queue.length === 0;
  }

  /** What stands there, which another build of the page may have written in its own way. */
  #stored(): unknown[] {
    const stored = this.key ? recall<unknown>(this.key) : null;
    return Array.isArray(stored) ? stored : [];
  }
}

function isEntry(one: unknown): one is Entry {
  const message = (one as Partial<Entry> | null)?.message;
  return typeof message === "object" && typeof message?.request_id === "string";
}
