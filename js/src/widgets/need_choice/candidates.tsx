/** What a team can choose from: its themes and ideas, with their dots once the vote is closed. */

import type { ComponentChildren } from "preact";
import type { Say } from "../../shared/words";
import { type Candidate, type Need, type NeedFields, standsFor } from "./state";

export function Candidates({
  t,
  candidates,
  needs,
  isChoosing,
  isFull,
  most,
  opened,
  form,
  onChoose,
}: {
  t: Say;
  candidates: Candidate[];
  needs: Need[];
  isChoosing: boolean;
  isFull: boolean;
  most: number;
  /** The candidate whose form is open, "own" for a need that stands for none. */
  opened: string;
  form: ComponentChildren;
  onChoose: (start?: Partial<NeedFields>) => void;
}) {
  const hasDots = candidates.some(({ dots }) => dots >= 0);
  return (
    <section class="ci-candidates" aria-label={t("candidates_title")}>
      <h3>{t("candidates_title")}</h3>
      {candidates.length === 0 && <p class="ci-waiting">{t("no_candidates")}</p>}
      {candidates.length > 0 && !hasDots && <p class="ci-help">{t("dots_later")}</p>}
      {isChoosing && isFull && <p class="ci-help">{t("full", { n: most })}</p>}
      <ul class="ci-candidate-list">
        {candidates.map((candidate) => {
          const { id, text, dots, ideas, fact_ids } = candidate;
          const isTaken = needs.some((need) => standsFor(need, candidate));
          return (
            <li key={id} class="ci-candidate">
              <div class="ci-candidate-words">
                <p dir="auto">{text}</p>
                {ideas.length > 0 && (
                  <details>
                    <summary>{t("theme_of", { n: ideas.length })}</summary>
                    <ul>
                      {ideas.map((idea, place) => (
                        <li key={place} dir="auto">
                          {idea}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
              <p class="ci-tags">
                {dots >= 0 && <span class="ci-tag">{t("dots", { n: dots })}</span>}
                {isTaken && <span class="ci-tag ci-tag-taken">{t("taken")}</span>}
              </p>
              {opened === id && form}
              {opened !== id && isChoosing && !isFull && !isTaken && (
                <button
                  type="button"
                  class="ci-button"
                  data-opens={`idea ${id}`}
                  onClick={() => onChoose({ text, idea_ids: [id], fact_ids })}
                >
                  {t("choose")} <span class="ci-hidden">{text}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {isChoosing &&
        (opened === "own"
          ? form
          : !isFull && (
              <button
                type="button"
                class="ci-button ci-quiet"
                data-opens="own"
                onClick={() => onChoose()}
              >
                {t("write_own")}
              </button>
            ))}
    </section>
  );
}
