/** What the kernel has refused for good: kept, in its writer's words, until they put it away. */

import { covers, saidOf } from "./outbox_said";
import { type Entry, idOf, type Refusal } from "./outbox_types";

/** The refused messages of one outbox, the newest last. */
export class Refused {
  #entries = new Map<Refusal, Entry>();

  constructor(recalled: readonly Entry[]) {
    for (const entry of recalled) if (entry.refused !== undefined) this.add(entry, entry.refused);
  }

  get all(): readonly Refusal[] {
    return [...this.#entries.keys()];
  }

  /** What stands nowhere else: a form that took words back keeps them itself. */
  get kept(): Entry[] {
    return [...this.#entries].filter(([refusal]) => !refusal.isTaken).map(([, entry]) => entry);
  }

  /** Keep a message with the kernel's reason. */
  add(entry: Entry, text: string): void {
    entry.refused = text;
    this.#letGo((older) => covers(entry, older));
    const { message, start } = entry;
    const stands = Number(message.base_revision ?? 0) > 0;
    const refusal = { message, text, said: saidOf(entry), stands, ...(start ? { start } : {}) };
    this.#entries.set(refusal, entry);
  }

  /** Note that a form has the words again; only the reason is still to be read. */
  take(refusal: Refusal): void {
    refusal.isTaken = true;
  }

  /** Let go of what a newer message says too, and of reasons that were acted on. */
  yieldTo(newer: Entry): void {
    this.#letGo((older, refusal) => refusal.isTaken === true || covers(newer, older));
  }

  /** Let go of one, or of all; returns its message. */
  drop(refusal?: Refusal): Entry | undefined {
    const entry = refusal && this.#entries.get(refusal);
    if (refusal) this.#entries.delete(refusal);
    else this.#entries.clear();
    return entry;
  }

  /** Let go of all but these, for the others were put away elsewhere; returns whether any went. */
  keepOnly(ids: readonly string[]): boolean {
    const before = this.#entries.size;
    this.#letGo((entry, { isTaken }) => !isTaken && !ids.includes(idOf(entry)));
    return this.#entries.size < before;
  }

  #letGo(isOver: (older: Entry, refusal: Refusal) => boolean): void {
    for (const [refusal, entry] of [...this.#entries])
      if (isOver(entry, refusal)) this.#entries.delete(refusal);
  }
}
