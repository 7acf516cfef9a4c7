/** A person's one sheet of answers, which each save replaces whole. */

import type { Message } from "./afm";

/** Return the answers as this page last left them, saved or not. */
export function answersNow<Answers extends object>(
  mine: { answers?: Answers },
  pending: readonly Message[],
): Answers {
  const last = pending.filter(({ type }) => type === "save").at(-1);
  return (last?.answers as Answers | undefined) ?? mine.answers ?? ({} as Answers);
}
