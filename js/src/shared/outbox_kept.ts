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
  #owned = new Set<string>();

  constructor(private readonly key: string) {}

  /** Return what waits there, and take it over. */
  recall(): Entry[] {
    const entries = this.key ? (recall<Entry[]>(this.key) ?? []) : [];
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
    const stored = recall<Entry[]>(this.key) ?? [];
    const others = stored.filter((one) => !this.#owned.has(idOf(one)));
    const all = [...others, ...queue];
    keep(this.key, all.length ? all : null);
  }
}
