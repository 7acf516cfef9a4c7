/** Words that may mean the same: said to people, who decide. */

import { useRef, useState } from "preact/hooks";
import { keep, recall } from "../../shared/keep";
import type { Say } from "../../shared/words";
import { type Hint, hintsNow, type Label, labelOf, type State, type Word } from "./state";

const MOST_SHOWN = 5;

/** The hints, folded into one line. What is kept apart is so on this device. */
export function Hints({
  t,
  alike,
  words,
  loose,
  labels,
  apartKey,
  onTogether,
  onUnder,
}: {
  t: Say;
  alike: State["alike"];
  words: Map<string, Word>;
  loose: Word[];
  labels: Label[];
  /** Where this device remembers what it keeps apart. */
  apartKey: string;
  onTogether: (keys: string[]) => void;
  onUnder: (keys: string[], label: Label) => void;
}) {
  const [apart, setApart] = useState<string[]>(() => recall(apartKey) ?? []);
  const summary = useRef<HTMLElement>(null);
  const hints = hintsNow(alike, loose, labels, apart);
  const shown = hints.slice(0, MOST_SHOWN);
  const keepApart = (next: string[]): void => {
    keep(apartKey, next.length ? next : null);
    setApart(next);
    summary.current?.focus();
  };
  const sides = ({ words: keys, label }: Hint): string[] => [
    ...keys.map((key) => labelOf(words, key)),
    ...(label ? [label.label] : []),
  ];
  return (
    <details class="ci-hints">
      <summary ref={summary}>
        {t(hints.length ? "alike" : "none_alike", { n: hints.length })}
      </summary>
      <ul>
        {shown.map((hint) => {
          const { key, words: keys, label } = hint;
          const about = sides(hint).join(" / ");
          return (
            <li key={key} class="ci-hint">
              <p>{t("alike_pair")}</p>
              <p class="ci-pair">
                {sides(hint).map((text, place) => (
                  <span key={text}>
                    {place > 0 && " / "}
                    <bdi>{text}</bdi>
                  </span>
                ))}
              </p>
              <div class="ci-actions">
                <button
                  type="button"
                  class="ci-button"
                  data-opens={`hint ${key}`}
                  onClick={() => {
                    if (!label) return onTogether(keys);
                    onUnder(keys, label);
                    summary.current?.focus();
                  }}
                >
                  {label ? t("put_under_label", { label: label.label }) : t("put_together")}{" "}
                  <span class="ci-hidden">{about}</span>
                </button>
                <button
                  type="button"
                  class="ci-button ci-quiet"
                  onClick={() => keepApart([...apart, key])}
                >
                  {t("keep_apart")} <span class="ci-hidden">{about}</span>
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      {hints.length > shown.length && (
        <p class="ci-help">{t("more_alike", { n: hints.length - shown.length })}</p>
      )}
      {apart.length > 0 && (
        <div class="ci-actions">
          <p class="ci-help">{t("kept_apart", { n: apart.length })}</p>
          <button type="button" class="ci-button ci-quiet" onClick={() => keepApart([])}>
            {t("apart_again")}
          </button>
        </div>
      )}
    </details>
  );
}
