/** Which revision of each record this page knows of, and on which it may build. */

import type { Message } from "./afm";
import type { Entry } from "./outbox_types";

/** A saved message whose revision the kernel's state does not show yet. */
export interface Settling {
  message: Message;
  record: string;
  revision: number;
}

export class Revisions {
  #seen = new Map<string, number>();
  #acknowledged = new Map<string, number>();
  #settling: Settling[] = [];

  /** Saved messages that the kernel's state does not show yet, one a record, in order. */
  get settling(): readonly Settling[] {
    return this.#settling;
  }

  /** Note the revision of a record as the kernel's state shows it; returns whether that settled. */
  see(record: string, revision: number): boolean {
    const isLower = revision < (this.#seen.get(record) ?? 0);
    this.#seen.set(record, revision);
    if (isLower) {
      // It was erased, or a backup was put back: what was said of it before no longer holds.
      this.#acknowledged.delete(record);
      return this.#keepSettling((one) => one.record !== record);
    }
    return this.#keepSettling((one) => !this.isSeen(one.record, one.revision));
  }

  /** Show a saved message on top of the kernel's state until that shows its revision. */
  settle(settling: Settling): void {
    this.#keepSettling((one) => one.record !== settling.record);
    this.#settling.push(settling);
  }

  /** Show a message no longer; returns whether it was shown. */
  letGo(settling: Settling): boolean {
    return this.#keepSettling((one) => one !== settling);
  }

  /** Show none of them any longer. */
  forgetSettling(): void {
    this.#settling = [];
  }

  #keepSettling(isKept: (one: Settling) => boolean): boolean {
    const before = this.#settling.length;
    this.#settling = this.#settling.filter(isKept);
    return this.#settling.length < before;
  }

  /** Whether the kernel's state shows a record at this revision or a later one. */
  isSeen(record: string, revision: number): boolean {
    return (this.#seen.get(record) ?? 0) >= revision;
  }

  /** Note the revision that the kernel has told this page of in its latest reply. */
  acknowledge(record: string, revision: number): void {
    this.#acknowledged.set(record, revision);
  }

  /** Return the revision that an entry changes, as far as this page knows. */
  baseOf(entry: Entry): number {
    const record = entry.record ?? "";
    const acknowledged = Math.max(entry.known ?? 0, this.#acknowledged.get(record) ?? 0);
    return Math.max(acknowledged, entry.base ?? this.#seen.get(record) ?? 0);
  }
}
