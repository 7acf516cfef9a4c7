/** One tap puts something that was told on a list of what is taken from it. */

import type { Exercise } from "./define_exercise";
import { newRequestId } from "./request";

/** What is carried home from a group (`Borrowed` in `model/breakouts.py`), as it is sent. */
export interface Borrowing {
  what: string;
  plan: string;
  source_ids: string[];
}

export const NOT_BORROWED: Borrowing = { what: "", plan: "", source_ids: [] };

/** What is taken already says `done`: the button stays where it is, and so does the keyboard. */
export function HeardButton({
  outbox,
  id,
  text,
  label,
  done,
  isTaken,
}: Pick<Exercise, "outbox"> & {
  id: string;
  text: string;
  label: string;
  done: string;
  isTaken: boolean;
}) {
  const take = (): void => {
    if (isTaken) return;
    const record_id = newRequestId();
    const fields: Borrowing = { ...NOT_BORROWED, what: text, source_ids: [id] };
    outbox.put(
      { type: "save", record_id, ...fields },
      { record: record_id, replaces: `heard.${id}`, base: 0 },
    );
  };
  return (
    <div class="ci-actions">
      <button type="button" class="ci-button" aria-disabled={isTaken} onClick={take}>
        {isTaken ? done : label} <span class="ci-hidden">{text}</span>
      </button>
    </div>
  );
}
