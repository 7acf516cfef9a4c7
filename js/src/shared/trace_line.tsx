/** The line that notices, while somebody types, what may tell who a person is. */

import { warningOf } from "./warning";
import type { Say } from "./words";

/** Stands below a field, empty as long as there is nothing to say; it never stops anyone. */
export function TraceLine({ t, text, id }: { t: Say; text: string; id?: string }) {
  return (
    <p class="ci-trace" role="status" id={id}>
      {warningOf(t, text)}
    </p>
  );
}
