/** Under the form: the goal as a sentence so far, and what is still missing in it. */

import type { Say } from "../../shared/words";
import { changeSaid, goalParts, type Lack, lacksOf, type Part } from "./sentence";
import type { Fields } from "./state";

export function Growing({
  t,
  goal,
  links,
  start,
}: {
  t: Say;
  goal: Fields;
  links: number;
  start: string;
}) {
  const all = lacksOf(t, goal, links, start);
  const lacks = all.filter(({ isClash }) => !isClash);
  const change = changeSaid(t, goal);
  return (
    <>
      <section class="ci-growing" aria-label={t("sentence_title")}>
        <p class="ci-label">{t("sentence_title")}</p>
        <p class="ci-goal-sentence">
          <Sentence parts={goalParts(t, goal)} />
        </p>
      </section>
      {change && <p>{change}</p>}
      <Clashes lacks={all} />
      {lacks.length ? (
        <section aria-label={t("lacks_title")}>
          <p class="ci-help">{t("sentence_help")}</p>
          <p class="ci-label">{t("lacks_title")}</p>
          <ul class="ci-lacks">
            {lacks.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
          <p class="ci-help">{t("lacks_later")}</p>
        </section>
      ) : (
        !all.length && <p>{t("sentence_whole")}</p>
      )}
    </>
  );
}

/** What contradicts itself in a goal: said plainly, and folded away nowhere. */
export function Clashes({ lacks }: { lacks: readonly Lack[] }) {
  return (
    <>
      {lacks
        .filter(({ isClash }) => isClash)
        .map(({ key, text }) => (
          <p key={key} class="ci-goal-clash">
            {text}
          </p>
        ))}
    </>
  );
}

/** A goal's sentence; what is not written yet is marked. */
export function Sentence({ parts }: { parts: readonly Part[] }) {
  return (
    <span dir="auto">
      {parts.map(({ text, isBlank }, place) =>
        isBlank ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
      )}
    </span>
  );
}
