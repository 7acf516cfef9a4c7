/** Ideas that look as if they belong together: said to people, who decide. */

import { useMemo, useRef, useState } from "preact/hooks";
import { keep, recall } from "../../shared/keep";
import type { Say } from "../../shared/words";
import type { Moves } from "./put_into";
import { alikeItems, type Hint, hintsNow, type Item } from "./state";

const MOST_SHOWN = 5;

/** The hints, folded into one line. What is put aside stays aside on this device. */
export function Hints({
  t,
  items,
  places,
  moves,
  asideKey,
}: {
  t: Say;
  items: Item[];
  places: Map<string, string>;
  moves: Moves;
  asideKey: string;
}) {
  const [aside, setAside] = useState<string[]>(() => recall(asideKey) ?? []);
  const summary = useRef<HTMLElement>(null);
  const words = JSON.stringify([items, moves.themes.map(({ id, title }) => [id, title])]);
  const pairs = useMemo(() => alikeItems(items, moves.themes), [words]);
  const hints = hintsNow(items, pairs, places, aside);
  const done = (act: () => void): void => {
    act();
    summary.current?.focus();
  };
  const putAside = (hint: Hint): void => {
    const next = [...aside, hint.key];
    keep(asideKey, next);
    setAside(next);
  };
  const titleOf = (id: string): string => moves.themes.find((one) => one.id === id)?.title ?? "";
  return (
    <details class="ci-hints">
      <summary ref={summary}>
        {t(hints.length ? "suggested" : "none_suggested", { n: hints.length })}
      </summary>
      <ul>
        {hints.slice(0, MOST_SHOWN).map((hint) => {
          const ids = hint.items.map(({ id }) => id);
          const about = hint.items.map(({ text }) => text).join(" / ");
          const theme = titleOf(hint.theme);
          return (
            <li key={hint.key} class="ci-hint">
              <p>{hint.theme ? t("suggested_theme", { theme }) : t("suggested_these")}</p>
              <ul>
                {hint.items.map(({ id, text }) => (
                  <li key={id} dir="auto">
                    {text}
                  </li>
                ))}
              </ul>
              <div class="ci-actions">
                {hint.theme ? (
                  <button
                    type="button"
                    class="ci-button"
                    onClick={() => done(() => moves.put(ids, hint.theme))}
                  >
                    {t("suggested_put", { theme })} <span class="ci-hidden">{about}</span>
                  </button>
                ) : (
                  <button type="button" class="ci-button" onClick={() => moves.begin(ids)}>
                    {t("suggested_yes")} <span class="ci-hidden">{about}</span>
                  </button>
                )}
                <button
                  type="button"
                  class="ci-button ci-quiet"
                  onClick={() => done(() => putAside(hint))}
                >
                  {t("suggested_aside")} <span class="ci-hidden">{about}</span>
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
