/** Pairs that look alike: said to people, who decide; nothing is put together by itself. */

import { useMemo, useRef, useState } from "preact/hooks";
import { pairsAlike } from "../../shared/alike";
import type { Say } from "../../shared/words";
import type { Card } from "./board";

const MOST_SHOWN = 5;

/** The hint above the wall. It always takes one line, so the wall does not jump when it changes. */
export function LookAlikes({
  t,
  cards,
  onSame,
}: {
  t: Say;
  cards: Card[];
  onSame: (cards: Card[]) => void;
}) {
  const [different, setDifferent] = useState<string[]>([]);
  const summary = useRef<HTMLElement>(null);
  const texts = cards.map(({ id, text }) => ({ id, text }));
  const found = useMemo(() => pairsAlike(texts), [JSON.stringify(texts)]);
  const pairs = found
    .filter(({ one, other }) => !different.includes(`${one} ${other}`))
    .map(({ one, other }) => cards.filter(({ id }) => id === one || id === other));
  const leave = (pair: Card[]): void => {
    setDifferent([...different, pair.map(({ id }) => id).join(" ")]);
    summary.current?.focus();
  };
  return (
    <details class="ci-alike">
      <summary ref={summary}>
        {t(pairs.length ? "alike" : "none_alike", { n: pairs.length })}
      </summary>
      <ul>
        {pairs.slice(0, MOST_SHOWN).map((pair) => (
          <li key={pair.map(({ id }) => id).join(" ")}>
            <p>{t("alike_pair")}</p>
            <ul class="ci-pair">
              {pair.map(({ id, text }) => (
                <li key={id} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
            <div class="ci-actions">
              <button type="button" class="ci-button" onClick={() => onSame(pair)}>
                {t("say_same")}{" "}
                <span class="ci-hidden">{pair.map(({ text }) => text).join(" / ")}</span>
              </button>
              <button type="button" class="ci-button ci-quiet" onClick={() => leave(pair)}>
                {t("say_different")}{" "}
                <span class="ci-hidden">{pair.map(({ text }) => text).join(" / ")}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
