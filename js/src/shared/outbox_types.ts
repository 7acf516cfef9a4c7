/** The words of an outbox: what goes in, what waits, and what a page shows of it. */

import type { Message } from "./afm";

/** Whose messages these are, and where they are made. */
export interface OutboxOwner {
  person: string;
  module: string;
  step: string;
}

/** How a message is to travel. */
export interface PutOptions {
  /** A newer message with this key takes the place of an older one that was never sent. */
  replaces?: string;
  /** The record it changes ("mine" for a ballot); `base_revision` is filled in when it is sent. */
  record?: string;
  /** The revision the person had before their eyes when they began to edit a shared record. */
  base?: number;
  /** The record's fields as they were then: what both sides changed is known by them. */
  start?: object;
  /** What of it a person typed, in words; without it, all its texts. */
  said?: readonly string[];
}

/** Somebody else saved the record first; the person decides. */
export interface Conflict {
  message: Message;
  text: string;
  revision: number;
  theirs: Record<string, unknown>;
  start?: object;
}

/** A message the kernel has refused, with its reason in plain words. */
export interface Refusal {
  message: Message;
  text: string;
  start?: object;
  /** What a person typed; nothing where it was a choice or a vote. */
  said: readonly string[];
  /** Whether something that was saved before still counts. */
  stands: boolean;
  /** Whether a form has the words again (`Outbox.takeBack`), which then keeps them itself. */
  isTaken?: boolean;
}

export type SavedState = "saved" | "saving" | "waiting" | "refused";

/** What the page shows of an outbox. `hasSaved` is true once something of this page was saved. */
export interface OutboxView {
  state: SavedState;
  waiting: number;
  hasSaved: boolean;
  /** Whether what waits would outlive the page. */
  isKept: boolean;
  /** Why it could not be saved just now, if the kernel said so. */
  text: string;
  /** The last of the refused messages. */
  refusal: Refusal | null;
  /** All of them: kept until they are put away, sent again, or said in a newer message. */
  refused: readonly Refusal[];
  conflict: Conflict | null;
  /**
   * What the kernel's state does not show yet, in order: unsent, on its way, in conflict, and
   * saved under a `record` whose new revision `see` was not told of.
   */
  pending: Message[];
}

/** A message in the queue. */
export interface Entry extends PutOptions {
  message: Message;
  isSent: boolean;
  /** The record's revision as far as the page knew when this was queued: a reload forgets it. */
  known?: number;
  conflict?: { text: string; revision: number; theirs: Record<string, unknown> };
  /** Why the kernel refused it: it is not sent again by itself. */
  refused?: string;
}

/** Return a queued message's request id. */
export function idOf(entry: Entry): string {
  return String(entry.message.request_id);
}

/** Whether an entry changes the same record as another that must come before it. */
export function follows(one: Entry, other: Entry): boolean {
  return one !== other && one.record !== undefined && one.record === other.record;
}

/** Return the first entry that no undecided conflict stands before. */
export function nextOf(queue: readonly Entry[]): Entry | undefined {
  const inConflict = queue.filter((one) => one.conflict);
  return queue.find((one) => !one.conflict && !inConflict.some((other) => follows(one, other)));
}

/** Take into an entry what was typed after it for the same place; returns the queue without that. */
export function withNewerWords(queue: Entry[], entry: Entry): Entry[] {
  const newer = queue.filter(
    (one) => one !== entry && entry.replaces && one.replaces === entry.replaces,
  );
  const last = newer.at(-1);
  if (last) entry.message = last.message;
  return queue.filter((one) => !newer.includes(one));
}
