/** What a page shows of an outbox, from what stands in it. */

import type { Message } from "./afm";
import type { Conflict, Entry, OutboxView, Refusal } from "./outbox_types";

interface Standing {
  queue: readonly Entry[];
  refused: readonly Refusal[];
  settling: readonly { message: Message }[];
  /** Whether what waits cannot be sent just now. */
  isHeldUp: boolean;
  hasSaved: boolean;
  isKept: boolean;
  text: string;
}

export function viewOf({ queue, refused, settling, isHeldUp, ...rest }: Standing): OutboxView {
  const waiting = queue.length;
  const conflict = conflictIn(queue);
  let state: OutboxView["state"] = "saved";
  if (refused.length || conflict) state = "refused";
  else if (waiting) state = isHeldUp ? "waiting" : "saving";
  return {
    ...rest,
    state,
    waiting,
    refusal: refused.at(-1) ?? null,
    refused,
    conflict,
    pending: [...settling, ...queue].map((one) => one.message),
  };
}

function conflictIn(queue: readonly Entry[]): Conflict | null {
  const entry = queue.find((one) => one.conflict);
  if (!entry?.conflict) return null;
  const { message, conflict, start } = entry;
  return { message, ...conflict, ...(start ? { start } : {}) };
}
