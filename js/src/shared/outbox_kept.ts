/** A queue's own place in the browser, which outlives the page. */

import { keep, recall } from "./keep";
import { keysOf, type Standing, standing } from "./kept_keys";
import { type Entry, idOf, type OutboxOwner } from "./outbox_types";

/** Sent on `window` when something was put away that an outbox or a form may still hold. */
export const PUT_AWAY = "ciwidgets:put-away";

const KIND = "ciwidgets.outbox";

/** The key under which a person's queue of one exercise is kept. */
export function queueKey({ person, module, step }: OutboxOwner): string {
  return `${KIND}.${person}.${module}.${step}`;
}

/** Whether something this person did in an exercise waits in the browser to be sent. */
export function hasQueued(owner: OutboxOwner): boolean {
  return owner.person !== "" && recall(queueKey(owner)) !== null;
}

/** A person's messages of one exercise that need them: refused, or in conflict. */
export interface Held extends Standing {
  refused: Entry[];
  hasConflict: boolean;
}

/** Return what was refused to a person anywhere on this device, or is in conflict. */
export function heldOf(person: string): Held[] {
  return keysOf(KIND, person)
    .map((key) => {
      const entries = storedAt(key).filter(isEntry);
      return {
        ...standing(key),
        refused: entries.filter((one) => one.refused !== undefined),
        hasConflict: entries.some((one) => one.conflict !== undefined),
      };
    })
    .filter(({ refused, hasConflict }) => refused.length > 0 || hasConflict);
}

/** Throw away a refused message, whichever page wrote it. */
export function putAway(key: string, entry: Entry): void {
  const others = storedAt(key).filter((one) => !isEntry(one) || idOf(one) !== idOf(entry));
  keep(key, others.length ? others : null);
  window.dispatchEvent(new CustomEvent(PUT_AWAY));
}

/** Throw away all that was refused to a person. */
export function putAllAway(person: string): void {
  for (const { key, refused } of heldOf(person)) for (const one of refused) putAway(key, one);
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

  /** The messages that stand there now. */
  get ids(): string[] {
    return this.#stored().filter(isEntry).map(idOf);
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

  #stored(): unknown[] {
    return this.key ? storedAt(this.key) : [];
  }
}

/** What stands there, which another build of the page may have written in its own way. */
function storedAt(key: string): unknown[] {
  const stored = recall<unknown>(key);
  return Array.isArray(stored) ? stored : [];
}

function isEntry(one: unknown): one is Entry {
  const message = (one as Partial<Entry> | null)?.message;
  return typeof message === "object" && typeof message?.request_id === "string";
}
