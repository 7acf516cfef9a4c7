/** Ideas as they stand in a list: to tick, to drag, to put into a theme, or only to read. */

import type { Say } from "../../shared/words";
import { type Moves, PutInto } from "./put_into";
import type { Item } from "./state";

/** What a person who sorts can do with a list of ideas. */
export interface Sorting extends Moves {
  ticked: string[];
  tick: (id: string, isTicked: boolean) => void;
  drag: (event: PointerEvent, id: string) => void;
}

export function Ideas({
  t,
  items,
  theme,
  sorting,
}: {
  t: Say;
  items: Item[];
  /** The theme they stand in, "" for none. */
  theme: string;
  sorting: Sorting | null;
}) {
  return (
    <ul class="ci-ideas">
      {items.map((item) => (
        <li
          key={item.id}
          class={sorting ? "ci-idea ci-idea-loose" : "ci-idea"}
          data-idea={item.id}
          onPointerDown={(event) => sorting?.drag(event, item.id)}
        >
          {sorting ? (
            <label class="ci-choice">
              <input
                type="checkbox"
                checked={sorting.ticked.includes(item.id)}
                onChange={(event) => sorting.tick(item.id, event.currentTarget.checked)}
              />
              <span dir="auto">{item.text}</span>
            </label>
          ) : (
            <p dir="auto">{item.text}</p>
          )}
          {item.originals.length > 0 && (
            <details>
              <summary>{t("originals", { n: item.originals.length })}</summary>
              <ul>
                {item.originals.map((original, place) => (
                  <li key={place} dir="auto">
                    {original}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {sorting && (
            <PutInto t={t} moves={sorting} ids={[item.id]} current={theme} about={item.text} />
          )}
        </li>
      ))}
    </ul>
  );
}
